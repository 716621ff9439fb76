/** Turns ids into what people read, from the directory in memory. */
import type { Named } from '../../../contract/record.ts'
import type { Directory } from '../../../domain/directory/directory.ts'
import { type Instant, isoOf } from '../../../domain/instant.ts'

/** ISO 8601 in UTC; null stays null. */
export const wireTime = (at: Instant | null): string | null => (at === null ? null : isoOf(at))

/** Finds names by id; what is no longer in the directory shows its number. */
export interface Names {
  unit: (id: number) => Named
  unitOrNull: (id: number | null) => Named | null
  person: (id: number | null) => Named | null
  channel: (id: number | null) => Named | null
  region: (id: number | null) => Named | null
  category: (id: number | null) => { id: number; code: string; name: string } | null
}

export function namesOf(directory: Directory): Names {
  const pick = (
    id: number | null,
    from: { get: (id: number) => { name: string } | undefined },
  ): Named | null => (id === null ? null : { id, name: from.get(id)?.name ?? `#${id}` })
  return {
    unit: id => ({ id, name: directory.units.get(id)?.name ?? `#${id}` }),
    unitOrNull: id => pick(id, directory.units),
    person: id => pick(id, directory.people),
    channel: id => pick(id, directory.channels),
    region: id => pick(id, directory.regions),
    category: id => {
      const found = id === null ? undefined : directory.categories.get(id)
      return found ? { id: found.id, code: found.code, name: found.name } : null
    },
  }
}
