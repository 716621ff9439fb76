/** How many tickets a list has: exactly when that is quick, otherwise at least so many. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../../kernel/database.ts'
import type { Tables } from '../../kernel/tables.gen.ts'
import type { Asked } from './ask.ts'
import { withinReach } from './scope.ts'

export interface Count {
  count: number
  /** False: counting took too long, and there are at least `count`. */
  exact: boolean
}

const LONGEST_MS = 200
/** For who waits for the exact number. */
const PATIENT_MS = 8_000
/** What is counted of the newest when counting all takes too long. */
const SAMPLE = 20_000

const QUERY_CANCELED = '57014'

/** Counts that take long: one at a time for one person, who else goes by what is quick. */
const patient = new Set<string>()

export async function exactCountOf(db: Database, asked: Asked): Promise<Count> {
  const { tenantId, personId } = asked.context.actor
  const key = `${tenantId}/${personId}`
  if (patient.has(key)) return countOf(db, asked)
  patient.add(key)
  try {
    return await countOf(db, asked, PATIENT_MS)
  } finally {
    patient.delete(key)
  }
}

export async function countOf(db: Database, asked: Asked, longest = LONGEST_MS): Promise<Count> {
  const isEmpty = Object.values(asked.below).some(ids => ids.length === 0)
  if (asked.tops?.length === 0 || asked.words === '' || isEmpty) return { count: 0, exact: true }
  const all = await counted(db, fromAll(asked), longest)
  if (all !== null) return { count: all, exact: true }
  // On a busy machine even these take too long.
  return { count: (await counted(db, fromNewest(asked))) ?? 0, exact: false }
}

/** Null when it takes too long. */
const counted = (db: Database, from: RawBuilder<unknown>, longest = LONGEST_MS): Promise<number | null> =>
  db.kysely
    .transaction()
    .execute(async (tx: Transaction<Tables>) => {
      await sql`SET LOCAL statement_timeout = ${sql.lit(longest)}`.execute(tx)
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${from}`.execute(tx)
      return rows[0]!.n
    })
    .catch((error: { code?: string }) => {
      if (error.code === QUERY_CANCELED) return null
      throw error
    })

/** Begins with the words, else with the subtree, else with all tickets; the ticket itself is read only for conditions. */
function fromAll(asked: Asked): RawBuilder<unknown> {
  const { ground, words, tops, ids } = asked
  const conditions = conditionsOn(asked)
  const t = ground.tenantId
  const ticket = conditions.length > 0
  if (ids !== null)
    return sql`appeal a WHERE a.tenant_id = ${t} AND a.id = ANY(${ids}::bigint[])${andAll([...conditions, ...reachOf(asked)])}`
  if (words !== null) {
    const joined = ticket || tops !== null
    return sql`appeal_search s ${joined ? sql`JOIN appeal a ON a.tenant_id = s.tenant_id AND a.id = s.appeal_id` : sql``}
      WHERE s.tenant_id = ${t} AND s.words @@ ${words}::tsquery${andAll([...conditions, ...reachOf(asked)])}`
  }
  if (tops !== null) {
    const reached = sql`(SELECT DISTINCT appeal_id FROM reach WHERE tenant_id = ${t} AND unit_id = ANY(${[...tops]}::bigint[])) r`
    if (!ticket) return reached
    return sql`${reached} JOIN appeal a ON a.tenant_id = ${t} AND a.id = r.appeal_id WHERE true${andAll(conditions)}`
  }
  return sql`appeal a WHERE a.tenant_id = ${t}${andAll(conditions)}`
}

/** The same among the newest tickets only. */
function fromNewest(asked: Asked): RawBuilder<unknown> {
  const { ground, words } = asked
  const wanted =
    words === null
      ? sql`true`
      : sql`(SELECT s.words @@ ${words}::tsquery FROM appeal_search s WHERE s.tenant_id = a.tenant_id AND s.appeal_id = a.id)`
  return sql`(SELECT * FROM appeal WHERE tenant_id = ${ground.tenantId} ORDER BY received_at DESC, id DESC LIMIT ${SAMPLE}) a
    WHERE ${wanted}${andAll([...conditionsOn(asked), ...reachOf(asked)])}`
}

const andAll = (conditions: readonly RawBuilder<unknown>[]) =>
  sql`${sql.join(
    conditions.map(c => sql` AND ${c}`),
    sql``,
  )}`

const reachOf = ({ tops, ground }: Asked) => (tops === null ? [] : [withinReach(ground.tenantId, tops)])

export function conditionsOn({
  conditions,
  also,
  filters: { receivedFrom, receivedTo },
}: Asked): RawBuilder<unknown>[] {
  const at = (text: string) => sql`${new Date(text)}::timestamptz`
  return [
    ...conditions,
    ...also,
    ...(receivedFrom === undefined ? [] : [sql`a.received_at >= ${at(receivedFrom)}`]),
    ...(receivedTo === undefined ? [] : [sql`a.received_at < ${at(receivedTo)}`]),
  ]
}
