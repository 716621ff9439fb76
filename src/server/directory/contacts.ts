/** The contact people of an organisation; name and phone lie encrypted, the phone is found by its blind index. */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { ContactRole, OrganisationProfile } from '../../domain/directory/organisations.ts'
import { refuse } from '../../domain/refusal.ts'
import { maskName, maskPhone } from '../../domain/text/mask.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import type { Queryable } from '../kernel/database.ts'
import { Refused } from '../kernel/http/problems.ts'
import type { Parts } from '../parts.ts'
import { type Edited, type EditParts, edit, mustReach } from './edits.ts'

export type ContactParts = EditParts & Pick<Parts, 'keys'>

const NAME = 'organisationContact.name'
const PHONE = 'organisationContact.phone'

export interface NewContact {
  role: ContactRole
  name: string
  phone: string
  /** Parts of the organisation's profile for which a delegate speaks (XA-24). */
  subUnits?: string[]
}

/** Those who still speak for it; masked unless the reader edits the directory of the unit that serves it. */
export async function contactsOf({ db, keys, tenants }: ContactParts, actor: Actor, code: string) {
  const organisation = await organisationOf(db.kysely, actor.tenantId, code)
  const { units } = (await tenants.get(actor.tenantId)).directory
  const isOpen = mayFor(actor, 'directory.edit', organisation.unit_id ?? units.root.id, units)
  const rows = await db.kysely
    .selectFrom('organisation_contact')
    .select(['id', 'role', 'name_enc', 'phone_enc', 'sub_units'])
    .where('tenant_id', '=', actor.tenantId)
    .where('organisation_id', '=', organisation.id)
    .where('active', '=', true)
    .orderBy('id')
    .execute()
  const shown = (sealed: Buffer | null, context: string, mask: (text: string) => string) => {
    if (sealed === null) return null
    const text = keys.decrypt(sealed, context)
    return isOpen ? text : mask(text)
  }
  return {
    items: rows.map(row => ({
      id: row.id,
      role: row.role as ContactRole,
      name: shown(row.name_enc, NAME, maskName),
      phone: shown(row.phone_enc, PHONE, maskPhone),
      subUnits: row.sub_units,
    })),
  }
}

/** Adds one and gives its id; the trace has neither name nor phone. */
export async function addContact(
  parts: ContactParts,
  actor: Actor,
  { code, contact }: { code: string; contact: NewContact },
) {
  const { role, name, phone, subUnits = [] } = contact
  let id = 0
  await edit(parts, actor, async (tx, units) => {
    const organisation = await organisationOf(tx, actor.tenantId, code)
    mustReach(actor, units, [units.get(organisation.unit_id ?? units.root.id)?.code ?? null])
    const known = (organisation.profile as OrganisationProfile).subUnits ?? []
    const stray = subUnits.findIndex(s => !known.includes(s))
    if (stray >= 0)
      throw new Refused(refuse('no-such-sub-unit', { field: `subUnits.${stray}`, facts: { known } }))
    const row = await tx
      .insertInto('organisation_contact')
      .values({
        tenant_id: actor.tenantId,
        organisation_id: organisation.id,
        role,
        name_enc: parts.keys.encrypt(name, NAME),
        phone_enc: parts.keys.encrypt(phone, PHONE),
        phone_key: phoneKeyOf(parts.keys, phone),
        sub_units: subUnits,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    id = row.id
    return { act: 'directory.contact', subject: code, facts: { id, role, subUnits } }
  })
  return { id }
}

/** The row stays, so that what was said for the organisation keeps its speaker. */
export const endContact = (parts: EditParts, actor: Actor, id: number): Promise<Edited> =>
  edit(parts, actor, async (tx, units) => {
    const ended = await tx
      .updateTable('organisation_contact as c')
      .from('organisation as o')
      .set({ active: false })
      .whereRef('o.id', '=', 'c.organisation_id')
      .whereRef('o.tenant_id', '=', 'c.tenant_id')
      .where('c.tenant_id', '=', actor.tenantId)
      .where('c.id', '=', id)
      .where('c.active', '=', true)
      .returning(['o.code', 'o.unit_id'])
      .executeTakeFirst()
    if (!ended) throw new Refused(refuse('not-found'))
    mustReach(actor, units, [units.get(ended.unit_id ?? units.root.id)?.code ?? null])
    return { act: 'directory.contact', subject: ended.code, facts: { id, active: false } }
  })

async function organisationOf(db: Queryable, tenantId: number, code: string) {
  const row = await db
    .selectFrom('organisation')
    .select(['id', 'unit_id', 'profile'])
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!row) throw new Refused(refuse('not-found'))
  return row
}
