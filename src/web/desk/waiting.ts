/** What waits for me now, queue by queue: how much, and how long the first has waited. */
import type { Permission } from '../../domain/access/roles.ts'
import type { CallName, Input } from '../api.ts'
import { useAsk } from '../asking.ts'
import { useSession } from '../session.tsx'
import { DUTY_KINDS, OTHER_KINDS } from './decide/requests.ts'

export interface Waiting {
  /** Undefined while on its way, or not one's own. */
  count: number | undefined
  /** There are at least so many. */
  more?: boolean
  /** Waiting since; or, in its place, what is due first. */
  since?: string | undefined
  dueAt?: string | undefined
}

export type QueueName =
  | 'dispatch'
  | 'returns'
  | 'requests'
  | 'review'
  | 'strike'
  | 'visits'
  | 'alerts'
  | 'contacts'
  | 'quality'
  | 'expiring'
  | 'failed'

const EVERY = 60_000

export function useWaiting(): Record<QueueName, Waiting> {
  const { may } = useSession()
  const ask = <N extends CallName>(name: N, input: Input<N>, enabled: boolean) =>
    // biome-ignore lint/correctness/useHookAtTopLevel: called in the same order every time, just below
    useAsk(name, input, { enabled, every: EVERY }).data
  const has = (...all: Permission[]) => may(...all)
  const received = ask('listAppeals', { query: { stage: ['received'], limit: 200 } }, has('appeal.dispatch'))
  const requests = ask('listRequests', { query: { limit: 200 } }, true)
  const answered = ask('countAppeals', { query: { stage: ['answered'] } }, has('appeal.review'))
  const firstAnswered = ask(
    'listAppeals',
    { query: { stage: ['answered'], sort: 'due', limit: 1 } },
    has('appeal.review'),
  )
  const visited = ask('countAppeals', { query: { stage: ['visited'] } }, has('appeal.strikeOff'))
  const visits = ask('listVisits', { query: { limit: 200 } }, has('appeal.visit'))
  const alerts = ask('listAlerts', { query: { limit: 100 } }, has('appeal.dispatch', 'appeal.supervise'))
  const contacts = ask('openContacts', { query: { minutes: 5, limit: 1 } }, has('contact.take'))
  const expiring = ask(
    'listArticles',
    { query: { expiresWithinDays: 30, limit: 100 } },
    has('knowledge.edit'),
  )
  const failed = ask('listMessages', { query: { state: 'failed', limit: 100 } }, has('message.read'))
  const quality = ask('listQualityQueue', { query: { limit: 100 } }, has('quality.check'))
  const of = (kinds: readonly string[]) => requests?.approvals.filter(r => kinds.includes(r.kind))
  const [duty, other] = [of(DUTY_KINDS), of(OTHER_KINDS)]
  return {
    dispatch: {
      count: received?.appeals.length,
      more: received?.next != null,
      since: received?.appeals.at(-1)?.receivedAt,
    },
    returns: { count: duty?.length, since: duty?.[0]?.askedAt },
    requests: { count: other?.length, since: other?.[0]?.askedAt },
    review: { count: answered?.count, dueAt: firstAnswered?.appeals[0]?.dueAt ?? undefined },
    strike: { count: visited?.count },
    visits: { count: visits?.visits.length, more: visits?.next != null, dueAt: visits?.visits[0]?.dueAt },
    alerts: { count: alerts?.alerts.length, more: alerts?.next != null, since: alerts?.alerts.at(-1)?.at },
    contacts: { count: contacts?.count, since: contacts?.contacts[0]?.at },
    quality: { count: quality?.queue.length, more: quality?.next != null },
    expiring: { count: expiring?.articles.length },
    failed: { count: failed?.messages.length, more: failed?.next != null },
  }
}
