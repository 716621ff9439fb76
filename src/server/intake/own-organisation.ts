/** An organisation in the hands of its own contact people: profile, delegates, and the matters brought for it. */
import type { Static } from 'typebox'
import * as wire from '../../contract/own-organisation.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { isMobile, normalPhone } from '../../domain/access/phone.ts'
import type { ContactRole, OrganisationProfile } from '../../domain/directory/organisations.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { stageWords } from '../../domain/intake/progress.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { maskName, maskPhone } from '../../domain/text/mask.ts'
import type { Kind, Stage } from '../../domain/vocabulary.ts'
import { edit } from '../directory/edits.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import { route } from '../kernel/http/route.ts'
import { lineFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'

const NAME = 'organisationContact.name'
const PHONE = 'organisationContact.phone'

export const ownOrganisationRoutes = (parts: Parts) => [
  route(wire.ownOrganisation, ({ actor, params }) => ownOrganisation(parts, actor, params.id)),
  route(wire.changeOwnOrganisation, async ({ actor, params, body }) => {
    const refusal = await whyNotLead(parts, actor, params.id)
    if (refusal) return refusal
    await changeProfile(parts, actor, params.id, body)
    return { id: params.id }
  }),
  route(wire.addDelegate, async ({ actor, params, body }) => {
    const refusal = await whyNotLead(parts, actor, params.id)
    return refusal ?? addDelegate(parts, actor, params.id, body)
  }),
  route(wire.endDelegate, async ({ actor, params }) => {
    const refusal = await whyNotLead(parts, actor, params.id)
    return refusal ?? endDelegate(parts, actor, params)
  }),
]

interface Contact {
  id: number
  role: ContactRole
  name: Buffer | null
  phone: Buffer | null
  phoneKey: Buffer | null
  subUnits: string[]
}

const contactsOf = ({ db }: Parts, tenantId: number, id: number): Promise<Contact[]> =>
  db.named<Contact>(
    'intake.ownContacts',
    `SELECT id, role, name_enc AS name, phone_enc AS phone, phone_key AS "phoneKey", sub_units AS "subUnits"
     FROM organisation_contact WHERE tenant_id = $1 AND organisation_id = $2 AND active ORDER BY id`,
    [tenantId, id],
  )

const isOwn = (actor: Actor, contact: Contact): boolean =>
  actor.phoneKey !== undefined && contact.phoneKey?.toString('hex') === actor.phoneKey

/** The roles in which the person stands for the organisation; none when they don't. */
async function rolesOf(parts: Parts, actor: Actor, id: number): Promise<ContactRole[]> {
  if (!actor.organisationIds?.includes(id)) return []
  return (await contactsOf(parts, actor.tenantId, id)).filter(c => isOwn(actor, c)).map(c => c.role)
}

/** Who it was, for the trace: the contact person's row and role, which the directory opens; no name stands in the log. */
async function standsFor(parts: Parts, actor: Actor, id: number) {
  const own = (await contactsOf(parts, actor.tenantId, id)).filter(c => isOwn(actor, c))
  const lead = own.find(c => c.role !== 'delegate') ?? own[0]
  return lead ? { contactId: lead.id, role: lead.role } : null
}

/** Who merely submits for it decides neither who speaks for it nor what it says of itself. */
async function whyNotLead(parts: Parts, actor: Actor, id: number): Promise<Refusal | null> {
  const roles = await rolesOf(parts, actor, id)
  if (roles.length === 0) return refuse('not-your-organisation')
  return roles.some(role => role !== 'delegate') ? null : refuse('not-permitted')
}

interface Row {
  id: number
  name: string
  kind: string
  address: string | null
  profile: OrganisationProfile
}

async function ownOrganisation(parts: Parts, actor: Actor, id: number) {
  const [first] = await rolesOf(parts, actor, id)
  if (!first) return refuse('not-your-organisation') satisfies Refusal
  const mayLead = (await whyNotLead(parts, actor, id)) === null
  const [row] = await parts.db.named<Row>(
    'intake.ownOrganisation',
    'SELECT id, name, kind, address, profile FROM organisation WHERE tenant_id = $1 AND id = $2 AND active',
    [actor.tenantId, id],
  )
  if (!row) return refuse('not-your-organisation') satisfies Refusal
  const contacts = await contactsOf(parts, actor.tenantId, id)
  const open = (sealed: Buffer | null, context: string, mask: (text: string) => string, isShown: boolean) => {
    const text = sealed && parts.keys.decrypt(sealed, context)
    return text === null ? null : isShown ? text : mask(text)
  }
  const {
    industry = null,
    status = null,
    monthlyOutputWan = null,
    employees = null,
    subUnits = [],
  } = row.profile
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    address: row.address,
    industry,
    status,
    monthlyOutputWan,
    employees,
    subUnits,
    role: mayLead ? (contacts.find(c => isOwn(actor, c) && c.role !== 'delegate')?.role ?? first) : first,
    contacts: contacts.map(c => ({
      id: c.id,
      role: c.role,
      name: open(c.name, NAME, maskName, mayLead || isOwn(actor, c)),
      phone: open(c.phone, PHONE, maskPhone, mayLead || isOwn(actor, c)),
      subUnits: c.subUnits,
      own: isOwn(actor, c),
    })),
    appeals: await appealsOf(parts, actor, id, mayLead),
    can: { edit: mayLead },
  }
}

