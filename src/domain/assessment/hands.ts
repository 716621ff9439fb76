/** In whose hands a ticket was, and when: the moves behind reconciliation 对账. */
import type { Instant } from '../instant.ts'
import { ENDED_STAGES, type Stage } from '../vocabulary.ts'
import type { CountedEvent } from './measures.ts'

/** Something came into somebody's hands, or left them. */
export interface Move {
  at: Instant
  /** The centre's own hands, or a unit's duty by its number. */
  whose: 'centre' | number
  unitId: number
  direction: 'in' | 'out'
  /** received, reopened, struckOff, merged, accepted, returned … */
  why: string
}

const to = (change: readonly unknown[]): unknown => change[change.length - 1]
const from = (change: readonly unknown[]): unknown => (change.length === 2 ? change[0] : null)
const isEnded = (stage: unknown): boolean => (ENDED_STAGES as readonly unknown[]).includes(stage as Stage)

/** The moves of one ticket, from its whole history in order. */
export function movesOf(history: readonly CountedEvent[]): Move[] {
  const units = new Map<number, number>()
  let owner = 0
  return history.flatMap(e => {
    const { appeal, assignments = {} } = e.changes
    if (appeal?.ownerUnitId) owner = to(appeal.ownerUnitId) as number
    const moves: Move[] = []
    const move = (whose: Move['whose'], unitId: number, direction: Move['direction'], why: string) =>
      moves.push({ at: e.at, whose, unitId, direction, why })
    if (appeal?.stage) {
      const [was, is] = [from(appeal.stage), to(appeal.stage)]
      if (was === null) move('centre', owner, 'in', 'received')
      else if (isEnded(was) && !isEnded(is)) move('centre', owner, 'in', 'reopened')
      if (isEnded(is) && !isEnded(was)) move('centre', owner, 'out', String(is))
    }
    for (const [key, fields] of Object.entries(assignments)) {
      const no = Number(key)
      if (fields.unitId) {
        units.set(no, to(fields.unitId) as number)
        move(no, units.get(no)!, 'in', fields.parentNo ? 'passedDown' : 'dispatched')
      }
      if (!fields.endedAt) continue
      if (to(fields.endedAt) === null) move(no, units.get(no)!, 'in', 'reopened')
      else if (from(fields.endedAt) === null)
        move(no, units.get(no)!, 'out', String(fields.stage ? to(fields.stage) : 'accepted'))
    }
    return moves
  })
}

/** What does not follow: in twice, or out of empty hands. Answers whose hands, or an empty list. */
export function contradictionsIn(moves: readonly Move[]): Move[] {
  const held = new Set<Move['whose']>()
  return moves.filter(m => {
    const wrong = (m.direction === 'in') === held.has(m.whose)
    if (m.direction === 'in') held.add(m.whose)
    else held.delete(m.whose)
    return wrong
  })
}

/** Whose hands hold the ticket after all moves: of the centre, and of the units by assignment number. */
export function handsAfter(moves: readonly Move[]): Set<Move['whose']> {
  const held = new Set<Move['whose']>()
  for (const m of moves)
    if (m.direction === 'in') held.add(m.whose)
    else held.delete(m.whose)
  return held
}
