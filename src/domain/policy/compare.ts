/** What differs between two versions of the rules, as a flat list a person can read. */

export interface Difference {
  /**
   * Keys joined by dots; a coded reason stands under its code, `returns.reasons.notOurArea.zh`, a rung of the ladder under its
   * step: `supervision.ladder.joint.after`, the second one of a step as `supervision.ladder.yellowUrge 2`.
   */
  path: string
  /** Undefined where the version has nothing there. */
  before: unknown
  after: unknown
}

/** Every value that differs, in the order of the first version; values are texts, numbers, booleans or short lists. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const left = leavesOf(before)
  const right = leavesOf(after)
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter(path => JSON.stringify(left.get(path)) !== JSON.stringify(right.get(path)))
    .filter(path => !isFilled(path, left) && !isFilled(path, right))
    .map(path => ({ path, before: left.get(path), after: right.get(path) }))
}

/** Has the version something below the path, so that what it has there is listed value by value? */
const isFilled = (path: string, leaves: ReadonlyMap<string, unknown>): boolean =>
  leaves.keys().some(other => other.startsWith(`${path}.`))

function leavesOf(value: unknown, path = '', leaves = new Map<string, unknown>()): Map<string, unknown> {
  const entries = entriesOf(value)
  if (entries === null) leaves.set(path, value)
  else for (const [key, inner] of entries) leavesOf(inner, path ? `${path}.${key}` : key, leaves)
  return leaves
}

/** What to look into; null for a value that is shown as it is. */
function entriesOf(value: unknown): [string, unknown][] | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return Object.keys(value).length > 0 ? Object.entries(value) : null
  const isList = value.every(item => typeof item !== 'object')
  return isList ? null : value.map((item, i) => [codeOf(item) ?? stepOf(value, i) ?? String(i), item])
}

const codeOf = (item: { code?: unknown } | null): string | null =>
  typeof item?.code === 'string' ? item.code : null

/** So that a rung put in before others doesn't make all of them differ. */
function stepOf(rungs: readonly { step?: unknown }[], at: number): string | null {
  const step = rungs[at]?.step
  if (typeof step !== 'string') return null
  const nth = rungs.slice(0, at + 1).filter(r => r?.step === step).length
  return nth === 1 ? step : `${step} ${nth}`
}
