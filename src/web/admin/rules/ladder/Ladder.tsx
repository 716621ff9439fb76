/** 督办阶梯: lights drawn for each limit, the rungs in order, limits of sheets, hours of calls; begun from a preset, checked as it is written. */
import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Flex } from 'antd'
import { useAsk } from '../../../asking.ts'
import type { Rules } from '../../../parts/directory.ts'
import { t } from '../../../text.ts'
import { Failed } from '../../../ui/Failed.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { Lights } from './Lights.tsx'
import { Presets } from './Presets.tsx'
import { Rest } from './Rest.tsx'
import { RungForm } from './RungForm.tsx'
import { Strip } from './Strip.tsx'
import type { Clock, Rung, Supervision } from './strip.ts'
import { useCheck } from './use-check.ts'
import './ladder.css'

interface Props {
  rules: Rules
  onChange: (rules: Rules) => void
}

export function Ladder({ rules, onChange }: Props) {
  const presets = useAsk('listLadderPresets', {}, { fresh: 600_000 })
  const checked = useCheck(rules)
  if (!presets.data)
    return presets.error ? (
      <Failed error={presets.error} again={() => presets.refetch()} />
    ) : (
      <Loading rows={8} />
    )
  const { items } = presets.data
  // Rules that were written before there was a ladder follow the general one.
  const supervision = rules.supervision ?? items.find(p => p.name === 'national-default')!.supervision
  const set = (change: Partial<Supervision>) =>
    onChange({ ...rules, supervision: { ...supervision, ...change } })
  const setRungs = (ladder: Rung[]) => set({ ladder })
  return (
    <div className="ladder">
      <Presets
        presets={items}
        isOwn={rules.supervision !== undefined}
        onTake={p => onChange({ ...rules, supervision: p.supervision, lights: p.lights })}
      />
      {checked.error && <Failed error={checked.error} />}
      {checked.count !== null && checked.count > 0 && (
        <Alert
          role="status"
          type="warning"
          showIcon
          title={t(
            `有 ${checked.count} 处还不能用，见各处红字。`,
            `${checked.count} places can't be used yet; see the words in red.`,
          )}
        />
      )}
      <Lights lights={rules.lights} wrong={checked.at} onChange={lights => onChange({ ...rules, lights })} />
      <section aria-label={t('亮灯与阶梯图', 'Lights and rungs, drawn')} className="strips">
        {clocksIn(supervision.ladder).map(clock => {
          const limit = limitFor(rules, supervision, clock)
          return (
            limit && (
              <Strip
                key={clock}
                clock={clock}
                limit={limit}
                lights={rules.lights}
                ladder={supervision.ladder}
              />
            )
          )
        })}
        <p className="strip-key">
          <b className="strip-mark">1</b> {t('自动', 'by itself')} <b className="strip-mark is-proposed">1</b>{' '}
          {t('拟发，等人决定', 'proposed, waits for a decision')}
        </p>
      </section>
      <h2>{t('逐级', 'Rungs')}</h2>
      {supervision.ladder.length === 0 && (
        <p>{t('没有任何一级：到期也不会有人被提醒。', 'No rung: nobody is reminded of anything.')}</p>
      )}
      <ol className="rungs">
        {supervision.ladder.map((rung, i) => (
          <RungForm
            // biome-ignore lint/suspicious/noArrayIndexKey: a rung is its place
            key={i}
            rung={rung}
            no={i + 1}
            of={supervision.ladder.length}
            wrong={field => checked.at(`supervision.ladder.${i}.${field}`)}
            onChange={next => setRungs(supervision.ladder.with(i, next))}
            onMove={by => setRungs(moved(supervision.ladder, i, by))}
            onDrop={() => setRungs(supervision.ladder.toSpliced(i, 1))}
          />
        ))}
      </ol>
      <Flex>
        <Button icon={<PlusOutlined />} onClick={() => setRungs([...supervision.ladder, FRESH])}>
          {t('加一级', 'Add a rung')}
        </Button>
      </Flex>
      <Rest supervision={supervision} wrong={checked.at} onChange={set} />
    </div>
  )
}

const FRESH: Rung = { step: 'reminder', at: 'yellow', clocks: ['reply'], mode: 'proposed' }

const moved = (ladder: readonly Rung[], i: number, by: -1 | 1): Rung[] => {
  const next = [...ladder]
  const [rung] = next.splice(i, 1)
  next.splice(i + by, 0, rung!)
  return next
}

const ORDER: readonly Clock[] = ['sign', 'firstContact', 'preliminaryReply', 'reply', 'rework', 'sheetAnswer']

/** The limits that lead to anything, in the order of the work. */
const clocksIn = (ladder: readonly Rung[]): Clock[] => {
  const all = new Set(ladder.flatMap(r => r.clocks))
  return [...ORDER.filter(c => all.has(c)), ...[...all].filter(c => !ORDER.includes(c))]
}

/** What most matters have. */
const limitFor = (rules: Rules, { sheets }: Supervision, clock: Clock): string | undefined =>
  clock === 'sheetAnswer'
    ? sheets.answer.redSupervise
    : clock === 'sheetSign'
      ? sheets.sign
      : (rules.limits.general?.[clock] ?? rules.limits.default?.[clock])
