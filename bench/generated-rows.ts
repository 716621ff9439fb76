/** All rows of one made-up appeal: who, where, what, how far it came. */
import { newAppeal } from '../src/domain/record/blank.ts'
import type { EventKind } from '../src/domain/record/event-kinds.ts'
import type { Appeal, Assignment, Clock } from '../src/domain/record/state.ts'
import { numberOf } from '../src/domain/text/digits.ts'
import { signatureOf } from '../src/domain/text/likeness.ts'
import { KINDS, type Stage } from '../src/domain/vocabulary.ts'
import { phoneKeyOf } from '../src/server/kernel/crypto/blind-index.ts'
import type { Keys } from '../src/server/kernel/crypto/keys.ts'
import type { Words } from '../src/server/kernel/words.ts'
import { toStored } from '../src/server/record/columns.ts'
import { spanWordsOf } from '../src/server/record/spans.ts'
import type { City } from './city.ts'
import { type Chance, chanceFrom } from './random.ts'
import { writtenBy } from './texts.ts'

/** Table and row, in the order of their writing. */
export type Rows = [table: string, row: Record<string, unknown>][]

const HOUR = 3_600_000
const DAY = 24 * HOUR
const YEAR = 365 * DAY
/** The newest are still open. */
const OPEN_FOR = 6 * DAY

const OPEN: readonly Stage[] = [
  'handling',
  'handling',
  'handling',
  'dispatched',
  'answered',
  'reviewed',
  'visited',
  'received',
]
/** Appeals in a hundred: complaints and questions first, ideas last. */
const KIND_OF_HUNDRED = [30, 65, 90, 94, 97, 98, 99]
const ACTS: readonly EventKind[] = [
  'appeal.received',
  'assignment.assigned',
  'assignment.signed',
  'assignment.contacted',
  'assignment.replied',
  'appeal.struckOff',
]

const hex = (bytes: Uint8Array | null): string | null => bytes && `\\x${Buffer.from(bytes).toString('hex')}`
const iso = (at: number): string => new Date(at).toISOString()
const ZEROS = `\\x${'00'.repeat(32)}`

/** `i` of `n`, the last of them received `now`; the same `i` always gives the same text. */
export function openRows(city: City, words: Words, keys: Keys): (i: number, n: number, now: number) => Rows {
  const people = Array.from({ length: 5000 }, (_, i) => personOf(i, keys))
  const queryCode = hex(keys.encrypt('123456', 'appeal.queryCode'))
  return (i, n, now) => {
    const c = chanceFrom(i)
    const receivedAt = now - Math.floor(((n - i) * YEAR) / n)
    const written = writtenBy(i)
    const appeal = appealOf(city, c, { i, receivedAt, age: now - receivedAt, written })
    const key = { tenant_id: city.tenantId, appeal_id: i }
    const acts = ACTS.slice(0, eventsOf(appeal))
    const tokens = words.index(`${appeal.title}\n${written.content}\n${appeal.address ?? ''}`)
    const unit = city.units.find(u => u.id === appeal.leadUnitId)
    const version = acts.length
    return [
      [
        'appeal',
        {
          tenant_id: city.tenantId,
          id: i,
          version,
          head_hash: ZEROS,
          query_code: queryCode,
          ...toStored('appeal', appeal),
        },
      ],
      ...(unit
        ? [['assignment', { ...key, ...toStored('assignments', assignmentOf(appeal)) }] as Rows[number]]
        : []),
      ...clocksOf(appeal).map(clock => ['clock', { ...key, ...toStored('clocks', clock) }] as Rows[number]),
      ...acts.map((kind, at) => ['event', { ...key, ...eventOf(appeal, kind, at, written) }] as Rows[number]),
      ...[city.owner, ...(unit?.reach ?? [])].map(
        id =>
          [
            'reach',
            { tenant_id: city.tenantId, unit_id: id, received_at: iso(receivedAt), appeal_id: i },
          ] as Rows[number],
      ),
      ['contact', { ...key, id: i, ...contactOf(appeal) }],
      ['identity', { ...key, contact_id: i, ...c.pick(people), at: iso(receivedAt) }],
      [
        'appeal_search',
        {
          ...key,
          received_at: iso(receivedAt),
          words: [...tokens, ...spanWordsOf(receivedAt)],
          bands: signatureOf(tokens),
        },
      ],
    ]
  }
}

function personOf(i: number, keys: Keys) {
  const phone = `138${String(i).padStart(8, '0')}`
  const sealed = {
    name_enc: hex(keys.encrypt('王小明', 'identity.name')),
    phone_enc: hex(keys.encrypt(phone, 'identity.phone')),
  }
  return {
    salt: `\\x${'00'.repeat(16)}`,
    commitment: ZEROS,
    ...sealed,
    phone_key: hex(phoneKeyOf(keys, phone)),
  }
}

interface Made {
  i: number
  receivedAt: number
  age: number
  written: ReturnType<typeof writtenBy>
}

function stageOf(c: Chance, age: number): Stage {
  if (age < OPEN_FOR && c.next() < 0.8) return c.pick(OPEN)
  const n = c.next()
  if (n < 0.005) return 'suspended'
  if (n < 0.025) return 'withdrawn'
  return n < 0.04 ? 'refused' : 'struckOff'
}

