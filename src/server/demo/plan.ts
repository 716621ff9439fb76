/** What comes to the sample city and what will become of it: decided beforehand from the seed and the present, so that every kind of life occurs. */
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts'

import { CHANNEL_KINDS, type ChannelKind, KINDS, type Stage } from '../../domain/vocabulary.ts'
import type { Chance } from './chance.ts'
import type { Matter } from './matters.ts'
import { comings, workdaysAgo } from './pace.ts'
import type { Town } from './town.ts'
import { LIVES, type Traits, WAITING } from './traits.ts'

export interface Plan {
  /** From 1; the dice of a life are its own. */
  no: number
  startsAt: Instant
  matter: Matter
  channel: ChannelKind
  traits: Traits
  /** Nobody acts any more once it has come to this stage. */
  restsAt: Stage | null
  /** Goes as fast as it can, so that it reaches its resting stage. */
  quick: boolean
}

/** Where open tickets stand, and how many of a hundred appeals stand there. */
const RESTS: readonly (readonly [Stage, number])[] = [
  ['received', 1.5],
  ['dispatched', 2],
  ['handling', 7],
  ['answered', 1.5],
  ['reviewed', 1.5],
  ['visited', 1.5],
  ['suspended', 1],
]
/** How many working days ago they came: what takes longer came earlier. */
const AGES: Partial<Record<Stage, readonly [number, number]>> = {
  received: [0, 1],
  dispatched: [0, 8],
  handling: [0, 9],
}
const OLD = [7, 10] as const

const CHANNELS: Record<ChannelKind, number> = {
  hotline: 46,
  web: 10,
  miniProgram: 13,
  externalPlatform: 7,
  window: 4,
  leaderLine: 3,
  onlinePlatform: 3,
  liaisonPoint: 2,
  mobileDesk: 1.5,
  letter: 1.5,
  opinionBox: 1,
  complaintDesk: 1,
  evaluationDevice: 1,
  opinionColumn: 1,
  meeting: 1,
  sms: 1,
  email: 1,
  api: 0.5,
  // What this channel holds comes through ./yidan import.
  import: 0,
  // Tasks come from nobody.
  internal: 0,
}

/** Early enough to be lived to its end. */
const EARLY = 0.7

/**
 * One of each that weighs anything, spread over the early part, and the rest drawn by weight; with a small count not
 * every one has room.
 */
export function shares<T>(list: readonly (readonly [T, number])[], count: number, chance: Chance): T[] {
  const each = chance
    .shuffled(list.filter(([, weight]) => weight > 0).map(([value]) => value))
    .slice(0, count)
  const drawn = Array.from({ length: count - each.length }, () => chance.weighted(list))
  const apart = Math.max(1, Math.floor((EARLY * count) / each.length))
  for (const [i, value] of each.entries()) drawn.splice(i * apart, 0, value)
  return drawn
}

export interface Scope {
  present: Instant
  months: number
  appeals: number
}

/** All appeals that will come, in the order of their coming. */
export function planOf(town: Town, matters: readonly Matter[], scope: Scope, chance: Chance): Plan[] {
  const { present, months, appeals } = scope
  const resting = restingOf(town, scope, chance.of('rests'))
  const days = daysOf(months)
  const ended = Math.max(0, appeals - resting.length)
  const times = comings(town.calendar, { present, days, count: ended }, chance.of('times'))
  const traits = shares(LIVES, ended, chance.of('lives'))
  const begun = [
    ...times.map((startsAt, i) => ({ startsAt, traits: traits[i]!, restsAt: null })),
    ...resting,
    ...waitingOf(town, scope, chance.of('waits')),
  ]
  const channels = shares(
    CHANNEL_KINDS.map(kind => [kind, CHANNELS[kind]] as const),
    begun.length,
    chance.of('channels'),
  )
  const deck = dealt(matters, begun.length, chance.of('matters'))
  return begun
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((b, i) => ({
      ...b,
      no: i + 1,
      channel: channels[i]!,
      quick:
        b.traits.waits !== undefined ||
        (b.restsAt !== null && (b.traits.outage === true || !AGES[b.restsAt])),
    }))
    .map(b => ({ ...b, ...fitted(b, deck, matters, chance.of(`fit ${b.no}`)) }))
}

