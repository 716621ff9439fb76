/** The opened ticket as the viewer may see it. */
import type { EventView, Ticket } from '../../../contract/record.ts'
import {
  addressOf,
  contentOf,
  maskAppeal,
  maskEvent,
  maskIdentity,
  type Sight,
  sightOf,
} from '../../../domain/access/masking.ts'
import { canOf } from '../../../domain/can.ts'
import { isoOf } from '../../../domain/instant.ts'
import type { Context } from '../../../domain/record/context.ts'
import { EVENT_KINDS } from '../../../domain/record/event-kinds.ts'
import type { TicketState } from '../../../domain/record/state.ts'
import { sentenceOf } from '../../../domain/refusal.ts'
import { lightOf } from '../../../domain/time/lights.ts'
import type { Keys } from '../../kernel/crypto/keys.ts'
import type { Around, StoredEvent } from './around.ts'
import { type Names, namesOf, wireTime } from './names.ts'
import { summaryOf } from './summary.ts'

export function ticketView(state: TicketState, beside: Around, context: Context, keys: Keys): Ticket {
  const names = namesOf(context.directory)
  const sight = sightOf(context.actor, state, context.directory.units)
  const erased = beside.identity?.erased ?? false
  return {
    ...summaryOf({ ...state.appeal, id: state.id, version: state.version }, names, context.now),
    ...standing(state, names),
    address: addressOf(state.appeal, beside.events, sight),
    ...contentOf(beside.events, sight),
    appellant: appellantOf(beside.identity, sight, keys),
    links: linksOf(state, beside),
    ...rowsOf(state, names, context.now),
    events: beside.events.map(e => eventView(maskEvent(e, sight, erased), names)),
    files: sight.reportersWords
      ? beside.files.map(f => ({ ...f, uploadedAt: isoOf(Date.parse(f.uploadedAt)) }))
      : [],
    can: Object.fromEntries(
      Object.entries(canOf(state, context)).map(([act, refusal]) => [
        act,
        refusal && reasonOf(refusal.refused),
      ]),
    ),
  }
}

function reasonOf(code: Parameters<typeof sentenceOf>[0]) {
  const { zh, en } = sentenceOf(code)
  return { code, zh, en }
}

/** What of the appeal a line doesn't show. */
function standing({ appeal }: TicketState, names: Names) {
  const a = maskAppeal(appeal)
  return {
    lng: a.lng,
    lat: a.lat,
    gridId: a.gridId,
    intent: a.intent,
    severity: a.severity,
    happenedAt: wireTime(a.happenedAt),
    wantsVisit: a.wantsVisit,
    ownerUnit: names.unit(a.ownerUnitId),
    firstUnit: names.unitOrNull(a.firstUnitId),
    dispatchedAt: wireTime(a.dispatchedAt),
    contactedAt: wireTime(a.contactedAt),
    answeredAt: wireTime(a.answeredAt),
    reviewedAt: wireTime(a.reviewedAt),
    visitedAt: wireTime(a.visitedAt),
    askedAt: wireTime(a.askedAt),
    hops: a.hops,
    returns: a.returns,
    objections: a.objections,
    reworks: a.reworks,
    extensions: a.extensions,
    reopened: a.reopened,
    cause: a.cause,
    visitResult: a.visitResult,
    exemption: a.exemption,
    refusalReason: a.refusalReason,
    published: a.published,
    policyVersion: a.policyVersion,
  }
}

function appellantOf(identity: Around['identity'], sight: Sight, keys: Keys): Ticket['appellant'] {
  if (identity === null || !sight.maskedIdentity) return null
  const open = (hex: string | null, field: string) =>
    hex === null ? null : keys.decrypt(Buffer.from(hex, 'hex'), field)
  const masked = maskIdentity(open(identity.name, 'identity.name'), open(identity.phone, 'identity.phone'))
  return { ...masked, erased: identity.erased }
}

function linksOf(
  { appeal: a }: TicketState,
  { links, children, tookIn, splitInto }: Around,
): Ticket['links'] {
  const numberOf = (id: number | null) => links.find(l => l.id === id)?.number ?? null
  return {
    parent: numberOf(a.parentId),
    splitFrom: numberOf(a.splitFromId),
    reopenedFrom: numberOf(a.reopenedFromId),
    mergedInto: numberOf(a.mergedIntoId),
    children,
    tookIn,
    splitInto,
  }
}

function rowsOf(
  t: TicketState,
  names: Names,
  now: number,
): Pick<Ticket, 'assignments' | 'clocks' | 'approvals' | 'visits' | 'reviews'> {
  return {
    assignments: t.assignments.map(({ unitId, personId, assignedBy: _, ...a }) => ({
      ...a,
      unit: names.unit(unitId),
      person: names.person(personId),
      assignedAt: isoOf(a.assignedAt),
      signedAt: wireTime(a.signedAt),
      contactedAt: wireTime(a.contactedAt),
      preliminaryAt: wireTime(a.preliminaryAt),
      repliedAt: wireTime(a.repliedAt),
      acceptedAt: wireTime(a.acceptedAt),
      endedAt: wireTime(a.endedAt),
      urgedAt: wireTime(a.urgedAt),
      urges: a.urges ?? 0,
      dueAt: wireTime(a.dueAt),
    })),
    clocks: t.clocks.map(({ unitId, pauses, calendarVersion: _c, policyVersion: _p, ...c }) => ({
      ...c,
      unit: names.unit(unitId),
      light: lightOf({ ...c, pauses }, now),
      paused: pauses.some(p => p.to === null),
      startedAt: isoOf(c.startedAt),
      greenAt: isoOf(c.greenAt),
      yellowAt: isoOf(c.yellowAt),
      dueAt: isoOf(c.dueAt),
      metAt: wireTime(c.metAt),
      cancelledAt: wireTime(c.cancelledAt),
    })),
    approvals: t.approvals.map(({ unitId, ...a }) => ({
      ...a,
      unit: names.unit(unitId),
      askedBy: names.person(a.askedBy),
      askedAt: isoOf(a.askedAt),
      decidedBy: names.person(a.decidedBy),
      decidedAt: wireTime(a.decidedAt),
    })),
    visits: t.visits.map(({ visitorId: _, ...v }) => ({
      ...v,
      dueAt: isoOf(v.dueAt),
      lastAttemptAt: wireTime(v.lastAttemptAt),
      nextAttemptAt: wireTime(v.nextAttemptAt),
      endedAt: wireTime(v.endedAt),
    })),
    reviews: t.reviews.map(r => ({ ...r, givenAt: isoOf(r.givenAt) })),
  }
}

function eventView(e: StoredEvent, names: Names): EventView {
  const [zh, en] = EVENT_KINDS[e.kind]
  const { personId, unitId, at, recordedAt, ...rest } = e
  return {
    ...rest,
    zh,
    en,
    person: names.person(personId),
    unit: names.unitOrNull(unitId),
    at: isoOf(Date.parse(at)),
    recordedAt: isoOf(Date.parse(recordedAt)),
  }
}
