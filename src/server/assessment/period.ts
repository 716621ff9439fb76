/** The period and the units that figures are asked for: which days can be, and whose figures one may read. */
import { type Actor, mayFor, reachOf } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { numberOfDay } from '../../domain/time/day.ts'
import { InvalidInput } from '../kernel/http/problems.ts'

/** History is read for every figure of a period: a year and a day of it at a time. */
const MOST_DAYS = 366

/** First and last day; throws InvalidInput for a period that ends before it begins, or is too long to read at once. */
export function daysWithin(from: string, until: string, most = MOST_DAYS): [first: number, last: number] {
  const [first, last] = [dayIn('from', from), dayIn('until', until)]
  if (last < first) throw new InvalidInput('until', '止期早于起期。', 'is before from')
  if (last - first >= most)
    throw new InvalidInput(
      'until',
      `时段最长 ${most} 天，请分段查询。`,
      `is more than ${most} days from the first day; ask for shorter periods`,
    )
  return [first, last]
}

function dayIn(field: string, day: string): number {
  try {
    return numberOfDay(day)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new InvalidInput(field, '日期应在 1990 年至 2100 年之间。', 'must be a day between 1990 and 2100')
  }
}

interface Wanted {
  directory: Directory
  actor: Actor
  unitId: number | undefined
  below: boolean
}

/** Null: all units. */
export function unitsFor({ directory, actor, unitId, below }: Wanted): number[] | null | Refusal {
  const { units } = directory
  const tops = reachOf(actor, 'figures.read')
  if (unitId === undefined && tops.includes(units.root.id)) return null
  if (unitId !== undefined && !units.get(unitId)) return refuse('no-such-unit', { field: 'unitId' })
  if (unitId !== undefined && !mayFor(actor, 'figures.read', unitId, units)) return refuse('not-permitted')
  if (unitId !== undefined && !below) return [unitId]
  const wanted = unitId === undefined ? tops : [unitId]
  return units.all.filter(u => wanted.some(top => units.isWithin(u.id, top))).map(u => u.id)
}
