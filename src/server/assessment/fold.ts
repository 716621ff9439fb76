/** Figures as a fold of the history: a reader adds every event once to the table `figure`; a recount adds them all anew. */
import type pg from 'pg'
import {
  type CountedEvent,
  type Increment,
  incrementsOf,
  newSurroundings,
} from '../../domain/assessment/measures.ts'
import type { Day, Instant } from '../../domain/instant.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt } from '../../domain/time/zone.ts'
import type { Tenants } from '../directory/tenants.ts'
import type { HistoryEvent } from '../record/history/tail.ts'

/** How a tenant's wall clock turns moments into days. */
export type DayOf = (at: Instant) => Day

export async function dayOfTenant(tenants: Tenants, tenantId: number): Promise<DayOf> {
  const { zone } = (await tenants.get(tenantId)).calendar
  return at => dayOfNumber(dayNumberAt(zone, at))
}

/** Anything that runs a query: the pool or a connection. */
export type Asking = Pick<pg.PoolClient, 'query'>

interface StoredEvent extends CountedEvent {
  appealId: number
}

const HISTORY = `SELECT appeal_id AS "appealId", seq, kind, at, unit_id AS "unitId", facts, changes
  FROM event WHERE tenant_id = $1 AND appeal_id = ANY($2::bigint[]) ORDER BY appeal_id, seq`

/** The increments of some events of one tenant. What a ticket was at each of them is read from its own history. */
export async function countEvents(
  db: Asking,
  tenantId: number,
  events: readonly Pick<HistoryEvent, 'appealId' | 'seq'>[],
  dayOf: DayOf,
): Promise<Increment[]> {
  const wanted = Map.groupBy(events, e => e.appealId)
  const { rows } = await db.query<StoredEvent>(HISTORY, [tenantId, [...wanted.keys()]])
  return [...Map.groupBy(rows, r => r.appealId)].flatMap(([appealId, history]) => {
    const seqs = new Set(wanted.get(appealId)!.map(e => e.seq))
    return countTicket(history, dayOf, seq => seqs.has(seq))
  })
}

/** Walks one ticket's history from its first event; gives the increments of the events asked for. */
export function countTicket(
  history: readonly CountedEvent[],
  dayOf: DayOf,
  isWanted: (seq: number) => boolean = () => true,
): Increment[] {
  const surroundings = newSurroundings()
  return history.flatMap(e => {
    const found = incrementsOf(e, surroundings, dayOf)
    return isWanted(e.seq) ? found : []
  })
}

const keyOf = (i: Increment): string => [i.day, i.unitId, i.measure, i.channelId, i.kind].join('|')

/** Adds increments of the same cell together; cells that come to nothing are left out. */
export function summed(increments: readonly Increment[]): Increment[] {
  const cells = new Map<string, Increment>()
  for (const i of increments) {
    const cell = cells.get(keyOf(i))
    if (cell) cell.n += i.n
    else cells.set(keyOf(i), { ...i })
  }
  return [...cells.values()].filter(c => c.n !== 0)
}

const ADD = `INSERT INTO figure (tenant_id, day, unit_id, measure, channel_id, kind, n)
  SELECT $1, day, unit_id, measure, channel_id, kind, n
  FROM json_to_recordset($2) AS x(day date, unit_id bigint, measure text, channel_id bigint, kind text, n bigint)
  ON CONFLICT (tenant_id, day, unit_id, measure, channel_id, kind) DO UPDATE SET n = figure.n + excluded.n`

/** The name of the reader whose mark says how far the table has come. */
export const FOLD = 'figures'

/** What the reader does with a batch; committed together with its mark, so that nothing counts twice. */
export const foldWith =
  (tenants: Tenants) =>
  async (events: readonly HistoryEvent[], client: Asking): Promise<void> => {
    for (const [tenantId, own] of Map.groupBy(events, e => e.tenantId)) {
      const cells = summed(await countEvents(client, tenantId, own, await dayOfTenant(tenants, tenantId)))
      const rows = cells.map(c => ({
        day: c.day,
        unit_id: c.unitId,
        measure: c.measure,
        channel_id: c.channelId,
        kind: c.kind,
        n: c.n,
      }))
      await client.query(ADD, [tenantId, JSON.stringify(rows)])
    }
  }
