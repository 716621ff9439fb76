import type * as linking from '../../contract/linking.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import { type Contact, whyNotSettle, whyNotTouch } from '../../domain/intake/contact.ts'
import { joinAppeal } from '../../domain/intake/join-appeal.ts'
import type { Context } from '../../domain/record/context.ts'
import type { IdentityInput } from '../../domain/record/draft.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { contactKindOf } from '../../domain/vocabulary.ts'
import type { Call } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import type { Done } from '../record/door.ts'
import type { Kept } from '../record/kept.ts'
import { changedOf, keptOf } from '../record/tickets.ts'
import { contactBy, contactRowOf, newContact } from './contacts.ts'
import { personOf } from './persons.ts'
import { appellantFrom } from './reading.ts'

export interface Joining {
  actor: Actor
  appealId: number
  channelId: number
  /** A contact begun before, or null. */
  contact: Contact | null
  appellant: IdentityInput | null
  ifMatch?: number | undefined
  kept?: Kept | undefined
  whyNot: (state: TicketState, context: Context) => Refusal | null
}

/** The appeal gets the contact, the person and an event; it stays with whom it is. */
export async function joinThrough({ door }: Parts, j: Joining): Promise<Done | Refusal> {
  const done = await door.together({
    actor: j.actor,
    appealIds: [j.appealId],
    newIds: 1,
    ifMatch: j.ifMatch,
    kept: j.kept,
    decide: ([state], context, ids) => {
      const refusal = whyNotChannel(j, context) ?? j.whyNot(state!, context)
      if (refusal) return refusal
      const contact = contactRowOf(joined(j, state!, context, ids.contact))
      const change = joinAppeal(state!, { contact, appellant: j.appellant }, context)
      return isRefusal(change) ? change : [change]
    },
  })
  return isRefusal(done) ? done : done[0]!
}

const whyNotChannel = ({ channelId }: Joining, { directory }: Context): Refusal | null =>
  directory.channels.get(channelId)?.active ? null : refuse('no-such-channel', { field: 'channelId' })

function joined(
  j: Joining,
  { id, appeal }: TicketState,
  { directory, now, actor }: Context,
  newId: () => number,
): Contact {
  const { intent } = appeal
  const kind = contactKindOf(appeal.kind)
  const became = { kind, intent, outcome: 'appeal', appealId: id, endedAt: now } as const
  if (j.contact)
    return {
      ...j.contact,
      ...became,
      agentId: j.contact.agentId ?? actor.personId,
      version: j.contact.version + 1,
    }
  const unitId = directory.channels.get(j.channelId)?.ownerUnitId ?? directory.units.root.id
  return newContact({
    id: newId(),
    channelId: j.channelId,
    at: now,
    unitId,
    agentId: actor.personId,
    ...became,
  })
}

export async function joinStaff(parts: Parts, call: Call<typeof linking.joinAppeal>) {
  const { actor, body, params, ifMatch } = call
  const { tenantId } = actor
  const appealId = await parts.tickets.idOf(tenantId, params.number)
  if (appealId === null) return refuse('not-found')
  const { directory } = await parts.tenants.get(tenantId)
  const contact = body.contactId === undefined ? null : await contactBy(parts.db, tenantId, body.contactId)
  if (body.contactId !== undefined && (!contact || whyNotTouch(contact, actor, directory.units)))
    return refuse('no-such-contact', { field: 'contactId' })
  const settled = contact && whyNotSettle(contact)
  if (settled) return settled
  const known = contact && (await personOf(parts, tenantId, { contactId: contact.id }))
  const appellant = { ...known, ...appellantFrom(body.appellant) }
  const done = await joinThrough(parts, {
    actor,
    appealId,
    channelId: contact?.channelId ?? body.channelId,
    contact,
    appellant: Object.keys(appellant).length > 0 ? appellant : null,
    ifMatch,
    kept: keptOf(call),
    whyNot: state => {
      if (!maySee(actor, state, directory.units)) return refuse('not-found')
      const { ownerUnitId } = state.appeal
      return mayFor(actor, 'contact.take', ownerUnitId, directory.units) ? null : refuse('not-permitted')
    },
  })
  return isRefusal(done) ? done : changedOf(done)
}
