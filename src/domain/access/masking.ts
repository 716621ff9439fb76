/** What of a ticket somebody who may open it is shown: masked and redacted by default, less of a confidential report. */
import type { UnitTree } from '../directory/units.ts'
import type { Changes, FieldChanges } from '../record/changes.ts'
import type { Facts, Texts } from '../record/draft.ts'
import type { EventKind } from '../record/event-kinds.ts'
import type { Appeal, TicketState } from '../record/state.ts'
import { maskAddress, maskName, maskPhone } from '../text/mask.ts'
import { redact } from '../text/redact.ts'
import { isOpen } from '../vocabulary.ts'
import { type Actor, mayFor } from './actor.ts'
import type { Permission } from './roles.ts'
import { involvedUnits } from './sight.ts'

/** How much a viewer is shown. Originals are never among it: they are asked for, and that is logged. */
export interface Sight {
  /** Notes that units and the centre write for one another. */
  internal: boolean
  /** 张*, 138****1234. */
  maskedIdentity: boolean
  /** The reporter's own words (redacted), the place and the organisation; never those of a confidential report. */
  reportersWords: boolean
  /** The house number too: for who has to go there, or to send somebody. Everybody else is shown the street. */
  exactAddress: boolean
}

/** Working on a matter, as against taking calls about it. */
const WORK: readonly Permission[] = [
  'appeal.handle',
  'appeal.sign',
  'appeal.dispatch',
  'appeal.rule',
  'appeal.review',
  'appeal.visit',
  'appeal.strikeOff',
  'appeal.supervise',
]

/** For an actor who may see the ticket at all (maySee). */
export function sightOf(actor: Actor, t: TicketState, units: UnitTree): Sight {
  const works = (unitId: number) => WORK.some(p => mayFor(actor, p, unitId, units))
  const { confidential } = t.appeal
  return {
    internal: involvedUnits(t).some(works),
    maskedIdentity: !confidential,
    reportersWords: !confidential,
    exactAddress: !confidential && hasToFindIt(actor, t, units),
  }
}

/** Units with an open duty; and until there is one, whoever dispatches. */
function hasToFindIt(actor: Actor, t: TicketState, units: UnitTree): boolean {
  const may = (permission: Permission, unitId: number) => mayFor(actor, permission, unitId, units)
  const onIt = t.assignments.filter(a => a.endedAt === null)
  if (onIt.some(a => may('appeal.handle', a.unitId) || may('appeal.sign', a.unitId))) return true
  return onIt.length === 0 && isOpen(t.appeal.stage) && may('appeal.dispatch', t.appeal.ownerUnitId)
}

/** What the appellant said; of a confidential report nobody sees it without asking. */
const APPELLANT_SAID: readonly EventKind[] = [
  'appeal.received',
  'appeal.imported',
  'appeal.added',
  'appeal.told',
  'appeal.repeated',
  'appeal.tookIn',
  'appeal.withdrawn',
  'appeal.reopened',
  'appeal.reworked',
  'appeal.escalated',
  'appeal.classified',
  'appeal.split',
  'visit.attempted',
  'visit.concluded',
  'review.given',
]

/** Texts that may leave the units and the centre: what was said by or to the appellant. All others are internal. */
const OPEN_TEXTS: readonly string[] = [
  'title',
  'content',
  'purpose',
  'address',
  'onBehalfOf',
  'rewritten',
  'addition',
  'question',
  'answer',
  'reply',
  'publicReply',
  'preliminary',
]

/** Where it is on the map stands in the ticket itself. */
const POINT = 'point'

export interface SeenEvent {
  kind: EventKind
  facts: Facts
  changes: Changes
  texts: Texts | null
}

/** The event as the viewer may see it. `erased` is a person whose identity was erased. */
export function maskEvent<E extends SeenEvent>(event: E, sight: Sight, erased: boolean): E {
  const { identity: _commitment, ...facts } = event.facts
  return {
    ...event,
    facts,
    changes: maskChanges(event.changes, sight, erased),
    texts: maskTexts(event, sight),
  }
}

function maskTexts({ kind, texts }: SeenEvent, sight: Sight): Texts | null {
  if (texts === null || (!sight.reportersWords && APPELLANT_SAID.includes(kind))) return null
  const shown = Object.entries(texts).filter(
    ([name]) => name !== POINT && (sight.internal || OPEN_TEXTS.includes(name)),
  )
  const safe = (name: string, text: string) =>
    name === 'address' && !sight.exactAddress ? maskAddress(text) : redact(text)
  return shown.length > 0 ? Object.fromEntries(shown.map(([name, text]) => [name, safe(name, text)])) : null
}

/** Where it is, as exactly as the viewer has to know; of a ticket whose words were erased nothing. */
export function addressOf(
  appeal: Pick<Appeal, 'address' | 'confidential'>,
  events: readonly SeenEvent[],
  sight: Sight,
): string | null {
  if (appeal.confidential) return null
  const said = sight.exactAddress ? events.find(e => e.texts?.address)?.texts?.address : undefined
  return said === undefined ? appeal.address : redact(said)
}

/** Fields by which a reporter could be found. */
const TELLING = [
  'title',
  'address',
  'lng',
  'lat',
  'gridId',
  'organisationId',
] as const satisfies readonly (keyof Appeal)[]

function maskChanges(changes: Changes, sight: Sight, erased: boolean): Changes {
  if (!changes.appeal || (sight.reportersWords && !erased)) return changes
  const kept: FieldChanges = Object.fromEntries(
    Object.entries(changes.appeal).filter(([field]) => !(TELLING as readonly string[]).includes(field)),
  )
  return { ...changes, appeal: kept }
}

/** The appeal without what tells who reported it, unless the viewer may see that. */
export const maskAppeal = <A extends Pick<Appeal, (typeof TELLING)[number] | 'confidential'>>(
  appeal: A,
): A =>
  appeal.confidential
    ? { ...appeal, title: null, address: null, lng: null, lat: null, gridId: null, organisationId: null }
    : appeal

/** The words of the matter: rewritten ones go before the original, and alone for a confidential report. */
export function contentOf(
  events: readonly SeenEvent[],
  sight: Sight,
): { content: string | null; purpose: string | null; rewritten: boolean } {
  const rewritten = events.findLast(e => e.kind === 'appeal.rewritten')?.texts?.content
  const first = sight.reportersWords
    ? events.find(e => e.texts?.content && e.kind !== 'appeal.rewritten')?.texts
    : undefined
  const content = rewritten ?? first?.content ?? null
  return {
    content: content === null ? null : redact(content),
    purpose: first?.purpose ? redact(first.purpose) : null,
    rewritten: rewritten !== undefined,
  }
}

/** Name and phone as everybody with access may know them. */
export const maskIdentity = (name: string | null, phone: string | null) => ({
  name: name === null ? null : maskName(name),
  phone: phone === null ? null : maskPhone(phone),
})
