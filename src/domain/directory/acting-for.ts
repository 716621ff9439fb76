/** Who receives what comes for a person on leave. */
import type { Instant } from '../instant.ts'
import type { Directory, Staff } from './directory.ts'

/** On leave at that moment? `awayUntil` null is leave without an end in sight. */
export const isAway = ({ awayFrom, awayUntil }: Staff, now: Instant): boolean =>
  awayFrom !== null && awayFrom <= now && (awayUntil === null || now < awayUntil)

/**
 * The person, or while they are away their substitute, or the substitute's own; the person themselves when nobody in
 * that row is there.
 */
export function actingFor(directory: Directory, personId: number, now: Instant): number {
  const asked = new Set<number>()
  let at: number | null = personId
  while (at !== null && !asked.has(at)) {
    const person: Staff | undefined = directory.people.get(at)
    if (!person?.active) break
    if (!isAway(person, now)) return at
    asked.add(at)
    at = person.substituteId
  }
  return personId
}
