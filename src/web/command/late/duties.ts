/** Late duties and those about to be, put together by unit. */
import type { Answer } from '../../api.ts'

export type Duty = Answer<'listAssignments'>['assignments'][number]
export type DueKind = keyof Duty['due']

export const DUE_NAMES: Record<DueKind, readonly [zh: string, en: string]> = {
  sign: ['签收', 'signing'],
  contact: ['先行联系', 'first contact'],
  preliminary: ['初步回复', 'preliminary reply'],
  reply: ['答复', 'reply'],
}
export const DUE_KINDS = Object.keys(DUE_NAMES) as DueKind[]

/** The limit that runs out first. */
export function firstDue(
  { due }: Pick<Duty, 'due'>,
  only: DueKind | null,
): { kind: DueKind; at: number } | null {
  const running = DUE_KINDS.filter(kind => due[kind] !== null && (only === null || kind === only))
  const sorted = running.map(kind => ({ kind, at: Date.parse(due[kind]!) })).sort((a, b) => a.at - b.at)
  return sorted[0] ?? null
}

export interface UnitGroup {
  unitId: number
  name: string
  duties: Duty[]
  red: number
  yellow: number
}

/** Units with the most overdue first; within a unit what is late longest. */
export function groupedByUnit(duties: readonly Duty[], only: DueKind | null): UnitGroup[] {
  const groups = new Map<number, UnitGroup>()
  for (const duty of duties) {
    if (firstDue(duty, only) === null) continue
    const { id, name } = duty.unit
    const group = groups.get(id) ?? { unitId: id, name, duties: [], red: 0, yellow: 0 }
    groups.set(id, group)
    group.duties.push(duty)
    if (duty.light === 'red') group.red += 1
    else group.yellow += 1
  }
  const at = (duty: Duty) => firstDue(duty, only)!.at
  for (const group of groups.values()) group.duties.sort((a, b) => at(a) - at(b))
  return [...groups.values()].sort((a, b) => b.red - a.red || b.yellow - a.yellow)
}
