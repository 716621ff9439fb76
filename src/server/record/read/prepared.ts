/** Questions put again and again in the same words: PostgreSQL reads and plans them once per connection. */
import type { RawBuilder } from 'kysely'
import type { Database } from '../../kernel/database.ts'

/** Each takes some memory in every connection; what comes in still more words is planned anew. */
const MOST = 100
const names = new Map<string, string>()

/**
 * Planning a list costs more than walking it. Only for questions that have one good plan whatever their values are;
 * limits must be in the text, as PostgreSQL takes one it doesn't know for a tenth of everything.
 */
export async function prepared<Row>(db: Database, question: RawBuilder<Row>): Promise<Row[]> {
  const { sql: text, parameters } = question.compile(db.kysely)
  const name = names.get(text) ?? (names.size < MOST ? `read.${names.size}` : null)
  if (name === null) return (await db.pool.query(text, [...parameters])).rows
  names.set(text, name)
  return db.named<Row>(name, text, [...parameters])
}
