/** Which event of a ticket leads to which message, and to whom. */
import type { Instant } from '../instant.ts'
import { DAY } from '../instant.ts'
import type { Reason } from '../policy/rules.ts'
import type { MessageName } from '../policy/texts.ts'
import type { EventKind } from '../record/event-kinds.ts'
import { redact } from '../text/redact.ts'
import type { Fields, Happened, Intended, Matter } from './intended.ts'
import { LADDER_KINDS, ladderMessages } from './ladder-messages.ts'

type Rule = (e: Happened, m: Matter) => Intended[]

/** A message is no letter; the whole answer is read with number and code. */
const LONGEST_QUOTE = 300

const quoted = (text: string | undefined | null): string | null => {
  if (!text) return null
  const signs = [...redact(text).replace(/\s+/g, ' ').trim()]
  return signs.length > LONGEST_QUOTE ? `${signs.slice(0, LONGEST_QUOTE).join('')}…` : signs.join('')
}

const say = (template: MessageName, fields: Fields = {}): Intended[] => [
  { template, fields, to: 'appellant' },
]
const until = (m: Matter): string | null => (m.dueAt === null ? null : m.timeText(m.dueAt))
const reasonIn = (reasons: readonly Reason[], code: unknown): Reason | undefined =>
  reasons.find(r => r.code === code)

const RULES: Partial<Record<EventKind, Rule>> = {
  'appeal.received': () => say('receipt'),
  'appeal.split': e => say('split', { numbers: (e.facts.numbers as string[]).join('、') }),
  'appeal.refused': (e, m) => {
    const reason = reasonIn(m.rules.refusals.reasons, e.facts.reason)
    return say('refused', { reason: reason?.zh ?? null, route: reason?.route ?? '' })
  },
  'appeal.handedOver': (e, m) =>
    say('handedOver', { line: m.rules.emergencies.find(l => l.line === e.facts.line)?.zh ?? null }),
  'appeal.answeredOnSpot': (e, m) =>
    say('answered', { unit: m.unitName(e.unitId), answer: quoted(m.texts?.answer) }),
  'appeal.asked': (_, m) => say('askedForMore', { question: quoted(m.texts?.question) }),
  'appeal.withdrawn': () => say('withdrawn'),
  'appeal.joined': e => [{ template: 'joined', fields: {}, to: { contactId: Number(e.facts.contactId) } }],
  'appeal.merged': (_, m) => say('merged', { into: m.mergedInto }),
  'appeal.unmerged': () => say('unmerged'),
  'assignment.assigned': assigned,
  'assignment.claimed': assigned,
  'assignment.passedDown': (e, m) => toUnit('unitAssigned', e, m.signBefore, m),
  'assignment.contacted': (e, m) =>
    e.facts.reached === false && !e.facts.exemption
      ? say('contactTried', { unit: m.unitName(e.unitId) })
      : [],
  'assignment.preliminary': (_, m) => say('preliminaryReply', { answer: quoted(m.texts?.answer) }),
  'assignment.sentBack': (e, m) => {
    const codes = (e.facts.reasons ?? []) as string[]
    const reason = codes.map(code => reasonIn(m.rules.rework.reasons, code)?.zh ?? code).join('、')
    return toUnit('unitReworked', e, m.dueAt, m, { reason })
  },
  'approval.decided': (e, m) => {
    const tells =
      e.facts.kind === 'extension' && e.facts.verdict === 'approved' && m.rules.extensions.tellAppellant
    const reason = reasonIn(m.rules.extensions.reasons, e.facts.reason)?.zh ?? null
    return tells ? say('extended', { reason, until: until(m) }) : []
  },
  'appeal.suspended': (e, m) =>
    say('suspended', {
      reason: reasonIn(m.rules.suspensions.reasons, e.facts.reason)?.zh ?? null,
      until: typeof e.facts.reviewOn === 'string' ? e.facts.reviewOn : null,
    }),
  'appeal.resumed': (_, m) => say('resumed', { until: until(m) }),
  // The centre has accepted the answer: only now it is the appellant's.
  'appeal.reviewed': (e, m) => [
    {
      template: 'answered',
      fields: { unit: m.unitName(m.leadUnitId), answer: quoted(m.answer) },
      to: 'allReporters',
    },
    {
      template: 'reviewInvitation',
      fields: {},
      to: 'appellant',
      notBefore: e.at + m.rules.reviews.inviteAfterDays * DAY,
      unlessReviewed: true,
    },
  ],
  'visit.concluded': e => (e.facts.outcome === 'unreachable' ? say('visitMissed') : []),
  'appeal.reworked': (e, m) => [
    ...say('reworked', { until: until(m) }),
    ...toUnit('unitReworked', e, m.dueAt, m, { reason: REWORKED[String(e.facts.from)] ?? null }),
  ],
  'appeal.struckOff': () => say('struckOff'),
  'appeal.reopened': (_, m) => say('reopened', { until: until(m) }),
  'appeal.passedOn': (e, m) => say('passedOn', { unit: m.unitName(Number(e.facts.unitId ?? e.unitId)) }),
  'appeal.urged': (e, m) => toUnit('unitUrged', e, m.dueAt, m),
}

/** Why a matter comes back, as the unit reads it. */
const REWORKED: Record<string, string> = {
  visit: '回访未解决或不满意',
  review: '诉求人评价不满意',
  reopen: '诉求人反映未解决',
  escalation: '督办决定重办',
}

function assigned(e: Happened, m: Matter): Intended[] {
  const leads = e.facts.role === 'lead' && e.facts.parentNo === undefined
  return [
    ...(leads ? say('dispatched', { unit: m.unitName(e.unitId), until: until(m) }) : []),
    ...toUnit('unitAssigned', e, m.signBefore, m),
  ]
}

function toUnit(
  template: MessageName,
  e: Happened,
  before: Instant | null,
  m: Matter,
  fields: Fields = {},
): Intended[] {
  if (e.unitId === null) return []
  return [
    {
      template,
      fields: { ...fields, until: before === null ? null : m.timeText(before) },
      to: { unitId: e.unitId },
    },
  ]
}

/** What is to be said; nothing for what was imported. */
export const messagesFor = (e: Happened, m: Matter): Intended[] =>
  m.imported ? [] : (RULES[e.kind]?.(e, m) ?? ladderMessages(e, m))

/** Kinds of events that may lead to a message. */
export const TELLING_KINDS = [...Object.keys(RULES), ...LADDER_KINDS] as EventKind[]
