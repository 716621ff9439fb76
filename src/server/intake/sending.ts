/** An appeal sent by the appellant: floods are slowed, an organisation must be one's own, others' matters don't show. */
import type * as wire from '../../contract/public.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { HOUR } from '../../domain/instant.ts'
import { meaningOf } from '../../domain/intake/entries.ts'
import { publicChannel } from '../../domain/intake/public-channel.ts'
import type { ReceiveInput } from '../../domain/intake/receive-appeal.ts'
import type { Context } from '../../domain/record/context.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import { tenantCalled } from '../accounts/tenant.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { type Call, NOBODY } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import type { ArrivalKnown } from './arrivals.ts'
import { whyNotDelegate } from './delegates.ts'
import { type Floods, slowDown } from './floods.ts'
import { personOfPhone } from './persons.ts'
import { receiveInputFrom } from './reading.ts'
import type { Receive } from './receiving.ts'

type SendCall = Call<typeof wire.sendAppeal>

export async function sendThrough(parts: Parts, floods: Floods, receive: Receive, call: SendCall) {
  const actor = await senderOf(parts, call.actor, call.query.tenant)
  if (isRefusal(actor)) return actor
  const { directory, policy } = await parts.tenants.get(actor.tenantId)
  const flood = floods.count(
    actor.tenantId,
    call.request.ip,
    policy.rules.floods.perAddressPerHour,
    parts.now(),
  )
  if (flood) return flood
  const channel = publicChannel(directory, call.body.channelId)
  if (isRefusal(channel)) return channel
  const refusal = await whyNotDelegate(parts.db, actor, call.body)
  if (refusal) return refusal
  const input = await withKnownPhone(parts, actor, inputOf(call.body, channel.id))
  const received = await receive({ actor, input, once: call.idempotency, whyNot: whyNotPhone })
  if (isRefusal(received)) return received
  const { contactId: _contact, restraint: _restraint, flood: _flood, ...shown } = received
  // Whoever isn't signed in could have typed anybody's phone.
  return actor.phoneKey === undefined ? { ...shown, repeats: 0 } : shown
}

/** The signed-in citizen, or nobody of the tenant that is meant. Staff send as anybody does. */
export async function senderOf(
  { gate }: Parts,
  actor: Actor,
  code: string | undefined,
): Promise<Actor | Refusal> {
  if (actor.phoneKey !== undefined) return actor
  const tenantId = await tenantCalled(gate, code)
  return typeof tenantId === 'number' ? { ...NOBODY, tenantId } : tenantId
}

function inputOf({ entry, kind, intent, ...fields }: SendCall['body'], channelId: number): ReceiveInput {
  const meaning = entry && meaningOf(entry)
  const meant = { kind: kind ?? meaning?.kind, intent: intent ?? meaning?.intent ?? 'request' }
  if (!meant.kind) throw new InvalidInput('kind', '请选择诉求类型或入口。', 'kind or entry is needed', 400)
  const tags = meaning?.tags.length ? { tags: [...meaning.tags] } : {}
  return receiveInputFrom({ ...fields, ...tags, channelId, kind: meant.kind, intent: meant.intent })
}

/** Who signed in by phone and came before needn't type the phone again. */
async function withKnownPhone(
  parts: Parts,
  { tenantId, phoneKey }: Actor,
  input: ReceiveInput,
): Promise<ReceiveInput> {
  if (phoneKey === undefined || input.anonymous || input.appellant?.phone) return input
  const person = await personOfPhone(parts, tenantId, Buffer.from(phoneKey, 'hex'))
  return person ? { ...input, appellant: { ...person, ...input.appellant } } : input
}

/** More than the rules, or a person's decision, allow a phone within the hour: later, please. */
export function whyNotPhone(
  { lastHour, firstAt, restraint }: ArrivalKnown,
  { policy }: Pick<Context, 'policy'>,
): Refusal | null {
  const most = restraint?.perHour ?? policy.rules.floods.perPhonePerHour
  return lastHour >= most ? slowDown((firstAt ?? 0) + HOUR) : null
}