export const daysOf = (months: number): number => Math.round(months * 30.5)

/** Hours ago at which an outage came that is still being worked on: yellow, green, red, and just begun. */
const OUTAGES = [21.8, 16.5, 27, 4]

function restingOf({ calendar }: Town, { present, appeals }: Scope, chance: Chance) {
  const outages = OUTAGES.map(hours => ({
    startsAt: present - hours * HOUR - chance.between(0, 20 * MINUTE),
    traits: { outage: true } as Traits,
    restsAt: 'handling' as Stage,
  }))
  const others = RESTS.flatMap(([restsAt, weight]) => {
    const count = Math.max(1, Math.round((appeals * weight) / 100))
    const [least, most] = AGES[restsAt] ?? OLD
    return Array.from({ length: count }, (_, i) => {
      // Spread over the ages, so that lights of every colour burn.
      const age = least + (i % (most - least + 1))
      const traits: Traits = restsAt === 'suspended' ? { suspended: true } : {}
      return { startsAt: workdaysAgo(calendar, present, age, chance), traits, restsAt }
    })
  })
  // Somewhere something lies that nobody has touched: it has walked the whole ladder.
  const forgotten = {
    startsAt: workdaysAgo(calendar, present, 8, chance.of('forgotten')),
    traits: {} as Traits,
    restsAt: 'dispatched' as Stage,
  }
  return [...others, ...outages, forgotten]
}

/** Asked for some days ago; what takes several steps came earlier. */
const waitingOf = ({ calendar }: Town, { present }: Scope, chance: Chance) =>
  WAITING.map(traits => {
    const age = traits.waits === 'return' ? 1 : traits.extended === 2 || traits.waits === 'exception' ? 6 : 3
    return { startsAt: workdaysAgo(calendar, present, age, chance), traits, restsAt: null }
  })

/** Every matter before any comes again, and first of all one of every kind. */
function dealt(matters: readonly Matter[], count: number, chance: Chance): Matter[] {
  const deck = KINDS.map(kind => chance.pick(matters.filter(m => m.kind === kind && !m.from && !m.urgency)))
  while (deck.length < count * 2) deck.push(...chance.shuffled(matters))
  return deck
}

/** The next matter that suits the life and the channel; what was passed over stays for another. */
function fitted(
  { traits, restsAt, channel }: Pick<Plan, 'traits' | 'restsAt' | 'channel'>,
  deck: Matter[],
  all: readonly Matter[],
  chance: Chance,
) {
  const suits = (m: Matter): boolean => {
    if (traits.confidential) return m.kind === 'report'
    if (traits.early === 'answer') return m.kind === 'inquiry' || m.kind === 'praise'
    // Streets, estates, villages and neighbours: what the catalogue gives to districts.
    if (traits.passedDown) return /^(0201|0202|0301|1103|1104|1305)/.test(m.at) && m.kind === 'complaint'
    if (traits.outage) return /^06(0101|0201|0301|0302|0401|0402)/.test(m.at) && m.kind !== 'inquiry'
    if (traits.linked === 'incident' || traits.critical) return m.urgency === 'urgent'
    const plain = m.kind === 'complaint' || m.kind === 'help'
    if (traits.at) return plain && m.at.startsWith(traits.at) && !m.from && m.urgency !== 'critical'
    if (traits.falls || traits.result || traits.contested || traits.linked || traits.extended)
      return plain && !m.from && !m.urgency
    if (restsAt !== null && restsAt !== 'received')
      return plain && !m.from && !m.urgency && m.severity !== 'hard'
    if (traits.claimed) return !m.from && m.at.length >= 4
    return (
      m.from === undefined || ['hotline', 'web', 'window', 'liaisonPoint', 'api', 'meeting'].includes(channel)
    )
  }
  const at = deck.findIndex(suits)
  const matter = at >= 0 ? deck.splice(at, 1)[0]! : chance.pick(all.filter(suits))
  return { matter }
}
