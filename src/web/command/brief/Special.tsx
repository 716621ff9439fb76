/** What a leader looks at one by one: what was brought up for decision, what comes again and again, what is risky, what is late longest. */
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import type { Filter } from '../ledger/filter.ts'
import { TicketLines } from './TicketLines.tsx'

interface Part {
  zh: string
  en: string
  emptyZh: string
  emptyEn: string
  filter: Filter
}

const PARTS: readonly Part[] = [
  {
    zh: '要您拿主意的',
    en: 'For you to decide',
    emptyZh: '没有疑难复杂事项在等。',
    emptyEn: 'No complex matter waits.',
    filter: { open: true, level: ['complex'], sort: 'due' },
  },
  {
    zh: '超时最久的',
    en: 'Late longest',
    emptyZh: '没有超时的。',
    emptyEn: 'Nothing is late.',
    filter: { open: true, light: ['red'], sort: 'due' },
  },
  {
    zh: '反复反映的',
    en: 'Again and again',
    emptyZh: '没有反复反映的。',
    emptyEn: 'Nothing comes again and again.',
    filter: { open: true, repeats: 1 },
  },
]

export function Special() {
  return (
    <>
      {PARTS.map(part => (
        <Matters key={part.en} part={part} />
      ))}
      <Risky />
    </>
  )
}

const FEW = 5

function Matters({ part: { zh, en, emptyZh, emptyEn, filter } }: { part: Part }) {
  const list = useAsk('listAppeals', { query: { ...filter, limit: FEW } })
  return (
    <section>
      <h2>{t(zh, en)}</h2>
      <Ask of={list} rows={2}>
        {({ appeals, next }) =>
          appeals.length > 0 ? (
            <TicketLines appeals={appeals} filter={next ? filter : null} />
          ) : (
            <p className="nothing">{t(emptyZh, emptyEn)}</p>
          )
        }
      </Ask>
    </section>
  )
}

/** Risk words are found through their alerts: a list can be narrowed to one group of them at a time only. */
function Risky() {
  const { may } = useSession()
  const alerts = useAsk(
    'listAlerts',
    { query: { kind: 'risk', seen: true, limit: 8 } },
    { enabled: may('appeal.supervise', 'appeal.dispatch') },
  )
  const numbers = [...new Set(alerts.data?.alerts.flatMap(a => a.number ?? []))].slice(0, FEW)
  if (!may('appeal.supervise', 'appeal.dispatch')) return null
  return (
    <section>
      <h2>{t('有风险的', 'Risky')}</h2>
      <Ask of={alerts} rows={2}>
        {() =>
          numbers.length > 0 ? (
            <RiskLines numbers={numbers} />
          ) : (
            <p className="nothing">{t('没有风险提示。', 'No risk was flagged.')}</p>
          )
        }
      </Ask>
    </section>
  )
}

function RiskLines({ numbers }: { numbers: readonly string[] }) {
  return numbers.map(number => <RiskLine key={number} number={number} />)
}

function RiskLine({ number }: { number: string }) {
  const list = useAsk('listAppeals', { query: { q: number, limit: 1 } }, { fresh: 60_000 })
  return list.data ? <TicketLines appeals={list.data.appeals} filter={null} /> : null
}
