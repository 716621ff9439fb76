/** Takes an arrival down: what is known of it is looked up, the appeal is decided and committed, files and alerts follow. */
import type { Actor } from '../../domain/access/actor.ts'
import { type Contact, whyNotSettle, whyNotTouch } from '../../domain/intake/contact.ts'
import { missingElements } from '../../domain/intake/missing.ts'
import { type ReceiveInput, receiveAppeal } from '../../domain/intake/receive-appeal.ts'
import type { Context, Decision } from '../../domain/record/context.ts'
import type { Change } from '../../domain/record/draft.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { violatedKey } from '../kernel/database.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { type Once, type Remembered, rememberedUnder, whyNotAgain } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { raiseAlerts } from './alerts.ts'
import type { ArrivalKnown } from './arrivals.ts'
import { attachFiles, withClaimed } from './attachments.ts'
import { type Compare, type Compared, candidateSeen, restraintSeen } from './comparing.ts'
import { contactBy, contactRowOf, newContact } from './contacts.ts'
import { emergencyIn, risksIn } from './noticing.ts'
import { personOf } from './persons.ts'
import { queryCodesOf } from './remembered.ts'

/** One arrival that shall become an appeal. */
export interface Receipt {
  /** Of the tenant that receives. */
  actor: Actor
  /** Texts are plain already. */
  input: ReceiveInput
  /** A contact that was begun before; otherwise the appeal brings its own. */
  contactId?: number | undefined
  once: Once | undefined
  /** Asked when everything is known and nothing is written yet. */
  whyNot?: (known: ArrivalKnown, context: Context) => Refusal | null
}

/** What goes back to whoever brought it. */
export type Received = ReturnType<typeof receivedOf> & { queryCode: string }

export type Receive = (receipt: Receipt) => Promise<Received | Refusal>

/** A creating call made twice gets the first answer; two at the same moment make one appeal. */
export const openReceiving =
  (parts: Parts, compare: Compare): Receive =>
  async receipt => {
    const { actor, once } = receipt
    const contact = await contactOf(parts, receipt)
    if (contact && isRefusal(contact)) return contact
    const input = await withPersonOf(parts, contact, receipt)
    const { externalPlatform: platform, externalId: id } = input
    const external = platform !== undefined && id !== undefined ? { platform, id } : null
    const person = { phone: input.appellant?.phone, phoneKey: actor.phoneKey }
    const asked = { actor, tenantId: actor.tenantId, input, ...person, key: once?.key, external }
    const compared = await compare(asked)
    const { remembered, existing } = compared.known
    if (remembered) return again(parts, receipt, remembered)
    if (existing) return refuse('already-exists', { field: 'externalId', facts: { number: existing } })
    const refusal = contact && whyNotSettle(contact)
    if (refusal) return refusal
    const claim = { tenantId: actor.tenantId, fileIds: input.fileIds, key: once?.key }
    return withClaimed(parts.db, claim, async () => {
      try {
        return await open(parts, { ...receipt, input }, contact, compared)
      } catch (error) {
        return afterClash(parts, receipt, error)
      }
    })
  }

async function contactOf(
  { db, tenants }: Parts,
  { actor, contactId, input }: Receipt,
): Promise<Contact | Refusal | null> {
  if (contactId === undefined) return null
  const contact = await contactBy(db, actor.tenantId, contactId)
  const { directory } = await tenants.get(actor.tenantId)
  if (!contact || whyNotTouch(contact, actor, directory.units))
    return refuse('no-such-contact', { field: 'contactId' })
  if (contact.channelId !== input.channelId)
    throw new InvalidInput('channelId', '与来访的渠道不一致。', 'is not the channel of the contact')
  return contact
}

/** A caller who said who they are when the contact began needn't say it again. */
async function withPersonOf(
  parts: Parts,
  contact: Contact | null,
  { actor, input }: Receipt,
): Promise<ReceiveInput> {
  const person = contact && (await personOf(parts, actor.tenantId, { contactId: contact.id }))
  return person ? { ...input, appellant: { ...person, ...input.appellant } } : input
}

