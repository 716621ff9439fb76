/** Those who come and bring no appeal: answered on the spot, not accepted, handed over to an emergency line, gone before anybody answered. */
import { type Instant, SECOND } from '../../domain/instant.ts'
import type { Settlement } from '../../domain/intake/contact.ts'
import { beginContact, settleContact } from '../intake/contacts.ts'
import type { Known } from './articles.ts'
import type { Chance } from './chance.ts'
import type { Scene } from './life.ts'
import { comings } from './pace.ts'
import { shares } from './plan.ts'
import type { Story, Until } from './telling.ts'
import type { Town } from './town.ts'

const ENDS = [
  ['answered', 80],
  ['abandoned', 13],
  ['refused', 5],
  ['handedOver', 2],
] as const
type End = (typeof ENDS)[number][0]

/** One story for each. */
export function callersOf(
  scene: Scene,
  known: readonly Known[],
  { present, days, count }: { present: Instant; days: number; count: number },
  chance: Chance,
): Story[] {
  const ends = shares<End>(ENDS, count, chance.of('ends'))
  return comings(scene.town.calendar, { present, days, count }, chance.of('times')).map((startsAt, i) => ({
    startsAt,
    tell: until => call(scene, { end: ends[i]!, known }, until, chance.of(`caller ${i}`)),
  }))
}

interface Call {
  end: End
  known: readonly Known[]
}

async function call(
  { parts, town, persons }: Scene,
  { end, known }: Call,
  until: Until,
  chance: Chance,
): Promise<void> {
  const gone = end === 'abandoned'
  const { tenantId } = town
  const [channel] = town.channelsOf(end === 'answered' && chance.happens(0.1) ? 'window' : 'hotline')
  const agentId = gone ? null : town.someone(chance.happens(0.4) ? 'vendorAgent' : 'agent', chance).personId
  const unitId = channel!.ownerUnitId ?? town.directory.units.root.id
  const waitSeconds = chance.between(1, gone ? 90 : 26)
  const begun = {
    tenantId,
    channelId: channel!.id,
    at: parts.now(),
    agentId,
    unitId,
    waitSeconds,
    intent: 'call',
    kind: 'other',
  } as const
  const id = await beginContact(
    parts,
    { ...begun, externalId: null, organisationId: null, note: null },
    null,
    undefined,
  )
  const talkSeconds = gone ? waitSeconds : chance.between(40, 420)
  await until(parts.now() + talkSeconds * SECOND)
  const answered = { intent: 'question', kind: 'inquiry' } as const
  const learnt = gone
    ? { appellant: null }
    : { talkSeconds, appellant: persons.next(), ...(end === 'answered' && answered) }
  await settleContact(parts, { tenantId, id: id!, agentId }, settlementOf(end, known, town, chance), learnt)
}

function settlementOf(end: End, known: readonly Known[], { tenant }: Town, chance: Chance): Settlement {
  const { refusals, emergencies } = tenant.policy.rules
  if (end === 'abandoned') return { outcome: end }
  if (end === 'handedOver') return { outcome: end, reason: chance.pick(emergencies).line }
  if (end === 'refused') {
    const reason = chance.pick(refusals.reasons.filter(r => r.code !== 'emergency'))
    return { outcome: end, reason: reason.code, ...(reason.explain && { answer: reason.explain }) }
  }
  const { id, version, answer } = chance.pick(known)
  const stars = chance.weighted([
    [5, 50],
    [4, 15],
    [3, 4],
    [null, 31],
  ] as const)
  return { outcome: end, answer, articleId: id, articleVersion: version, ...(stars && { stars }) }
}
