/** Where a list stands: the sort key of the last ticket looked at, as an opaque word. */
import type { Instant } from '../../../domain/instant.ts'
import { InvalidInput } from '../../kernel/http/problems.ts'

export interface Position {
  at: Instant
  id: number
}

export type Sort = 'received' | 'due'

export const cursorOf = (sort: Sort, { at, id }: Position): string =>
  Buffer.from(`${sort[0]}${at}.${id}`).toString('base64url')

/** Throws InvalidInput when the cursor isn't one of this list's. */
export function positionFrom(sort: Sort, cursor: string): Position {
  const [, kind, at, id] =
    /^([rd])(-?\d{1,16})\.(\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const position = { at: Number(at), id: Number(id) }
  const isTime = Math.abs(position.at) < 8.64e15
  if (kind !== sort[0] || !isTime || !Number.isSafeInteger(position.id))
    throw new InvalidInput('after', '翻页位置不对，请从头开始。', 'is not a position in this list', 400)
  return position
}
