/** 导入: a matter of another system becomes a ticket with its whole history at once, at the source's times, quietly. */

import type { Directory } from '../directory/directory.ts'
import type { Instant } from '../instant.ts'
import { classify } from '../policy/traits.ts'
import { newAppeal } from '../record/blank.ts'
import { cancelClocks, meetClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { type Change, type ContactRow, Draft } from '../record/draft.ts'
import { pointText, shownWordsOf } from '../record/shown-words.ts'
import { type Appeal, type Assignment, noChildren, type TicketState } from '../record/state.ts'
import { numberOf } from '../text/digits.ts'
import { redact } from '../text/redact.ts'
import { dayOfNumber } from '../time/day.ts'
import { dayNumberAt } from '../time/zone.ts'
import type { Stage } from '../vocabulary.ts'
import type { Origin, Outcome, SourceMatter } from './source.ts'
import { startSourceClock } from './source-clock.ts'

/** How many of the steps dispatched → handling → answered → struckOff an outcome has behind it. */
const STEPS_DONE: Record<Outcome, number> = {
  waiting: 0,
  dispatched: 1,
  handling: 2,
  answered: 3,
  closed: 4,
  refused: 0,
  withdrawn: 0,
  passedOn: 0,
}

const ENDS = {
  refused: 'appeal.refused',
  withdrawn: 'appeal.withdrawn',
  passedOn: 'appeal.passedOn',
} as const
const isEnd = (outcome: Outcome): outcome is keyof typeof ENDS => Object.hasOwn(ENDS, outcome)

/** Marks every event of an import, so that nothing that reacts to the history starts from it. */
const IMPORTED = { imported: true } as const

/** A step may not lie before the one before it: the history goes forward even where a source's clock was wrong. */
interface Moments {
  dispatchedAt: Instant
  repliedAt: Instant
  closedAt: Instant
}

function momentsOf(m: SourceMatter): Moments {
  const dispatchedAt = Math.max(m.dispatchedAt ?? m.receivedAt, m.receivedAt)
  const repliedAt = Math.max(m.repliedAt ?? m.closedAt ?? dispatchedAt, dispatchedAt)
  return { dispatchedAt, repliedAt, closedAt: Math.max(m.closedAt ?? repliedAt, repliedAt) }
}

/** `contactId` is of the arrival that is written with it. Everything in the matter has been checked before. */
export function importAppeal(
  m: SourceMatter,
  origin: Origin,
  context: Context,
  ids: { appealId: number; contactId: number },
): Change {
  const draft = received(m, origin, context, ids)
  const moments = momentsOf(m)
  const done = STEPS_DONE[m.outcome]
  const unitId = m.unitId ?? (done > 0 ? draft.state.appeal.ownerUnitId : null)
  if (unitId !== null && !isEnd(m.outcome)) assigned(draft, unitId, m, moments, context)
  if (done >= 2) signed(draft, moments)
  if (done >= 3) answered(draft, m, moments)
  if (done >= 4) struckOff(draft, moments)
  if (isEnd(m.outcome)) ended(draft, m, moments)
  return draft.change()
}

function received(
  m: SourceMatter,
  origin: Origin,
  context: Context,
  { appealId, contactId }: { appealId: number; contactId: number },
): Draft {
  const { directory, actor, now } = context
  const appeal = appealOf(m, context, appealId)
  const blank = { version: 0, appeal, ...noChildren() }
  const draft = new Draft(
    { tenantId: actor.tenantId || directory.tenantId, id: appealId, ...blank },
    now,
    true,
  )
  const facts = { ...IMPORTED, contactId, run: origin.runId, row: origin.row, source: origin.fingerprint }
  draft.step('appeal.imported', { at: m.receivedAt, facts, texts: textsOf(m) }, t => {
    startSourceClock(t, { kind: 'closure', unitId: appeal.ownerUnitId, assignmentNo: null }, m, context)
  })
  draft.beside.contact = contactOf(m, appeal, { appealId, contactId })
  if (m.appellant) draft.beside.identity = m.appellant
  draft.beside.searchText = redact([m.title, m.content, m.place?.address ?? '', m.reply ?? ''].join('\n'))
  return draft
}

function appealOf(m: SourceMatter, context: Context, appealId: number): Appeal {
  const { directory, policy } = context
  const { place = {} } = m
  const appeal = newAppeal({
    number: numberFor(m, context, appealId),
    kind: m.kind,
    intent: m.intent,
    channelId: m.channelId,
    ownerUnitId: directory.channels.get(m.channelId)?.ownerUnitId ?? directory.units.root.id,
    externalPlatform: m.platform,
    externalId: m.externalId,
    ...shownWordsOf(textsOf(m), false),
    categoryId: m.categoryId ?? null,
    urgency: m.urgency ?? 'general',
    severity: m.severity ?? 'small',
    tags: m.tags ?? [],
    regionId: place.regionId ?? null,
    gridId: place.gridId ?? null,
    anonymous: !m.appellant,
    receivedAt: m.receivedAt,
    policyVersion: policy.version,
    imported: true,
  })
  appeal.limitClass = classify(appeal, directory, policy)
  return appeal
}

function numberFor(m: SourceMatter, { directory, calendar }: Context, sequence: number): string {
  const day = dayOfNumber(dayNumberAt(calendar.zone, m.receivedAt))
  return numberOf({
    region: directory.regionCode,
    day,
    channel: channelDigits(directory, m.channelId),
    sequence,
  })
}

const channelDigits = (directory: Directory, id: number): number => directory.channels.get(id)?.digits ?? 99

const textsOf = (m: SourceMatter): Record<string, string> => {
  const point = pointText(m.place)
  return {
    title: m.title,
    content: m.content,
    ...(m.place?.address && { address: m.place.address }),
    ...(point && { point }),
    ...(m.user && { user: m.user }),
  }
}

function contactOf(
  m: SourceMatter,
  appeal: Appeal,
  { appealId, contactId }: { appealId: number; contactId: number },
): ContactRow {
  const at = new Date(m.receivedAt).toISOString()
  return {
    id: contactId,
    channel_id: m.channelId,
    external_id: m.externalId,
    external_platform: m.platform,
    at,
    ended_at: at,
    outcome: 'appeal',
    intent: m.intent,
    kind: m.kind,
    unit_id: appeal.ownerUnitId,
    appeal_id: appealId,
    version: 1,
    imported: true,
  }
}

const moveTo = (t: TicketState, stage: Stage): void => {
  t.appeal.stage = stage
}

function assigned(
  draft: Draft,
  unitId: number,
  m: SourceMatter,
  { dispatchedAt }: Moments,
  context: Context,
): void {
  draft.step(
    'assignment.assigned',
    { at: dispatchedAt, unitId, facts: { ...IMPORTED, role: 'lead', assignmentNo: 1 } },
    t => {
      Object.assign(t.appeal, { hops: 1, leadUnitId: unitId, firstUnitId: unitId, dispatchedAt })
      moveTo(t, 'dispatched')
      t.assignments.push(newDuty(unitId, dispatchedAt))
      startSourceClock(
        t,
        { kind: 'reply', unitId, assignmentNo: 1 },
        { ...m, receivedAt: dispatchedAt },
        context,
      )
    },
  )
}

const newDuty = (unitId: number, assignedAt: Instant): Assignment => ({
  no: 1,
  unitId,
  role: 'lead',
  stage: 'assigned',
  parentNo: null,
  personId: null,
  assignedAt,
  assignedBy: null,
  signedAt: null,
  contactedAt: null,
  preliminaryAt: null,
  siteCheckedAt: null,
  repliedAt: null,
  acceptedAt: null,
  endedAt: null,
  urgedAt: null,
  urges: null,
  bound: false,
  reworks: 0,
  result: null,
  target: null,
  dueAt: null,
})

/** What changes on the one duty of an imported ticket. */
const onDuty = (t: TicketState, changes: Partial<Assignment>): void =>
  void Object.assign(t.assignments[0]!, changes)

const dutyFacts = { ...IMPORTED, assignmentNo: 1 }

function signed(draft: Draft, { dispatchedAt: at }: Moments): void {
  draft.step('assignment.signed', { at, unitId: draft.state.appeal.leadUnitId, facts: dutyFacts }, t => {
    moveTo(t, 'handling')
    onDuty(t, { stage: 'signed', signedAt: at })
  })
}

function answered(draft: Draft, m: SourceMatter, { repliedAt: at }: Moments): void {
  const unitId = draft.state.appeal.leadUnitId
  const result = m.result ?? null
  const told = result ? { result } : {}
  const texts = m.reply ? { answer: m.reply } : {}
  draft.step('assignment.replied', { at, unitId, facts: { ...dutyFacts, ...told }, texts }, t => {
    onDuty(t, { stage: 'replied', repliedAt: at, result })
    meetClock(t, 'reply', 1, at)
  })
  draft.step('appeal.answered', { at, unitId, facts: { ...IMPORTED, ...told } }, t => {
    moveTo(t, 'answered')
    Object.assign(t.appeal, { answeredAt: at, result })
    meetClock(t, 'closure', null, at)
  })
}

/** No visit is owed: whoever was called back, was by the source. */
function struckOff(draft: Draft, { closedAt: at }: Moments): void {
  const unitId = draft.state.appeal.leadUnitId
  draft.step('appeal.reviewed', { at, unitId, facts: IMPORTED }, t => {
    moveTo(t, 'reviewed')
    t.appeal.reviewedAt = at
    onDuty(t, { stage: 'accepted', acceptedAt: at })
  })
  draft.step('visit.exempted', { at, facts: { ...IMPORTED, exemption: 'imported' } }, t => {
    t.appeal.exemption = 'imported'
  })
  draft.step('appeal.struckOff', { at, unitId, facts: { ...IMPORTED, exemption: 'imported' } }, t => {
    moveTo(t, 'struckOff')
    t.appeal.endedAt = at
    onDuty(t, { endedAt: at })
  })
}

function ended(draft: Draft, m: SourceMatter, { closedAt: at }: Moments): void {
  const outcome = m.outcome as keyof typeof ENDS
  const facts = { ...IMPORTED, ...(outcome === 'refused' && m.reason && { reason: m.reason }) }
  const texts = m.reply ? { answer: m.reply } : {}
  draft.step(ENDS[outcome], { at, facts, texts }, t => {
    moveTo(t, outcome)
    t.appeal.endedAt = at
    if (outcome === 'refused') t.appeal.refusalReason = m.reason ?? null
    cancelClocks(t, at)
  })
}
