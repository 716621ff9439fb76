/** The words a list is searched for, as conditions on `appeal_search`. */
import { sql } from 'kysely'
import { isBeginning } from '../../kernel/words.ts'
import type { Condition } from './filters.ts'

/** All of which a ticket must have, each as a `tsquery` of its own. */
export type Wanted = readonly string[]

/** For tickets whose words are read one by one; `column` holds them. */
export const hasWords = (column: string, wanted: Wanted): Condition =>
  sql`${sql.ref(column)} @@ ${wanted.join(' & ')}::tsquery`

/**
 * For the index; `spans` are words of which one will do. They are a condition of their own: GIN then begins where the
 * spans do, while in one tsquery with the words it goes through all tickets of the rarest. The beginning of a word is
 * looked for in what the others find, as the index would collect every word there is with it.
 */
export function findsWords(column: string, wanted: Wanted, spans: readonly string[] = []): Condition {
  const has = (tsquery: string) => sql`${sql.ref(column)} @@ ${tsquery}::tsquery`
  const whole = wanted.filter(w => !isBeginning(w))
  const beginnings = wanted.filter(isBeginning).join(' & ')
  const asked = whole.length > 0 ? has(whole.join(' & ')) : has(beginnings)
  const also = beginnings !== '' && whole.length > 0 ? sql` AND (${has(beginnings)}) IS TRUE` : sql``
  const within = spans.length > 0 ? sql` AND ${has(spans.join(' | '))}` : sql``
  return sql`${asked}${within}${also}`
}
