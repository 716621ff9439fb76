/** The routes of contacts 来访: beginning, settling once, lists, the completeness check. */
import * as wire from '../../contract/contacts.ts'
import { type Actor, reachOf } from '../../domain/access/actor.ts'
import type { Permission } from '../../domain/access/roles.ts'
import { MINUTE } from '../../domain/instant.ts'
import {
  type Settlement,
  whyNotSettle,
  whyNotSo,
  whyNotStars,
  whyNotTouch,
} from '../../domain/intake/contact.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { route } from '../kernel/http/route.ts'
import { instantFrom, textFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { articleVersionOf } from './articles.ts'
import { beginThrough } from './beginning.ts'
import type { Compare } from './comparing.ts'
import { contactsLeftOpen, countContacts, listContacts, type Whose } from './contact-lists.ts'
import { contactSeen } from './contact-seen.ts'
import { contactBy, type Learnt, rateContact, type StoredContact, settleContact } from './contacts.ts'
import { appellantFrom } from './reading.ts'

export const contactRoutes = (parts: Parts, compare: Compare) => [
  route(wire.openContact, call => beginThrough(parts, compare, call)),
  ...settlingRoutes(parts),
  ...lookingRoutes(parts),
]

const settlingRoutes = (parts: Parts) => [
  route(wire.answerContact, async call => {
    const { answer, articleId, stars } = call.body
    const version = await articleVersionOf(parts.db, call.actor.tenantId, call.body)
    if (version !== null && typeof version === 'object') return version
    const article = version === null ? {} : { articleId: articleId!, articleVersion: version }
    const how = {
      outcome: 'answered',
      answer: textFrom(answer, 'answer'),
      ...article,
      ...(stars && { stars }),
    } as const
    return seen(await settle(parts, call, how))
  }),
  route(wire.refuseContact, async call => {
    const { policy } = await parts.tenants.get(call.actor.tenantId)
    const reason = policy.rules.refusals.reasons.find(r => r.code === call.body.reason)
    const settled = await settle(parts, call, { outcome: 'refused', reason: call.body.reason })
    if (isRefusal(settled)) return settled
    const { code, zh, en, explain = null, route: lawful = null } = reason!
    return { contact: contactSeen(settled), reason: { code, zh, en, explain, route: lawful } }
  }),
  route(wire.handOverContact, async call =>
    seen(await settle(parts, call, { outcome: 'handedOver', reason: call.body.line })),
  ),
  route(wire.abandonContact, async call => seen(await settle(parts, call, { outcome: 'abandoned' }))),
  route(wire.rateContact, async call => {
    const contact = await touchable(parts, call.actor, call.params.id)
    if (isRefusal(contact)) return contact
    const refusal = whyNotStars(contact)
    if (refusal) return refusal
    const rated = await rateContact(parts.db, {
      tenantId: call.actor.tenantId,
      id: contact.id,
      stars: call.body.stars,
    })
    return rated ? contactSeen(rated) : refuse('stars-given')
  }),
]

const seen = (c: StoredContact | Refusal) => (isRefusal(c) ? c : contactSeen(c))

async function touchable({ db, tenants }: Parts, actor: Actor, id: number): Promise<StoredContact | Refusal> {
  const { directory } = await tenants.get(actor.tenantId)
  const contact = await contactBy(db, actor.tenantId, id)
  if (!contact) return refuse('no-such-contact')
  return whyNotTouch(contact, actor, directory.units) ?? contact
}

/** What the bodies of all settling calls may say. */
interface SettleCall {
  actor: Actor
  params: { id: number }
  body: Learnt & { appellant?: Parameters<typeof appellantFrom>[0] }
}

/** Settles a contact that is pending; of two at once, one settles it and the other is told. */
async function settle(
  parts: Parts,
  { actor, params, body }: SettleCall,
  how: Settlement,
): Promise<StoredContact | Refusal> {
  const { policy } = await parts.tenants.get(actor.tenantId)
  const contact = await touchable(parts, actor, params.id)
  if (isRefusal(contact)) return contact
  const refusal = whyNotSettle(contact) ?? whyNotSo(how, policy.rules)
  if (refusal) return refusal
  const at = { tenantId: actor.tenantId, id: contact.id, agentId: contact.agentId ?? actor.personId }
  const settled = await settleContact(parts, at, how, { ...body, appellant: appellantFrom(body.appellant) })
  return settled ?? refuse('contact-settled')
}

const lookingRoutes = (parts: Parts) => [
  route(wire.listContacts, async ({ query, actor }) => {
    const { from, to, ...filter } = query
    const page = await listContacts(parts.db, await whose(parts, actor), {
      ...filter,
      ...betweenFrom({ from, to }),
    })
    return { contacts: page.contacts.map(contactSeen), next: page.next }
  }),
  route(wire.openContacts, async ({ query, actor }) => {
    const before = parts.now() - (query.minutes ?? 30) * MINUTE
    const { count, contacts } = await contactsLeftOpen(
      parts.db,
      await whose(parts, actor),
      before,
      query.limit,
    )
    return { count, contacts: contacts.map(contactSeen) }
  }),
  route(wire.countContacts, async ({ query, actor }) => {
    const { from, to, ...filter } = query
    return {
      counts: await countContacts(parts.db, await whose(parts, actor), {
        ...filter,
        ...betweenFrom({ from, to }),
      }),
    }
  }),
  route(wire.showContact, async ({ params, actor }) => seen(await touchable(parts, actor, params.id))),
]

const betweenFrom = ({ from, to }: { from: string | undefined; to: string | undefined }) => ({
  from: from === undefined ? undefined : instantFrom(from, 'from'),
  to: to === undefined ? undefined : instantFrom(to, 'to'),
})

/** The contacts of all centres at or below the units the actor takes contacts, or reads figures, for. */
async function whose({ tenants }: Parts, actor: Actor): Promise<Whose> {
  const { directory } = await tenants.get(actor.tenantId)
  const permissions: Permission[] = ['contact.take', 'figures.read']
  const tops = permissions.flatMap(p => reachOf(actor, p))
  const unitIds = directory.units.all
    .filter(u => tops.some(top => directory.units.isWithin(u.id, top)))
    .map(u => u.id)
  return { tenantId: actor.tenantId, unitIds }
}
