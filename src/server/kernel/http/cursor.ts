/** Where a page of a list ended: the moment and the id its rows are ordered by, as an opaque word of that list alone. */
import type { Instant } from '../../../domain/instant.ts'
import { InvalidInput } from './problems.ts'

export interface Position {
  at: Instant
  id: number
  /** Tells rows of one id apart, e.g. the requests of a ticket. */
  no?: number
}

export const cursorOf = (list: string, { at, id, no = 0 }: Position): string =>
  Buffer.from([list, at, id, no].join('.')).toString('base64url')

/** Years that both JavaScript and PostgreSQL can write. */
const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** Throws InvalidInput when the cursor isn't one of this list's. */
export function positionFrom(list: string, cursor: string): Required<Position> {
  const [, name, ...key] =
    /^(\w+)\.(-?\d{1,15})\.(\d{1,16})\.(\d{1,7})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const [at = NaN, id = NaN, no = NaN] = key.map(Number)
  if (name !== list || !(at >= FIRST && at <= LAST) || !Number.isSafeInteger(id))
    throw new InvalidInput('after', '翻页位置不对，请从头开始。', 'is not a position in this list', 400)
  return { at, id, no }
}

/** A page out of `limit` rows and one more, and where the next page begins: null after the last. */
export function pageOf<Row>(
  list: string,
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Position,
): { page: Row[]; next: string | null } {
  const page = rows.slice(0, limit)
  return { page, next: rows.length > limit ? cursorOf(list, positionOf(page.at(-1)!)) : null }
}
