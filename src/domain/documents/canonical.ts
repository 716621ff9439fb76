/** One text for equal data: keys in order, no space; what is hashed, however a database keeps it. */

/** Throws for what JSON doesn't know: undefined, functions, numbers that are none. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`
  }
  const isKnown = value === null || typeof value === 'string' || typeof value === 'boolean'
  if (isKnown || (typeof value === 'number' && Number.isFinite(value))) return JSON.stringify(value)
  throw new TypeError(`${typeof value} has no place in a document`)
}
