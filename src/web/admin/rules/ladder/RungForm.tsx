/** One rung: when it comes, what it does to whom, for which limits and matters, by itself or not. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { CLOCK_NAMES, SHEET_NAMES } from '../../../../domain/names.ts'
import { MODE_NAMES, REACHES, STEP_NAMES, TRIGGER_NAMES } from '../../../../domain/supervision/step-names.ts'
import { limitWords } from '../../../parts/ticket/limit-words.ts'
import { nameOf, t } from '../../../text.ts'
import { Choice } from './Choice.tsx'
import type { Clock, Rung } from './strip.ts'
import { whenWords } from './when-words.ts'

/** Limits that a rung may follow from. A window in which something may be given back is no duty. */
const CLOCKS = (Object.keys(CLOCK_NAMES) as Clock[]).filter(kind => kind !== 'return')
const SHEETS = ['greenUrge', 'yellowUrge', 'redSupervise'] as const

interface Props {
  rung: Rung
  no: number
  /** How many there are. */
  of: number
  /** What the server says against a field. */
  wrong: (field: string) => string | null
  onChange: (rung: Rung) => void
  onMove: (by: -1 | 1) => void
  onDrop: () => void
}

export function RungForm({ rung, no, of, wrong, onChange, onMove, onDrop }: Props) {
  const name = t(`第 ${no} 级`, `Rung ${no}`)
  const set = (change: Change) => onChange(trimmed({ ...rung, ...change }))
  return (
    <li className={`rung is-${rung.mode}`} aria-label={name}>
      <b className={rung.mode === 'proposed' ? 'strip-mark is-proposed' : 'strip-mark'}>{no}</b>
      <div className="rung-when">
        <Choice
          label={t(`${name} 触发`, `${name} trigger`)}
          value={rung.at}
          among={TRIGGER_NAMES}
          onChange={at => set({ at })}
        />
        {(rung.at === 'overdue' || rung.after !== undefined) && (
          <Input
            size="small"
            style={{ width: 84 }}
            aria-label={t(`${name} 逾期多久`, `${name} how long overdue`)}
            placeholder={t('即时', 'at once')}
            title={rung.after ? limitWords(rung.after) : t('上班后第一时间', 'at the first office moment')}
            status={wrong('after') ? 'error' : ''}
            value={rung.after ?? ''}
            onChange={e => set({ after: e.target.value.trim() || undefined })}
          />
        )}
        <Said at={wrong('at') ?? wrong('after')} />
      </div>
      <div className="rung-what">
        <Choice
          label={t(`${name} 做什么`, `${name} step`)}
          value={rung.step}
          among={STEP_NAMES}
          onChange={step => set({ step })}
        />
        <small>→ {nameOf(REACHES, rung.step)}</small>
        <Said at={wrong('step')} />
      </div>
      <Clocks rung={rung} name={name} wrong={wrong} set={set} />
      <div className="rung-mode">
        <Segmented
          size="small"
          aria-label={t(`${name} 方式`, `${name} mode`)}
          value={rung.mode}
          onChange={mode => set({ mode: mode as Rung['mode'] })}
          options={Object.keys(MODE_NAMES).map(value => ({ value, label: nameOf(MODE_NAMES, value) }))}
        />
        <Said at={wrong('mode')} />
      </div>
      <div className="rung-acts">
        <Icon label={t(`${name} 上移`, `${name} up`)} off={no === 1} onClick={() => onMove(-1)}>
          <ArrowUpOutlined />
        </Icon>
        <Icon label={t(`${name} 下移`, `${name} down`)} off={no === of} onClick={() => onMove(1)}>
          <ArrowDownOutlined />
        </Icon>
        <Icon label={t(`${name} 删除`, `${name} delete`)} onClick={onDrop}>
          <DeleteOutlined />
        </Icon>
      </div>
    </li>
  )
}

/** A key without a value is taken away. */
type Change = { [Key in keyof Rung]?: Rung[Key] | undefined }

/** Without keys that hold nothing. */
const trimmed = (rung: Change): Rung =>
  Object.fromEntries(Object.entries(rung).filter(([, value]) => value !== undefined)) as Rung

const Said = ({ at }: { at: string | null }) =>
  at && (
    <small role="alert" className="rung-wrong">
      {at}
    </small>
  )

interface IconProps {
  label: string
  off?: boolean
  onClick: () => void
  children: ReactNode
}
const Icon = ({ label, off = false, onClick, children }: IconProps) => (
  <Button size="small" type="text" aria-label={label} disabled={off} icon={children} onClick={onClick} />
)

interface ClocksProps {
  rung: Rung
  name: string
  wrong: (field: string) => string | null
  set: (change: Change) => void
}

function Clocks({ rung, name, wrong, set }: ClocksProps) {
  const when = whenWords(rung.when)
  return (
    <details className="rung-clocks">
      <summary>
        {rung.clocks.map(c => nameOf(CLOCK_NAMES, c)).join(t('、', ', '))}
        {rung.sheets &&
          t(
            `（${rung.sheets.map(k => nameOf(SHEET_NAMES, k)).join('、')}）`,
            ` (${rung.sheets.map(k => nameOf(SHEET_NAMES, k)).join(', ')})`,
          )}
        {when && ` · ${when}`}
        {rung.unlessProgress && ` · ${t('已反馈进展的除外', 'unless progress was told')}`}
      </summary>
      <Checkbox.Group
        aria-label={t(`${name} 时限`, `${name} limits`)}
        value={rung.clocks}
        onChange={clocks => set({ clocks: clocks as Clock[] })}
        options={CLOCKS.map(value => ({ value, label: nameOf(CLOCK_NAMES, value) }))}
      />
      {rung.clocks.includes('sheetAnswer') && (
        <Checkbox.Group
          aria-label={t(`${name} 哪些单`, `${name} sheets`)}
          value={rung.sheets ?? []}
          onChange={kinds => set({ sheets: kinds.length > 0 ? (kinds as Rung['sheets']) : undefined })}
          options={SHEETS.map(value => ({ value, label: nameOf(SHEET_NAMES, value) }))}
        />
      )}
      <Checkbox
        checked={rung.unlessProgress ?? false}
        onChange={e => set({ unlessProgress: e.target.checked || undefined })}
      >
        {t('单位已反馈进展的，不再走这一级', 'Leave it out where the unit has told of progress')}
      </Checkbox>
      {when && (
        <p>{t(`只用于：${when}（在“全部规则”里改）`, `Only for: ${when} (changed under “All rules”)`)}</p>
      )}
      <Said at={wrong('clocks') ?? wrong('sheets') ?? wrong('when')} />
    </details>
  )
}
