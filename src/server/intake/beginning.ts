/** Begins a contact over the wire, with what the desk should know of the caller at once. */
import type * as wire from '../../contract/contacts.ts'
import { mayFor } from '../../domain/access/actor.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Call } from '../kernel/http/route.ts'
import { instantFrom } from '../kernel/http/written.ts'
import { rememberedUnder, whyNotAgain } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { callerOf } from './caller.ts'
import { type Compare, candidateSeen, restraintSeen } from './comparing.ts'
import { contactSeen } from './contact-seen.ts'
import { beginContact, contactBy, contactByExternal, type StoredContact } from './contacts.ts'
import { appellantFrom } from './reading.ts'
import { markOf } from './receiving.ts'

type OpenCall = Call<typeof wire.openContact>

export async function beginThrough(parts: Parts, compare: Compare, call: OpenCall) {
  const { actor, body, idempotency: once } = call
  const { tenantId } = actor
  const { directory, policy } = await parts.tenants.get(tenantId)
  const channel = directory.channels.get(body.channelId)
  if (!channel?.active) return refuse('no-such-channel', { field: 'channelId' })
  const unitId = channel.ownerUnitId ?? directory.units.root.id
  if (!mayFor(actor, 'contact.take', unitId, directory.units)) return refuse('not-permitted')
  if (body.organisationId !== undefined && !directory.organisationKinds.has(body.organisationId))
    return refuse('no-such-organisation', { field: 'organisationId' })
  const appellant = appellantFrom(body.appellant)
  const { known, candidates } = await compare({
    actor,
    tenantId,
    input: { title: '', content: '' },
    phone: appellant?.phone,
    key: once?.key,
  })
  const refusal = known.remembered && whyNotAgain(known.remembered, once)
  if (refusal) return refusal
  const begun = known.remembered
    ? (known.remembered.response as { id: number }).id
    : await beginContact(
        parts,
        { ...beginningOf(call, parts.now()), unitId, note: markOf(known, { policy }) },
        appellant,
        once,
      )
  const contact = await begunContact(parts, call, begun)
  if (isRefusal(contact)) return contact
  return {
    contact: contactSeen(contact),
    candidates: candidates.map(candidateSeen),
    restraint: restraintSeen(known.restraint),
    caller: appellant?.phone
      ? await callerOf(parts, { actor, directory, unitId, contactId: contact.id, phone: appellant.phone })
      : null,
  }
}

function beginningOf({ actor, body }: OpenCall, now: number) {
  return {
    tenantId: actor.tenantId,
    channelId: body.channelId,
    externalId: body.externalId ?? null,
    at: body.at === undefined ? now : instantFrom(body.at, 'at'),
    intent: body.intent ?? 'call',
    kind: body.kind ?? 'other',
    agentId: actor.personId,
    waitSeconds: body.waitSeconds ?? null,
    organisationId: body.organisationId ?? null,
  } as const
}

/** The contact that was begun now or, with the same key or external id, before. */
async function begunContact(
  { db }: Parts,
  call: OpenCall,
  id: number | null,
): Promise<StoredContact | Refusal> {
  const { actor, body, idempotency: once } = call
  const { tenantId } = actor
  const { channelId, externalId } = body
  if (id !== null) {
    const contact = await contactBy(db, tenantId, id)
    if (contact) return contact
  }
  const remembered = once && (await rememberedUnder(db, tenantId, once.key))
  const refusal = remembered && whyNotAgain(remembered, once)
  if (refusal) return refusal
  const first = remembered ? await contactBy(db, tenantId, (remembered.response as { id: number }).id) : null
  const same =
    first ??
    (externalId === undefined ? null : await contactByExternal(db, { tenantId, channelId, externalId }))
  return same ?? refuse('key-used-differently')
}
