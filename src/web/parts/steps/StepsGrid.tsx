/** The six steps side by side, a row for every kind: how much stands where, with its lights. Each number opens its rows. */
import {
  LEDGER_KINDS,
  LEDGER_STEPS,
  type LedgerKind,
  type LedgerStep,
} from '../../../domain/supervision/steps.ts'
import type { Answer } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { Scrolls } from '../../ui/Scrolls.tsx'
import type { StepFilter } from './filter.ts'
import { LEDGER_KIND_NAMES, STEP_NAMES, STEP_WAITS } from './names.ts'

type Count = Answer<'readLedgerSteps'>['counts'][number]
type Lights = Pick<Count, 'n' | 'green' | 'yellow' | 'red'>

const TONES = ['red', 'yellow', 'green'] as const

const sum = (counts: readonly Count[]): Lights =>
  counts.reduce<Lights>(
    (a, c) => ({
      n: a.n + c.n,
      green: a.green + c.green,
      yellow: a.yellow + c.yellow,
      red: a.red + c.red,
    }),
    { n: 0, green: 0, yellow: 0, red: 0 },
  )

interface Props {
  counts: readonly Count[]
  filter: StepFilter
  onShow: (filter: StepFilter) => void
}

export function StepsGrid({ counts, filter, onShow }: Props) {
  const { step: chosenStep, kind: chosenKind, amiss: _, ...rest } = filter
  const of = (step: LedgerStep | null, kind: LedgerKind | null): Lights =>
    sum(counts.filter(c => (step === null || c.step === step) && (kind === null || c.kind === kind)))
  const most = Math.max(1, ...LEDGER_STEPS.map(step => of(step, null).n))
  const cell = (step: LedgerStep | null, kind: LedgerKind | null) => (
    <Cell
      lights={of(step, kind)}
      most={most}
      says={[step ? nameOf(STEP_NAMES, step) : '', kind ? nameOf(LEDGER_KIND_NAMES, kind) : ''].join(' ')}
      isChosen={!filter.amiss && step === (chosenStep ?? null) && kind === (chosenKind?.[0] ?? null)}
      onOpen={() => onShow({ ...rest, ...(step && { step }), ...(kind && { kind: [kind] }) })}
    />
  )
  return (
    <Scrolls name={t('六步', 'The six steps')}>
      <table className="steps-grid">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('种类', 'Kind')}</span>
            </th>
            {LEDGER_STEPS.map((step, i) => (
              <th key={step} scope="col" className="steps-head">
                <span className="steps-no" aria-hidden="true">
                  {i + 1}
                </span>
                {nameOf(STEP_NAMES, step)}
                <small>{nameOf(STEP_WAITS, step)}</small>
              </th>
            ))}
            <th scope="col" className="steps-sum">
              {t('合计', 'Total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {LEDGER_KINDS.map(kind => (
            <tr key={kind}>
              <th scope="row">{nameOf(LEDGER_KIND_NAMES, kind)}</th>
              {LEDGER_STEPS.map(step => (
                <td key={step}>{cell(step, kind)}</td>
              ))}
              <td>{cell(null, kind)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('合计', 'Total')}</th>
            {LEDGER_STEPS.map(step => (
              <td key={step}>{cell(step, null)}</td>
            ))}
            <td>{cell(null, null)}</td>
          </tr>
        </tfoot>
      </table>
    </Scrolls>
  )
}

interface CellProps {
  lights: Lights
  most: number
  says: string
  isChosen: boolean
  onOpen: () => void
}

function Cell({ lights, most, says, isChosen, onOpen }: CellProps) {
  const { n, red, yellow, green } = lights
  if (n === 0) return <span className="steps-none">–</span>
  const told = t(
    `${says}：${n}，红 ${red}、黄 ${yellow}、绿 ${green}`,
    `${says}: ${n}; red ${red}, yellow ${yellow}, green ${green}`,
  )
  return (
    <button
      type="button"
      className="steps-cell"
      aria-pressed={isChosen}
      aria-label={told}
      title={told}
      onClick={onOpen}
    >
      <strong>{n}</strong>
      <span
        className="steps-bar"
        aria-hidden="true"
        style={{ width: `${Math.min(100, Math.max(6, (n / most) * 100))}%` }}
      >
        {TONES.map(tone => (
          <i key={tone} className={`is-${tone}`} style={{ flex: lights[tone] }} />
        ))}
        <i style={{ flex: Math.max(0, n - red - yellow - green) }} />
      </span>
    </button>
  )
}
