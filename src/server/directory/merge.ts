/** Lays values over others: objects are merged, everything else is replaced. */

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function merge(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above
  const merged = { ...below }
  for (const [key, value] of Object.entries(above)) merged[key] = merge(merged[key], value)
  return merged
}
