/** Until when a matter has to be dispatched, as far as a list can tell: limits in natural time; the ticket has it exactly. */
import type { Summary } from '../../../contract/record.ts'
import type { Rules } from '../../parts/directory.ts'

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

export interface DispatchDue {
  dueAt: number
  light: Summary['light']
}

/** Null where the limit counts working time. */
export function dispatchDue(row: Summary, rules: Rules | undefined, now: number): DispatchDue | null {
  const limit = rules?.limits[row.limitClass]?.dispatch ?? rules?.limits.default?.dispatch
  const [, amount, unit] = /^([\d.]+)([mhd])$/.exec(limit ?? '') ?? []
  if (!rules || !amount || !unit) return null
  const span = Number(amount) * UNITS[unit]!
  const from = Date.parse(row.receivedAt)
  const left = from + span - now
  const { green, yellow } = rules.lights
  const light =
    left < 0 ? 'red' : left < span * yellow.share ? 'yellow' : left < span * green.share ? 'green' : 'none'
  return { dueAt: from + span, light }
}
