/**
 * Reconciliation 对账 of a period. Two identities are proved from three independent sources – contacts, current state,
 * history – and every difference is listed by number:
 * contacts in = answered on the spot + appeals + refused + handed over + abandoned, channel by channel; and for the
 * centre and every unit, open before + in = open after + out. What came in and went out is the history's; what is open
 * after a period that reaches the last move is counted from the rows that are open now. Read are the histories of the
 * tickets that are open or ended since the period began: whatever ended before was in nobody's hands, and comes to nothing.
 */
import type pg from 'pg'
import QueryStream from 'pg-query-stream'
import { contradictionsIn, handsAfter, type Move, movesOf } from '../../domain/assessment/hands.ts'
import type { CountedEvent } from '../../domain/assessment/measures.ts'
import type { Instant } from '../../domain/instant.ts'
import { isoOf } from '../../domain/instant.ts'
import type { DayNumber } from '../../domain/time/day.ts'
import { startOfDay, type Zone } from '../../domain/time/zone.ts'
import { isOpen, type Stage } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'
import { differencesOf, OPEN_ROWS, type OpenDifference, type OpenRow } from './open-rows.ts'

export interface Period {
  tenantId: number
  from: Instant
  /** Not counted any more. */
  until: Instant
  /** Reads the history of every ticket there ever was: compares also what ended before the period with its state. */
  whole?: boolean
}

/** From the start of the first day to the end of the last. */
export const periodOfDays = (tenantId: number, zone: Zone, first: DayNumber, last: DayNumber): Period => ({
  tenantId,
  from: startOfDay(zone, first),
  until: startOfDay(zone, last + 1),
})

export interface ChannelBalance {
  channelId: number
  in: number
  answered: number
  appeal: number
  refused: number
  handedOver: number
  abandoned: number
  /** Without an outcome yet: each is a difference. */
  pending: number
}

export interface HandsBalance {
  /** 0 for the centre. */
  unitId: number
  hands: 'centre' | 'unit'
  before: number
  in: Record<string, number>
  out: Record<string, number>
  after: number
}

export interface Difference {
  kind:
    | 'contactPending'
    | 'contactWithoutAppeal'
    | 'appealWithoutContact'
    | 'movesContradict'
    | 'stateSaysOpen'
    | 'stateSaysEnded'
    | 'duty'
    | OpenDifference['kind']
    | 'missingHere'
    | 'missingThere'
    | 'statusDiffers'
  /** Number of the appeal, id of the contact, or external id. */
  which: string
  facts?: Record<string, unknown>
}

export interface Reconciliation {
  channels: ChannelBalance[]
  hands: HandsBalance[]
  differences: Difference[]
  /** Do both identities hold, with no difference? */
  balanced: boolean
}

const CHANNELS = `SELECT channel_id AS "channelId", count(*) AS "in",
  count(*) FILTER (WHERE outcome = 'answered') AS answered, count(*) FILTER (WHERE outcome = 'appeal') AS appeal,
  count(*) FILTER (WHERE outcome = 'refused') AS refused, count(*) FILTER (WHERE outcome = 'handedOver') AS "handedOver",
  count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned, count(*) FILTER (WHERE outcome = 'pending') AS pending
  FROM contact WHERE tenant_id = $1 AND at >= $2 AND at < $3 GROUP BY 1 ORDER BY 1`

/** Contacts that were never settled or whose appeal is gone, and appeals that nobody brought. */
const LOOSE_ENDS = `
SELECT 'contactPending' AS kind, id::text AS which FROM contact
  WHERE tenant_id = $1 AND at >= $2 AND at < $3 AND outcome = 'pending'
UNION ALL SELECT 'contactWithoutAppeal', c.id::text FROM contact c LEFT JOIN appeal a ON a.tenant_id = c.tenant_id AND a.id = c.appeal_id
  WHERE c.tenant_id = $1 AND c.at >= $2 AND c.at < $3 AND c.outcome = 'appeal' AND a.id IS NULL
UNION ALL SELECT 'appealWithoutContact', a.number FROM appeal a
  WHERE a.tenant_id = $1 AND a.received_at >= $2 AND a.received_at < $3 AND a.split_from_id IS NULL AND ${IS_APPEAL('a.kind')}
  AND NOT EXISTS (SELECT FROM contact c WHERE c.tenant_id = a.tenant_id AND c.appeal_id = a.id)
ORDER BY 1, 2`

// Its last move ended a ticket or left it open; so whatever moved since $2 is among these.
const SINCE = `SELECT id FROM appeal WHERE tenant_id = $1 AND ended_at IS NULL
  UNION SELECT id FROM appeal WHERE tenant_id = $1 AND ended_at >= $2
  UNION SELECT appeal_id FROM assignment WHERE tenant_id = $1 AND ended_at IS NULL`

const historyOf = (
  wanted: string,
): string => `SELECT e.appeal_id AS "appealId", e.seq, e.kind, e.at, e.unit_id AS "unitId", e.facts, e.changes,
  a.number, a.stage, (SELECT json_agg(s.no) FROM assignment s
    WHERE s.tenant_id = a.tenant_id AND s.appeal_id = a.id AND s.ended_at IS NULL) AS duties
  FROM ${wanted} e LEFT JOIN appeal a ON a.tenant_id = e.tenant_id AND a.id = e.appeal_id
  WHERE e.tenant_id = $1 AND (e.changes->'appeal' ? 'stage' OR e.changes ? 'assignments')
    AND (a.id IS NULL OR ${IS_APPEAL('a.kind')}) ORDER BY e.appeal_id, e.seq`
const WHOLE = historyOf('event')
const BOUNDED = historyOf(
  `(SELECT e.* FROM (${SINCE}) m JOIN event e ON e.tenant_id = $1 AND e.appeal_id = m.id)`,
)

