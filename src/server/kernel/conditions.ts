/** Conditions of a query, put together from what is asked: `$1 IS NULL OR …` would hide from the planner which index to take. */
import { type RawBuilder, sql } from 'kysely'

export type Condition = RawBuilder<unknown>

/** The condition, when there is a value to ask for. */
export const when = <Value>(
  value: Value | null | undefined,
  condition: (value: Value) => Condition,
): Condition[] => (value === null || value === undefined ? [] : [condition(value)])

/** All of them; there must be one. */
export const allOf = (conditions: readonly Condition[]): Condition => sql.join([...conditions], sql` AND `)