interface AppealRow {
  number: string
  title: string | null
  kind: Kind
  stage: Stage
  onBehalfOf: string | null
  receivedAt: Instant
  dueAt: Instant | null
}

/** The latest hundred. A delegate sees what was brought for the parts they speak for; what is confidential, only who brought it. */
async function appealsOf({ db }: Parts, actor: Actor, id: number, mayLead: boolean) {
  const rows = await db.named<AppealRow>(
    'intake.organisationAppeals',
    `SELECT a.number, a.title, a.kind, a.stage, first."onBehalfOf", a.received_at AS "receivedAt", a.due_at AS "dueAt"
     FROM appeal a LEFT JOIN LATERAL (SELECT e.texts ->> 'onBehalfOf' AS "onBehalfOf" FROM event e WHERE e.tenant_id = $1
       AND e.appeal_id = a.id AND e.seq = 1) first ON true
     WHERE a.tenant_id = $1 AND a.organisation_id = $2 AND NOT a.confidential AND ($4::boolean OR first."onBehalfOf" IN (
       SELECT unnest(c.sub_units) FROM organisation_contact c WHERE c.tenant_id = $1 AND c.organisation_id = $2 AND c.active
       AND c.phone_key = $3) OR EXISTS (SELECT FROM identity i WHERE i.tenant_id = $1 AND i.appeal_id = a.id AND i.phone_key = $3))
     ORDER BY a.received_at DESC, a.id DESC LIMIT 100`,
    [actor.tenantId, id, Buffer.from(actor.phoneKey ?? '', 'hex'), mayLead],
  )
  return rows.map(row => ({
    ...row,
    stageZh: stageWords(row.stage).zh,
    stageEn: stageWords(row.stage).en,
    receivedAt: isoOf(row.receivedAt),
    dueAt: row.dueAt === null ? null : isoOf(row.dueAt),
  }))
}

async function changeProfile(
  parts: Parts,
  actor: Actor,
  id: number,
  fields: Static<typeof wire.changeOwnOrganisation.body & {}>,
): Promise<void> {
  const by = await standsFor(parts, actor, id)
  await edit(parts, actor, async tx => {
    const row = await tx
      .selectFrom('organisation')
      .select(['code', 'profile'])
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const industry =
      typeof fields.industry === 'string' ? lineFrom(fields.industry, 'industry') : fields.industry
    const merged = { ...(row.profile as object), ...fields, ...(industry !== undefined && { industry }) }
    const profile = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
    await tx
      .updateTable('organisation')
      .set({ profile: JSON.stringify(profile) })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', id)
      .execute()
    const changed = Object.keys(fields) as (keyof OrganisationProfile)[]
    const only = (from: object) =>
      Object.fromEntries(changed.map(f => [f, (from as Row['profile'])[f] ?? null]))
    const facts = { by, before: only(row.profile as object), after: only(profile) }
    return { act: 'directory.ownProfile', subject: row.code, facts }
  })
}

async function addDelegate(
  parts: Parts,
  actor: Actor,
  id: number,
  { name, phone, subUnits = [] }: Static<typeof wire.addDelegate.body & {}>,
) {
  const normal = normalPhone(phone)
  if (!isMobile(normal)) return refuse('not-a-mobile', { field: 'phone' }) satisfies Refusal
  const organisation = await ownOrganisation(parts, actor, id)
  if (isRefusal(organisation)) return organisation
  const known = organisation.subUnits
  const stray = subUnits.findIndex(s => !known.includes(s))
  if (stray >= 0) return refuse('no-such-sub-unit', { field: `subUnits.${stray}`, facts: { known } })
  let contactId = 0
  const by = await standsFor(parts, actor, id)
  await edit(parts, actor, async tx => {
    const row = await tx
      .insertInto('organisation_contact')
      .values({
        tenant_id: actor.tenantId,
        organisation_id: id,
        role: 'delegate',
        name_enc: parts.keys.encrypt(lineFrom(name, 'name'), NAME),
        phone_enc: parts.keys.encrypt(normal, PHONE),
        phone_key: phoneKeyOf(parts.keys, normal),
        sub_units: subUnits,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    contactId = row.id
    return { act: 'directory.ownDelegate', subject: organisation.name, facts: { by, id: row.id, subUnits } }
  })
  parts.gate.presence.forgetAll()
  return { id: contactId }
}

async function endDelegate(parts: Parts, actor: Actor, { id, contactId }: { id: number; contactId: number }) {
  const contact = (await contactsOf(parts, actor.tenantId, id)).find(c => c.id === contactId)
  if (contact?.role !== 'delegate') return refuse('not-found') satisfies Refusal
  const by = await standsFor(parts, actor, id)
  await edit(parts, actor, async tx => {
    await tx
      .updateTable('organisation_contact')
      .set({ active: false })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', contactId)
      .execute()
    return { act: 'directory.ownDelegate', subject: String(id), facts: { by, id: contactId, active: false } }
  })
  parts.gate.presence.forgetAll()
  return { id: contactId }
}