interface HistoryRow extends CountedEvent {
  appealId: number
  number: string | null
  stage: Stage | null
  duties: number[] | null
}

export async function reconcile(
  db: Database,
  period: Period,
  progress: (events: number) => void = () => {},
): Promise<Reconciliation> {
  const client = await db.pool.connect()
  try {
    // History and rows must be of the same moment.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return await reconcileIn(client, period, progress)
  } finally {
    await client.query('COMMIT').catch(() => {})
    client.release()
  }
}

async function reconcileIn(
  client: pg.PoolClient,
  period: Period,
  progress: (events: number) => void,
): Promise<Reconciliation> {
  const bounds = [period.tenantId, isoOf(period.from), isoOf(period.until)]
  const { rows: channels } = await client.query<ChannelBalance>(CHANNELS, bounds)
  const { rows: loose } = await client.query<Difference>(LOOSE_ENDS, bounds)
  const tally = new Tally(period)
  await eachTicket(client, period, ticket => tally.take(ticket), progress)
  if (tally.reachesNow) tally.compareOpen((await client.query<OpenRow>(OPEN_ROWS, [period.tenantId])).rows)
  const differences = [...loose, ...tally.differences]
  const hands = tally.balances()
  const balanced = differences.length === 0 && channels.every(isSettled) && hands.every(isEven)
  return { channels, hands, differences, balanced }
}

const isSettled = (c: ChannelBalance): boolean =>
  c.in === c.answered + c.appeal + c.refused + c.handedOver + c.abandoned

const sumOf = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0)
const isEven = (h: HandsBalance): boolean => h.before + sumOf(h.in) === h.after + sumOf(h.out)

/** Streams the histories ticket by ticket; of a ticket only what is open is kept. */
async function eachTicket(
  client: pg.PoolClient,
  { tenantId, from, whole = false }: Period,
  take: (ticket: HistoryRow[]) => void,
  progress: (events: number) => void,
) {
  const [text, values] = whole ? [WHOLE, [tenantId]] : [BOUNDED, [tenantId, isoOf(from)]]
  const stream = client.query(new QueryStream(text, values, { batchSize: 1000 }))
  let ticket: HistoryRow[] = []
  let count = 0
  for await (const row of stream as AsyncIterable<HistoryRow>) {
    if (ticket.length > 0 && ticket[0]!.appealId !== row.appealId) {
      take(ticket)
      ticket = []
    }
    ticket.push(row)
    if (++count % 10_000 === 0) progress(count)
  }
  if (ticket.length > 0) take(ticket)
}

/** Adds up the moves of all tickets and compares each with its current state. */
class Tally {
  readonly differences: Difference[] = []
  /** Does nothing that was moved lie after the period? */
  reachesNow = true
  private readonly open: OpenRow[] = []
  private readonly found = new Map<string, HandsBalance>()
  private readonly period: Period

  constructor(period: Period) {
    this.period = period
  }

  take(ticket: HistoryRow[]): void {
    const moves = movesOf(ticket)
    for (const move of moves) this.add(move)
    this.compare(ticket[0]!, moves)
  }

  private add({ at, whose, unitId, direction, why }: Move): void {
    const { from, until } = this.period
    if (at >= until) this.reachesNow = false
    if (at >= until) return
    const balance = this.balanceOf(whose === 'centre' ? 'centre' : 'unit', unitId)
    const sign = direction === 'in' ? 1 : -1
    balance.after += sign
    if (at < from) balance.before += sign
    else balance[direction][why] = (balance[direction][why] ?? 0) + 1
  }

  private balanceOf(hands: HandsBalance['hands'], unitId: number): HandsBalance {
    const key = `${hands}/${unitId}`
    const known = this.found.get(key) ?? { unitId, hands, before: 0, in: {}, out: {}, after: 0 }
    this.found.set(key, known)
    return known
  }

  /** What the moves lead to must be what the tables say now. */
  private compare({ number, appealId, stage, duties }: HistoryRow, moves: readonly Move[]): void {
    const which = number ?? `#${appealId}`
    for (const m of contradictionsIn(moves))
      this.differences.push({
        kind: 'movesContradict',
        which,
        facts: { whose: m.whose, at: isoOf(m.at), why: m.why },
      })
    const held = handsAfter(moves)
    for (const whose of held)
      this.open.push({
        appealId,
        number: which,
        assignmentNo: whose === 'centre' ? null : whose,
        unitId: moves.findLast(m => m.whose === whose)!.unitId,
      })
    const open = stage !== null && isOpen(stage)
    if (open && !held.has('centre')) this.differences.push({ kind: 'stateSaysOpen', which, facts: { stage } })
    if (!open && held.has('centre'))
      this.differences.push({ kind: 'stateSaysEnded', which, facts: { stage } })
    const stated = new Set<Move['whose']>(duties ?? [])
    for (const no of held.symmetricDifference(stated))
      if (no !== 'centre') this.differences.push({ kind: 'duty', which, facts: { assignmentNo: no } })
  }

  /** What is open after the period are the rows that are open now; those not led to by the moves are told by number. */
  compareOpen(rows: readonly OpenRow[]): void {
    const told = new Set(this.differences.map(d => d.which))
    this.differences.push(...differencesOf(this.open, rows).filter(d => !told.has(d.which)))
    for (const balance of this.found.values()) balance.after = 0
    for (const { assignmentNo, unitId } of rows)
      this.balanceOf(assignmentNo === null ? 'centre' : 'unit', unitId).after += 1
  }

  balances(): HandsBalance[] {
    return [...this.found.values()].sort((a, b) => a.hands.localeCompare(b.hands) || a.unitId - b.unitId)
  }
}