function appealOf(city: City, c: Chance, { i, receivedAt, age, written }: Made): Appeal {
  const stage = stageOf(c, age)
  const hundred = c.below(100)
  const kind = KINDS.at(KIND_OF_HUNDRED.findIndex(below => hundred < below))!
  const isDispatched = !['received', 'withdrawn', 'refused'].includes(stage)
  const unit = isDispatched ? c.zipf(city.units).id : null
  const isOver = ['withdrawn', 'refused', 'struckOff'].includes(stage)
  const isAnswered = ['answered', 'reviewed', 'visited', 'struckOff'].includes(stage)
  const later = (is: boolean, hours: number) => (is ? receivedAt + Math.floor(c.next() * hours * HOUR) : null)
  const appeal = newAppeal({
    number: numberOf({ region: '990100', day: iso(receivedAt).slice(0, 10), channel: 1, sequence: i }),
    kind,
    intent: 'request',
    channelId: c.zipf(city.channels),
    ownerUnitId: city.owner,
    receivedAt,
    policyVersion: 1,
    stage,
    title: written.title,
    categoryId: c.zipf(city.categories).id,
    regionId: c.zipf(city.regions),
    address: `${written.road}***`,
    lng: 120 + c.next() * 0.6,
    lat: 36 + c.next() * 0.6,
    level: c.next() < 0.01 ? 'key' : 'general',
    tags: i % 50 === 0 ? ['供暖'] : [],
    leadUnitId: unit,
    firstUnitId: unit,
  })
  const times = {
    dispatchedAt: later(isDispatched, 4),
    answeredAt: later(isAnswered, 100),
    endedAt: later(isOver, 150),
  }
  const limits = {
    greenAt: receivedAt + 3 * DAY,
    yellowAt: receivedAt + 5 * DAY,
    dueAt: receivedAt + 7 * DAY,
  }
  return {
    ...appeal,
    ...times,
    ...(isDispatched && limits),
    ...(isAnswered && { result: 'solved' as const, satisfaction: 1 + c.below(5) }),
  }
}

const EVENTS: Partial<Record<Stage, number>> = {
  received: 1,
  dispatched: 2,
  handling: 4,
  suspended: 4,
  withdrawn: 1,
  refused: 1,
  struckOff: 6,
}
const eventsOf = ({ stage }: Appeal): number => EVENTS[stage] ?? 5

function assignmentOf(a: Appeal): Assignment {
  const at = a.dispatchedAt!
  const none = {
    parentNo: null,
    personId: null,
    assignedBy: null,
    preliminaryAt: null,
    siteCheckedAt: null,
    urgedAt: null,
    urges: null,
    acceptedAt: null,
    target: null,
  }
  const stage = a.endedAt ? 'accepted' : a.answeredAt ? 'replied' : 'signed'
  return {
    ...none,
    no: 1,
    unitId: a.leadUnitId!,
    role: 'lead',
    stage,
    assignedAt: at,
    signedAt: at + HOUR,
    contactedAt: at + HOUR,
    repliedAt: a.answeredAt,
    endedAt: a.endedAt,
    bound: false,
    reworks: 0,
    result: a.result,
    dueAt: a.dueAt,
  }
}

/** Dispatch, and once dispatched sign, reply and closure. */
function clocksOf(a: Appeal): Clock[] {
  const { receivedAt } = a
  const common = {
    limit: '5wd',
    startedAt: receivedAt,
    pauses: [],
    cancelledAt: null,
    provisional: false,
    calendarVersion: '1',
    policyVersion: 1,
    recipientNo: null,
    lit: null,
    rungs: null,
    rungAt: null,
  }
  const limits = {
    greenAt: receivedAt + 3 * DAY,
    yellowAt: receivedAt + 5 * DAY,
    dueAt: receivedAt + 7 * DAY,
  }
  const dispatch = {
    ...common,
    ...limits,
    no: 1,
    kind: 'dispatch',
    assignmentNo: null,
    unitId: a.ownerUnitId,
    metAt: a.dispatchedAt ?? a.endedAt,
  } as const
  if (a.leadUnitId === null) return [dispatch]
  const ofUnit = { ...common, ...limits, assignmentNo: 1, unitId: a.leadUnitId }
  return [
    dispatch,
    { ...ofUnit, no: 2, kind: 'sign', metAt: a.dispatchedAt },
    { ...ofUnit, no: 3, kind: 'reply', metAt: a.answeredAt ?? a.endedAt },
    { ...ofUnit, no: 4, kind: 'closure', metAt: a.answeredAt ?? a.endedAt },
  ]
}

function eventOf(a: Appeal, kind: EventKind, index: number, { title, content, address }: Made['written']) {
  const at = iso(a.receivedAt + index * HOUR)
  const isFirst = index === 0
  return {
    seq: index + 1,
    kind,
    actor_kind: 'staff',
    unit_id: isFirst ? a.ownerUnitId : a.leadUnitId,
    at,
    recorded_at: at,
    limit_class: a.limitClass,
    policy_version: 1,
    facts: {},
    changes: { appeal: { stage: [isFirst ? null : 'received', a.stage] } },
    texts_hash: isFirst ? ZEROS : null,
    prev_hash: ZEROS,
    hash: ZEROS,
    texts: isFirst ? { title, content, address } : null,
    salt: isFirst ? `\\x${'00'.repeat(16)}` : null,
  }
}

const contactOf = (a: Appeal) => ({
  channel_id: a.channelId,
  at: iso(a.receivedAt),
  ended_at: iso(a.receivedAt),
  outcome: 'appeal',
  intent: a.intent,
  kind: a.kind,
  unit_id: a.ownerUnitId,
  version: 1,
  imported: false,
})
