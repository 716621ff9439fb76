/** Messages of an external platform: each becomes an appeal under the platform's own id, as if it had been typed in. */
import type { Static } from 'typebox'
import type { takeMessages } from '../../contract/exchange.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Channel, Directory } from '../../domain/directory/directory.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { giveReview } from '../../domain/visits/give-review.ts'
import { receiveInputFrom } from '../intake/reading.ts'
import type { Receive } from '../intake/receiving.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { instantFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { changedOf } from '../record/tickets.ts'
import { earlierOf } from './known.ts'

export type Message = Static<typeof takeMessages.body & {}>['messages'][number]

interface Taken {
  id: string
  outcome: 'received' | 'repeated' | 'rejected'
  number: string | null
  queryCode: string | null
  code: string | null
  field: string | null
}

/** The active channel through which a platform's messages come. */
export const channelOf = ({ channels }: Pick<Directory, 'channels'>, platform: string): Channel | null =>
  [...channels.values()].find(c => c.active && c.externalPlatform === platform) ?? null

/** So many are decided at once; they share commits. */
const AT_ONCE = 32

export async function takeAll(
  { tenants }: Parts,
  receive: Receive,
  actor: Actor,
  platform: string,
  messages: readonly Message[],
) {
  const { directory } = await tenants.get(actor.tenantId)
  const channel = channelOf(directory, platform)
  if (!channel) return refuse('no-such-platform', { field: 'platform' })
  const taken: Taken[] = []
  for (let at = 0; at < messages.length; at += AT_ONCE)
    taken.push(
      ...(await Promise.all(
        messages
          .slice(at, at + AT_ONCE)
          .map(m => takeOne(receive, { actor, channel, directory, platform }, m)),
      )),
    )
  const count = (outcome: Taken['outcome']) => taken.filter(t => t.outcome === outcome).length
  return {
    received: count('received'),
    repeated: count('repeated'),
    rejected: count('rejected'),
    messages: taken,
  }
}

interface From {
  actor: Actor
  channel: Channel
  directory: Directory
  platform: string
}

async function takeOne(receive: Receive, from: From, message: Message): Promise<Taken> {
  try {
    const input = inputFrom(from, message)
    const done = isRefusal(input) ? input : await receive({ actor: from.actor, input, once: undefined })
    if (!isRefusal(done))
      return { ...blank(message.id), outcome: 'received', number: done.number, queryCode: done.queryCode }
    return refusedOr(message.id, done)
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return { ...blank(message.id), code: 'invalid-input', field: error.field }
  }
}

const blank = (id: string): Taken => ({
  id,
  outcome: 'rejected',
  number: null,
  queryCode: null,
  code: null,
  field: null,
})

function refusedOr(id: string, { refused, field, facts }: Refusal): Taken {
  const number = refused === 'already-exists' && typeof facts?.number === 'string' ? facts.number : null
  return number
    ? { ...blank(id), outcome: 'repeated', number }
    : { ...blank(id), code: refused, field: field ?? null }
}

function inputFrom({ channel, directory, platform }: From, { id, sentAt, category, ...message }: Message) {
  const found =
    category === undefined
      ? null
      : [...directory.categories.values()].find(c => c.code === category && c.active)
  if (found === undefined) return refuse('no-such-category', { field: 'category' })
  const fields = { kind: 'help', intent: 'request', ...message, channelId: channel.id } as const
  return {
    ...receiveInputFrom(fields),
    ...(found && { categoryId: found.id }),
    ...(sentAt !== undefined && { happenedAt: instantFrom(sentAt, 'sentAt') }),
    externalPlatform: platform,
    externalId: id,
  }
}

export interface Feedback {
  stars: number
  comment?: string
}

/** The rating is the appellant's own; the platform only brings it (LL-12). */
export async function takeFeedback(
  parts: Parts,
  actor: Actor,
  at: { platform: string; id: string },
  feedback: Feedback,
) {
  const { tenantId } = actor
  const { directory } = await parts.tenants.get(tenantId)
  if (!channelOf(directory, at.platform)) return refuse('no-such-platform', { field: 'platform' })
  const known = (await earlierOf(parts.db, { tenantId, platform: at.platform, ids: [at.id] })).get(at.id)
  const appealId = known && (await parts.tickets.idOf(tenantId, known.number))
  if (!appealId) return refuse('not-found')
  const appellant: Actor = {
    kind: 'appellant',
    tenantId,
    personId: null,
    name: '',
    unitId: null,
    grants: [],
    appealId,
  }
  const input = { ...feedback, dimensions: {}, via: 'platform' } as const
  const done = await parts.door.act({ actor: appellant, appealId, decide: giveReview, input })
  return isRefusal(done) ? done : changedOf(done)
}
