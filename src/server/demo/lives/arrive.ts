/** 接: somebody calls, writes or comes by, and an appeal begins. */
import type { Actor } from '../../../domain/access/actor.ts'
import type { Channel, Grid } from '../../../domain/directory/directory.ts'
import { MINUTE, SECOND } from '../../../domain/instant.ts'
import type { ReceiveInput } from '../../../domain/intake/receive-appeal.ts'
import type { Point } from '../../../domain/place/gcj02.ts'
import { boxOf, liesIn, type Outline } from '../../../domain/place/outline.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { ChannelKind, Intent, Kind } from '../../../domain/vocabulary.ts'
import { beginContact } from '../../intake/contacts.ts'
import { NOBODY } from '../../kernel/http/route.ts'
import { loadTickets } from '../../record/load.ts'
import { type Chance, chanceOf } from '../chance.ts'
import type { Life } from '../life.ts'
import { wordsOf } from '../matters.ts'
import type { Town } from '../town.ts'

/** Written by the person, without anybody of the centre. */
export const WRITTEN: readonly ChannelKind[] = [
  'web',
  'miniProgram',
  'onlinePlatform',
  'opinionColumn',
  'email',
  'sms',
  'api',
]

const INTENTS: Partial<Record<Kind, Intent>> = {
  inquiry: 'question',
  complaint: 'difficulty',
  praise: 'call',
  other: 'call',
}
export const intentOf = (kind: Kind): Intent => INTENTS[kind] ?? 'request'

/** What may differ from the plan when one life brings another appeal. */
export type More = Partial<Pick<ReceiveInput, 'title' | 'content' | 'appellant' | 'place' | 'kind'>> & {
  channel?: Channel
}

/** Receives the appeal of a life; its state is known afterwards. */
export async function arrive(life: Life, more: More = {}): Promise<void> {
  const { scene, chance, plan } = life
  const { parts, town } = scene
  const channel = more.channel ?? channelFor(life)
  const grid = chance.pick(town.grids)
  life.words = wordsOf(plan.matter, namesOf(town, grid), chance)
  const actor = takerOf(life, channel)
  const spoken = channel.kind === 'hotline'
  const contactId = spoken ? await call(life, channel, actor) : undefined
  const input = { ...inputOf(life, channel, grid), ...withoutChannel(more) }
  const received = await scene.receive({ actor, input, contactId, once: undefined })
  if (isRefusal(received)) life.refused('receive', received)
  const id = await parts.tickets.idOf(town.tenantId, received.number)
  const [loaded] = await loadTickets(parts.db, town.tenantId, [id!])
  life.id = id!
  life.became(loaded!.state)
}

const withoutChannel = ({ channel: _, ...more }: More) => more

function channelFor({ plan, scene: { town }, chance }: Life): Channel {
  const channels = town.channelsOf(plan.channel)
  const forEnterprise = channels.filter(c => c.code === 'hotline-enterprise')
  if (plan.matter.from && forEnterprise.length > 0) return forEnterprise[0]!
  return chance.pick(channels.filter(c => !forEnterprise.includes(c)))
}

/** Who takes it down: the person themselves, an agent, or a dispatcher from another platform. */
function takerOf(life: Life, { kind, ownerUnitId }: Channel): Actor {
  if (WRITTEN.includes(kind)) return { ...NOBODY, tenantId: life.scene.town.tenantId }
  if (kind === 'externalPlatform') return life.someone('dispatcher')
  // A community's own grid worker sits at its desk.
  const own = life.scene.town.gridWorkerOf(ownerUnitId)
  if (own) return own
  return life.someone(kind === 'hotline' && life.chance.happens(0.3) ? 'vendorAgent' : 'agent')
}

/** A call is answered first, and two or three minutes later the appeal is written down. */
async function call(life: Life, { id, ownerUnitId }: Channel, { personId }: Actor): Promise<number> {
  const { parts, town } = life.scene
  const begun = await beginContact(
    parts,
    {
      tenantId: town.tenantId,
      channelId: id,
      externalId: null,
      at: life.now,
      intent: 'call',
      kind: 'other',
      agentId: personId,
      unitId: ownerUnitId ?? town.directory.units.root.id,
      waitSeconds: life.chance.between(2, 24),
      organisationId: null,
      note: null,
    },
    null,
    undefined,
  )
  await life.wait(90 * SECOND, 6 * MINUTE)
  return begun!
}

export function namesOf({ directory }: Town, grid: Grid) {
  const region = directory.regions.get(grid.regionId ?? -1)
  const above = directory.regions.get(region?.parentId ?? -1)
  return { place: region?.name ?? directory.tenantName, street: above?.name ?? directory.tenantName }
}

function inputOf(life: Life, channel: Channel, grid: Grid): ReceiveInput {
  const { chance, words, scene, plan } = life
  const { town } = scene
  const { matter, traits, no } = plan
  const { title, content, purpose, address } = words
  return {
    channelId: channel.id,
    kind: matter.kind,
    intent: intentOf(matter.kind),
    title,
    content,
    purpose,
    categoryId: town.categoryBy(matter.at).id,
    urgency: traits.critical ? 'critical' : (matter.urgency ?? 'general'),
    severity: matter.severity ?? 'small',
    tags: traits.instruction ? ['leaderInstruction'] : [],
    place: { address, gridId: grid.id, ...pointIn(grid, life) },
    happenedAt: life.now - chance.between(2, 96) * 60 * MINUTE,
    ...(traits.anonymous ? { anonymous: true } : { appellant: scene.persons.next() }),
    ...(traits.confidential && { confidential: true }),
    ...(traits.notCalled && { wantsVisit: false }),
    ...(matter.from && { organisationId: chance.pick(town.organisationsOf(matter.from)) }),
    ...(channel.externalPlatform && {
      externalPlatform: channel.externalPlatform,
      externalId: `${channel.code}-${life.now}-${no}`,
    }),
  }
}

/** Every grid has a square of some 500 metres around a point of its community. */
const HALF = 0.0025
function pointIn({ id, regionId }: Grid, { chance, scene: { town } }: Life) {
  const outline = town.outlines.get(regionId ?? 0)
  if (!outline) return {}
  const own = pointsOf(outline, chanceOf(`grid ${id}`)).next().value
  const near = ([lng, lat]: Point): Point => [
    lng + chance.within(-HALF, HALF),
    lat + chance.within(-HALF, HALF),
  ]
  const drawn = near(own)
  const [lng, lat] = liesIn(drawn, outline) ? drawn : own
  return { lng: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)) }
}

/** Points within an outline, drawn by lot. */
function* pointsOf(outline: Outline, chance: Chance): Generator<Point, never> {
  const [west, south, east, north] = boxOf(outline)
  for (;;) {
    const at: Point = [chance.within(west, east), chance.within(south, north)]
    if (liesIn(at, outline)) yield at
  }
}
