/** All tickets of a list, one after another by a cursor of the database, however many there are. */
import { sql } from 'kysely'
import QueryStream from 'pg-query-stream'
import type { Summary } from '../../../contract/record.ts'
import type { Database } from '../../kernel/database.ts'
import type { Asked } from './ask.ts'
import { conditionsOn } from './count.ts'
import { namesOf } from './names.ts'
import { withinReach } from './scope.ts'
import { LINE_COLUMNS, type Line, summaryOf } from './summary.ts'
import { findsWords } from './wording.ts'

const AT_ONCE = 500

/** Newest first, as one moment of the database shows them, masked as the list is. Ending early gives the connection back. */
export async function* exportRows(db: Database, asked: Asked): AsyncGenerator<Summary> {
  const isEmpty =
    asked.tops?.length === 0 ||
    asked.words?.length === 0 ||
    Object.values(asked.below).some(ids => ids.length === 0)
  if (isEmpty) return
  const names = namesOf(asked.context.directory)
  const client = await db.pool.connect()
  const { sql: text, parameters } = queryOf(asked).compile(db.kysely)
  const types = { getTypeParser: client.getTypeParser.bind(client) }
  const rows = client.query(new QueryStream(text, [...parameters], { batchSize: AT_ONCE, types }))
  let broken: Error | undefined
  try {
    for await (const row of rows) yield summaryOf(row as Line, names, asked.context.now)
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    rows.destroy()
    client.release(broken)
  }
}

function queryOf(asked: Asked) {
  const { ground, tops, words, ids } = asked
  const all = [
    sql`a.tenant_id = ${ground.tenantId}`,
    ...conditionsOn(asked),
    ...(tops === null ? [] : [withinReach(ground.tenantId, tops)]),
    ...(ids === null ? [] : [sql`a.id = ANY(${ids}::bigint[])`]),
    ...(words === null ? [] : [findsWords('s.words', words)]),
  ]
  const found =
    words === null ? sql`` : sql`JOIN appeal_search s ON s.tenant_id = a.tenant_id AND s.appeal_id = a.id`
  return sql`SELECT ${sql.raw(LINE_COLUMNS)} FROM appeal a ${found}
    WHERE ${sql.join(all, sql` AND `)} ORDER BY a.received_at DESC, a.id DESC`
}