async function open(
  parts: Parts,
  receipt: Receipt,
  contact: Contact | null,
  compared: Compared,
): Promise<Received | Refusal> {
  const { actor, input, once, whyNot } = receipt
  const { repeats, search, known } = compared
  const found = { risks: risksIn(search.text), repeatOf: repeats.map(r => r.earlier.id), search }
  let received: ReturnType<typeof receivedOf> | undefined
  const done = await parts.door.open(actor, (context, ids): Decision => {
    const refusal = whyNot?.(known, context)
    if (refusal) return refusal
    const arrival = arrivalOf(contact, input, context, { ...ids, mark: markOf(known, context) })
    const change = receiveAppeal({ ...input, ...found }, context, ids.appealId, contactRowOf(arrival))
    if (isRefusal(change)) return change
    received = receivedOf(change, input, compared, context, arrival.id)
    if (once) change.beside.idempotency = { ...once, status: 201, response: received }
    return change
  })
  if (isRefusal(done)) return contact ? lostContact(parts, actor.tenantId, contact.id, done) : done
  const { tenantId, id: appealId } = done.state
  await attachFiles(parts.db, { tenantId, fileIds: input.fileIds, appealId, seq: 1 })
  await raiseAlerts(parts, done.state, parts.now())
  return { ...received!, queryCode: done.queryCode! }
}

function receivedOf(
  { after }: Change,
  input: ReceiveInput,
  { candidates, repeats, search, known }: Compared,
  context: Context,
  contactId: number,
) {
  const { number, stage, risks } = after.appeal
  return {
    number,
    version: after.version,
    stage: stage as string,
    contactId,
    missing: missingElements(input),
    candidates: candidates.map(candidateSeen),
    repeats: repeats.length,
    risks,
    emergency: emergencyIn(search.text, context.policy.rules),
    restraint: restraintSeen(known.restraint),
    flood: markOf(known, context) === 'flood',
  }
}

/** How a contact is marked when its phone comes too often, or is restrained by a person's decision. */
export function markOf(
  { restraint, lastHour }: ArrivalKnown,
  { policy }: Pick<Context, 'policy'>,
): 'restrained' | 'flood' | null {
  if (restraint) return 'restrained'
  return lastHour >= policy.rules.floods.perPhonePerHour ? 'flood' : null
}

interface Became {
  appealId: number
  contactId: number
  mark: string | null
}

/** The contact as it is once it has become this appeal. */
function arrivalOf(
  contact: Contact | null,
  input: ReceiveInput,
  { directory, now, actor }: Context,
  to: Became,
): Contact {
  const { kind, intent, channelId, organisationId = null, externalId = null } = input
  const became = { kind, intent, outcome: 'appeal', appealId: to.appealId, endedAt: now } as const
  if (contact) {
    const { version, agentId, note } = contact
    return {
      ...contact,
      ...became,
      agentId: agentId ?? actor.personId,
      note: note ?? to.mark,
      version: version + 1,
    }
  }
  const unitId = directory.channels.get(channelId)?.ownerUnitId ?? directory.units.root.id
  const more = { externalId, organisationId, agentId: actor.personId, note: to.mark }
  return newContact({ id: to.contactId, channelId, at: input.receivedAt ?? now, unitId, ...became, ...more })
}

/** The contact is guarded by its version: who lost the race for it hears that it is settled. */
async function lostContact({ db }: Parts, tenantId: number, id: number, refusal: Refusal): Promise<Refusal> {
  if (refusal.refused !== 'changed-meanwhile') return refusal
  const contact = await contactBy(db, tenantId, id)
  return (contact && whyNotSettle(contact)) ?? refusal
}

async function again(
  parts: Parts,
  { actor, once }: Receipt,
  remembered: Remembered,
): Promise<Received | Refusal> {
  const refusal = whyNotAgain(remembered, once)
  if (refusal) return refusal
  const received = remembered.response as ReturnType<typeof receivedOf>
  const codes = await queryCodesOf(parts, actor.tenantId, [received.number])
  return { ...received, queryCode: codes.get(received.number)! }
}

/** Somebody sent the same at the same moment: a unique key told, and now the answer is there. */
async function afterClash(parts: Parts, receipt: Receipt, error: unknown): Promise<Received | Refusal> {
  const { actor, input, once } = receipt
  const key = violatedKey(error)
  if (key === 'idempotency_pkey' && once) {
    const remembered = await rememberedUnder(parts.db, actor.tenantId, once.key)
    if (remembered) return again(parts, receipt, remembered)
  }
  if (key !== 'appeal_external' && key !== 'contact_external') throw error
  const [known] = await parts.db.named<{ number: string }>(
    'intake.existing',
    `SELECT number FROM appeal WHERE tenant_id = $1 AND external_id = $2 AND external_platform IS NOT DISTINCT FROM $3
     ORDER BY id DESC LIMIT 1`,
    [actor.tenantId, input.externalId, input.externalPlatform ?? null],
  )
  return refuse('already-exists', { field: 'externalId', facts: { number: known?.number ?? null } })
}
