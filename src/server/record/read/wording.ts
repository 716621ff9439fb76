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
 * For the index. Of conditions side by side GIN lets each skip to where the next may be met at all; in a single tsquery
 * it goes through all tickets of the rarest word, which takes ten times as long. The beginning of a word is looked for in
 * what the others find, as the index would collect every word there is with it.
 */
export function findsWords(column: string, wanted: Wanted): Condition {
  const whole = wanted.filter(w => !isBeginning(w))
  const each = wanted.map(w => {
    const has = sql`${sql.ref(column)} @@ ${w}::tsquery`
    return isBeginning(w) && whole.length > 0 ? sql`(${has}) IS TRUE` : has
  })
  return sql.join(each, sql` AND `)
}
