/** What belongs to the ladder besides its rungs: limits of sheets, hours of calls, what follows a poor answer, names of the colours, a leader's ready phrases. */
import { Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { LIGHT_NAMES, SHEET_NAMES } from '../../../../domain/names.ts'
import { MODE_NAMES } from '../../../../domain/supervision/step-names.ts'
import { isLimit, limitWords } from '../../../parts/ticket/limit-words.ts'
import { nameOf, t } from '../../../text.ts'
import { Choice } from './Choice.tsx'
import type { Supervision } from './strip.ts'

interface Props {
  supervision: Supervision
  wrong: (path: string) => string | null
  onChange: (change: Partial<Supervision>) => void
}

export function Rest({ supervision, wrong, onChange }: Props) {
  const { sheets, onSentBack = 'automatic', onUnsatisfiedAfterRedo = 'proposed' } = supervision
  const kinds = Object.keys(sheets.answer) as (keyof typeof sheets.answer)[]
  return (
    <>
      <h2>{t('督办单时限', 'Limits of sheets')}</h2>
      <div className="ladder-grid">
        <LimitInput
          label={t('签收', 'Signing for it')}
          value={sheets.sign}
          wrong={wrong('supervision.sheets.sign')}
          onChange={sign => onChange({ sheets: { ...sheets, sign } })}
        />
        {kinds.map(kind => (
          <LimitInput
            key={kind}
            label={t(`反馈 ${nameOf(SHEET_NAMES, kind)}`, `Answering: ${nameOf(SHEET_NAMES, kind)}`)}
            value={sheets.answer[kind]}
            wrong={wrong(`supervision.sheets.answer.${kind}`)}
            onChange={limit =>
              onChange({ sheets: { ...sheets, answer: { ...sheets.answer, [kind]: limit } } })
            }
          />
        ))}
      </div>
      <Calls supervision={supervision} wrong={wrong} onChange={onChange} />
      <h2>{t('退回与不满意', 'Sent back and dissatisfied')}</h2>
      <div className="ladder-grid">
        <Labelled name={t('中心退回答复 → 退回重办单', 'An answer sent back → rework sheet')}>
          <Choice
            label={t('退回重办单', 'rework sheet')}
            value={onSentBack}
            among={MODE_NAMES}
            onChange={mode => onChange({ onSentBack: mode })}
          />
        </Labelled>
        <Labelled name={t('重办后仍不满意 → 红色督办单', 'Dissatisfied after rework → red order')}>
          <Choice
            label={t('重办后仍不满意', 'dissatisfied after rework')}
            value={onUnsatisfiedAfterRedo}
            among={MODE_NAMES}
            onChange={mode => onChange({ onUnsatisfiedAfterRedo: mode })}
          />
        </Labelled>
      </div>
      <Colours supervision={supervision} wrong={wrong} onChange={onChange} />
      <h2>{t('批示常用语', 'Ready phrases of instructions')}</h2>
      <p>
        {t(
          '一行一句；{{unit}} 为主办单位，{{limit}} 为办理时限，{{report}} 为报告时限。不写用产品自带的。',
          'One a line; {{unit}} is the lead unit, {{limit}} the limit to handle it, {{report}} the limit to report. Those of the product when left out.',
        )}
      </p>
      <Input.TextArea
        aria-label={t('批示常用语', 'Ready phrases of instructions')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={(supervision.phrases ?? []).join('\n')}
        onChange={e => onChange({ phrases: e.target.value.split('\n') })}
        onBlur={e => onChange({ phrases: e.target.value.split('\n').filter(line => line.trim() !== '') })}
      />
      <Wrong at={wrong('supervision.phrases')} />
    </>
  )
}

const Labelled = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <span>{name}</span> {children}
  </div>
)

const Wrong = ({ at }: { at: string | null }) =>
  at && (
    <small role="alert" className="rung-wrong">
      {at}
    </small>
  )

interface LimitInputProps {
  label: string
  value: string
  wrong: string | null
  onChange: (limit: string) => void
}

const LimitInput = ({ label, value, wrong, onChange }: LimitInputProps) => (
  <Labelled name={label}>
    <Input
      size="small"
      style={{ width: 72 }}
      aria-label={label}
      status={wrong || !isLimit(value) ? 'error' : ''}
      title={limitWords(value)}
      value={value}
      onChange={e => onChange(e.target.value.trim())}
    />
    <Wrong at={wrong} />
  </Labelled>
)

const HOURS = [...Array(24).keys()]

function Calls({ supervision, wrong, onChange }: Props) {
  const { calls } = supervision
  const set = (change: Partial<typeof calls>) => onChange({ calls: { ...calls, ...change } })
  const number = (key: keyof typeof calls, label: string, min: number, max: number) => (
    <InputNumber
      size="small"
      style={{ width: 64 }}
      min={min}
      max={max}
      precision={0}
      aria-label={label}
      value={calls[key]}
      onChange={value => set({ [key]: value ?? min })}
    />
  )
  return (
    <>
      <h2>{t('提醒与电话的时段（其余时间免打扰）', 'Hours of reminders and calls (quiet otherwise)')}</h2>
      <div>
        {number('from', t('从几点', 'from'), 0, 24)} {t('点 至', 'to')}{' '}
        {number('to', t('到几点', 'to'), 0, 24)}{' '}
        {t('点；无人接听时每隔', 'o’clock; when nobody answers, every')}{' '}
        {number('everyMinutes', t('间隔分钟', 'minutes between'), 1, 1440)}{' '}
        {t('分钟再打，最多', 'minutes again, at most')} {number('tries', t('最多几次', 'tries'), 1, 10)}{' '}
        {t('次', 'times')}
        <Wrong at={wrong('supervision.calls')} />
      </div>
      <div
        className="hours"
        role="img"
        aria-label={t(
          `${calls.from} 点至 ${calls.to} 点可以打扰`,
          `People may be told between ${calls.from} and ${calls.to} o’clock`,
        )}
      >
        {HOURS.map(hour => (
          <span key={hour} className={hour >= calls.from && hour < calls.to ? 'is-open' : ''}>
            {hour % 6 === 0 ? hour : ''}
          </span>
        ))}
      </div>
    </>
  )
}

const LIT = ['green', 'yellow', 'red'] as const

function Colours({ supervision, wrong, onChange }: Props) {
  const { colours = {} } = supervision
  const set = (light: (typeof LIT)[number], which: 'zh' | 'en', text: string) => {
    const [zh, en] = LIGHT_NAMES[light]
    const next = { zh: zh as string, en: en as string, ...colours[light], [which]: text }
    onChange({ colours: { ...colours, [light]: next } })
  }
  return (
    <>
      <h2>{t('灯的叫法', 'Names of the lights')}</h2>
      <div className="ladder-grid">
        {LIT.map(light => (
          <Labelled key={light} name={t(LIGHT_NAMES[light][0], LIGHT_NAMES[light][1])}>
            {(['zh', 'en'] as const).map((which, i) => (
              <Input
                key={which}
                size="small"
                style={{ width: 88 }}
                aria-label={t(
                  `${LIGHT_NAMES[light][0]} ${which === 'zh' ? '中文' : '英文'}`,
                  `${LIGHT_NAMES[light][1]} in ${which === 'zh' ? 'Chinese' : 'English'}`,
                )}
                status={wrong(`supervision.colours.${light}`) ? 'error' : ''}
                value={colours[light]?.[which] ?? LIGHT_NAMES[light][i]}
                onChange={e => set(light, which, e.target.value)}
              />
            ))}
          </Labelled>
        ))}
      </div>
    </>
  )
}
