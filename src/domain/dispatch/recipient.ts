/** The person inside a unit who gets a duty: of the unit, with the skill the matter asks for, there or substituted (LL-33). */
import { actingFor, isAway } from '../directory/acting-for.ts'
import type { Directory, Staff } from '../directory/directory.ts'
import { type Instant, isoOf } from '../instant.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Matter, skillFor } from './duties.ts'

/** A person of a unit as somebody who chooses one sees them. */
export interface Candidate {
  personId: number
  name: string
  unitId: number
  skills: string[]
  /** Has what the catalogue asks for; true for everybody when it asks for nothing. */
  skilled: boolean
  away: boolean
  /** Who really gets it: the substitute while the person is on leave; null when nobody is there. */
  actingId: number | null
}

interface Place {
  matter: Matter
  unitId: number
  directory: Directory
  now: Instant
}

const isOfUnit = (person: Staff, { unitId, directory }: Place): boolean =>
  person.active && directory.units.isWithin(person.unitId, unitId)

/** The substitute must belong to the unit too, or couldn't see the ticket. */
function actingIn(place: Place, personId: number): number | null {
  const id = actingFor(place.directory, personId, place.now)
  const person = place.directory.people.get(id)
  return person && isOfUnit(person, place) && !isAway(person, place.now) ? id : null
}

const isoOrNull = (at: Instant | null) => (at === null ? null : isoOf(at))

/** The people of a unit and below it: skilled ones first, then those who are there. */
export function candidatesOf(place: Place): Candidate[] {
  const skill = skillFor(place.matter, place.directory)
  return [...place.directory.people.values()]
    .filter(p => isOfUnit(p, place))
    .map(p => ({
      personId: p.id,
      name: p.name,
      unitId: p.unitId,
      skills: [...p.skills],
      skilled: skill === null || p.skills.includes(skill),
      away: isAway(p, place.now),
      actingId: actingIn(place, p.id),
    }))
    .sort((a, b) => Number(b.skilled) - Number(a.skilled) || Number(a.away) - Number(b.away))
}

/**
 * Who gets what is handed to a person. Refused when they aren't of the unit, when nobody acts for them, or when they
 * lack the skill asked for while somebody else in the unit has it.
 */
export function recipientOf(place: Place, personId: number, field: string): number | Refusal {
  const asked = place.directory.people.get(personId)
  if (!asked || !isOfUnit(asked, place)) return refuse('no-such-person', { field })
  const acting = actingIn(place, personId)
  if (acting === null) return refuse('person-away', { field, facts: { until: isoOrNull(asked.awayUntil) } })
  const skill = skillFor(place.matter, place.directory)
  if (skill === null || place.directory.people.get(acting)?.skills.includes(skill)) return acting
  const skilled = candidatesOf(place).filter(c => c.skilled && c.actingId !== null)
  return skilled.length === 0
    ? acting
    : refuse('skill-missing', { field, facts: { skill, personIds: skilled.map(c => c.personId) } })
}

/** Says for whom somebody stands in; nothing when it is the person asked for. */
export const standIn = (asked: number, got: number): { insteadOf?: number } =>
  asked === got ? {} : { insteadOf: asked }
