/** Who has how much in hand, counted from the open duties of the inbox. Pure. */
import type { Duty } from '../../../contract/assignments.ts'

export interface Load {
  /** Null: in nobody's hands yet. */
  personId: number | null
  name: string
  total: number
  red: number
  yellow: number
  duties: Duty[]
}

/** The most loaded first, what nobody has in hand on top. */
export function loadsOf(duties: readonly Duty[]): Load[] {
  const loads = new Map<number | null, Load>()
  for (const duty of duties) {
    const personId = duty.person?.id ?? null
    const load = loads.get(personId) ?? {
      personId,
      name: duty.person?.name ?? '',
      total: 0,
      red: 0,
      yellow: 0,
      duties: [],
    }
    load.total += 1
    if (duty.light === 'red') load.red += 1
    if (duty.light === 'yellow') load.yellow += 1
    load.duties.push(duty)
    loads.set(personId, load)
  }
  const rank = (l: Load) => (l.personId === null ? Number.MAX_SAFE_INTEGER : l.total)
  return [...loads.values()].sort((a, b) => rank(b) - rank(a))
}
