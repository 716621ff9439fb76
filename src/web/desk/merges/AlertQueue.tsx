/** 重复与预警: what came again and again, and what the system noticed, each to be looked after by somebody. */
import { Alert, Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Summary, Ticket } from '../../../contract/record.ts'
import type { Answer } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { useRules } from '../../parts/directory.ts'
import { riskName } from '../../parts/risks.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { When } from '../../ui/When.tsx'
import { Acts } from '../queue/Acts.tsx'
import { Pane } from '../queue/Pane.tsx'
import { Queue } from '../queue/Queue.tsx'
import { TicketRow } from '../queue/Row.tsx'
import { type Place, usePlace } from '../queue/rows.ts'
import { byUrgency, useTickets } from '../queue/tickets.ts'
import { Alike } from './Alike.tsx'

const MergeWork = lazy(() => import('./MergeWork.tsx').then(m => ({ default: m.MergeWork })))
type Raised = Answer<'listAlerts'>['alerts'][number]
/** An alert, a ticket that came again, or both at once. */
interface Row {
  key: string
  alert: Raised | null
  ticket: Summary | null
}
const PATH = '/alerts'

export function AlertQueue({ at }: { at?: string }) {
  const alertAt = useRules()?.repeats.alertAt ?? 3
  const filter = useMemo(() => ({ repeats: alertAt - 1, open: true }), [alertAt])
  const repeated = useTickets(filter, byUrgency)
  const alerts = useAsk('listAlerts', { query: { limit: 100 } })
  const rows = useMemo(
    () => alerts.data && repeated.rows && rowsOf(alerts.data.alerts, repeated.rows),
    [alerts.data, repeated.rows],
  )
  const keys = useMemo(() => rows?.map(r => r.key), [rows])
  const place = usePlace(PATH, keys, at)
  const alertOf = (key: string) => rows?.find(r => r.key === key)?.alert ?? null
  return (
    <Queue
      title={t('重复与预警', 'Repeats and alerts')}
      path={PATH}
      place={place}
      rows={rows}
      error={alerts.error ?? repeated.error}
      again={() => {
        void alerts.refetch()
        repeated.again()
      }}
      keyOf={row => row.key}
      line={row => <Line row={row} />}
      pane={key =>
        key.startsWith('alert-') ? (
          <div className="work">
            <AlertSeen alert={alertOf(key)} onSeen={place.done} />
          </div>
        ) : (
          <Pane key={key} number={key} place={place}>
            {ticket => <RepeatWork key={ticket.number} ticket={ticket} alert={alertOf(key)} place={place} />}
          </Pane>
        )
      }
      empty={t('没有新的预警和多次重复的诉求。', 'No new alert, and nothing that came again and again.')}
    />
  )
}

function rowsOf(alerts: readonly Raised[], repeated: readonly Summary[]): Row[] {
  const rows = new Map<string, Row>()
  for (const alert of alerts) {
    const key = alert.number ?? `alert-${alert.id}`
    if (!rows.has(key)) rows.set(key, { key, alert, ticket: null })
  }
  for (const ticket of repeated)
    rows.set(ticket.number, { key: ticket.number, alert: rows.get(ticket.number)?.alert ?? null, ticket })
  return [...rows.values()]
}

function Line({ row: { alert, ticket, key } }: { row: Row }) {
  if (ticket)
    return (
      <TicketRow
        row={ticket}
        dueAt={ticket.dueAt}
        also={alert && <span className="chip bad">{t(alert.zh, alert.en)}</span>}
      />
    )
  return (
    <>
      <div className="row-title">
        <strong>{alert && t(alert.zh, alert.en)}</strong>
        <span className="small">
          <When at={alert?.at} />
        </span>
      </div>
      <div className="row-about small">
        <span className="number">{alert?.number ?? key}</span>
        {alert && <span>{factsOf(alert)}</span>}
      </div>
    </>
  )
}

/** What an alert says beyond its name. */
function factsOf({ facts }: Raised): string {
  const { risks, times, reviewOn } = facts as { risks?: string[]; times?: number; reviewOn?: string }
  if (risks) return risks.map(riskName).join('、')
  if (times) return t(`第 ${times} 次`, `${times} times`)
  return reviewOn ?? ''
}

function AlertSeen({ alert, onSeen }: { alert: Raised | null; onSeen: () => void }) {
  const see = useAct('seeAlert', onSeen)
  const say = () => alert && !see.isPending && see.mutate({ input: { params: { id: alert.id } } })
  useOffer(alert ? [{ key: 'seen', label: t('知悉', 'Seen'), shortcut: 'y', run: say }] : [])
  if (!alert) return null
  return (
    <>
      {see.error && <Failed error={see.error} />}
      <Alert
        type="warning"
        showIcon
        title={t(alert.zh, alert.en)}
        description={
          <>
            {factsOf(alert)} <When at={alert.at} />
          </>
        }
        action={
          <Button loading={see.isPending} onClick={say}>
            {t('知悉，我来跟', 'Seen, I look after it')}
            <Key of="Y" />
          </Button>
        }
      />
    </>
  )
}

const ACTS = [
  { name: 'joinParent', shortcut: 'g' },
  { name: 'setLevel', shortcut: 'l' },
  { name: 'unmergeAppeals', shortcut: 'u' },
] as const

function RepeatWork({ ticket, alert, place }: { ticket: Ticket; alert: Raised | null; place: Place }) {
  const [isMerging, setMerging] = useState(false)
  const reason = whyNot(ticket, 'mergeAppeals')
  useOffer([
    {
      key: 'merge',
      label: t('并单', 'Merge'),
      shortcut: 'm',
      run: () => reason === null && setMerging(true),
    },
  ])
  return (
    <>
      <AlertSeen alert={alert} onSeen={() => {}} />
      <div className="work">
        <h3>{t('可能是同一件', 'May be the same matter')}</h3>
        <Alike ticket={ticket} chosen={undefined} onChoose={place.open} />
        <div className="acts">
          <ReasonedButton type="primary" whyNot={reason} onClick={() => setMerging(true)}>
            {t('并单', 'Merge')}
            <Key of="M" />
          </ReasonedButton>
          <Acts ticket={ticket} acts={ACTS} onDone={() => {}} />
        </div>
      </div>
      {isMerging && (
        <Suspense>
          <MergeWork ticket={ticket} onDone={place.done} onClose={() => setMerging(false)} />
        </Suspense>
      )}
    </>
  )
}
