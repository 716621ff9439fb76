/** The routes of the directory and the rules. */
import * as wire from '../../contract/directory.ts'
import * as edits from '../../contract/directory-edits.ts'
import * as contacts from '../../contract/organisation-contacts.ts'
import type { Contract } from '../../contract/route.ts'
import * as rules from '../../contract/rules.ts'
import { mayAnywhere } from '../../domain/access/actor.ts'
import { isoOf } from '../../domain/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import type { PartName } from './city-files.ts'
import { addContact, type ContactParts, contactsOf, endContact } from './contacts.ts'
import { type EditParts, putRow } from './edits.ts'
import { ladderPresets } from './ladder-presets.ts'
import * as lists from './lists.ts'
import { comparePolicies, listPolicies } from './policies.ts'
import { removeCatalogueEntry, removeLocalDay, setLeave } from './removals.ts'
import { problemsIn, publishRules } from './rules-edit.ts'
import { yearOfCalendar } from './year.ts'

export const directoryRoutes = (parts: ContactParts): Route[] => [
  ...listRoutes(parts),
  ...contactRoutes(parts),
  ...editRoutes(parts),
  ...ruleRoutes(parts),
]

function listRoutes({ db, tenants }: EditParts): Route[] {
  const { kysely } = db
  return [
    route(wire.readCalendar, async ({ actor, params }) => {
      const { calendar } = await tenants.get(actor.tenantId)
      const local = await lists.localDaysOf(kysely, actor.tenantId)
      return yearOfCalendar(calendar, params.year, new Set(local.items.map(d => d.day)))
    }),
    route(wire.listUnits, ({ actor }) => lists.unitsOf(kysely, actor.tenantId)),
    route(wire.listCategories, ({ actor }) => lists.categoriesOf(kysely, actor.tenantId)),
    route(wire.listChannels, ({ actor }) => lists.channelsOf(kysely, actor.tenantId)),
    route(wire.listRegions, ({ actor }) => lists.regionsOf(kysely, actor.tenantId)),
    route(wire.listGrids, ({ actor }) => lists.gridsOf(kysely, actor.tenantId)),
    route(wire.listHotlines, ({ actor }) => lists.hotlinesOf(kysely, actor.tenantId)),
    route(wire.listCatalogue, ({ actor }) => lists.catalogueOf(kysely, actor.tenantId)),
    route(wire.listLocalDays, ({ actor }) => lists.localDaysOf(kysely, actor.tenantId)),
    route(wire.listPeople, ({ actor, query }) =>
      lists.peopleOf(kysely, actor.tenantId, { ...query, withPhone: mayAnywhere(actor, 'directory.edit') }),
    ),
    route(wire.listOrganisations, ({ actor, query }) => lists.organisationsOf(kysely, actor.tenantId, query)),
  ]
}

function editRoutes(parts: EditParts): Route[] {
  return [
    put(parts, edits.putUnit, 'units'),
    put(parts, edits.putCategory, 'categories'),
    put(parts, edits.putChannel, 'channels'),
    put(parts, edits.putRegion, 'regions'),
    put(parts, edits.putGrid, 'grids'),
    put(parts, edits.putPerson, 'people'),
    put(parts, edits.putOrganisation, 'organisations'),
    put(parts, edits.putHotline, 'hotlines'),
    put(parts, edits.putLocalDay, 'localDays'),
    put(parts, edits.putCatalogueEntry, 'catalogue'),
    route(edits.deleteCatalogueEntry, ({ actor, params }) => removeCatalogueEntry(parts, actor, params.id)),
    route(edits.deleteLocalDay, ({ actor, params }) => removeLocalDay(parts, actor, params.day)),
    route(edits.putLeave, ({ actor, params, body }) =>
      setLeave(parts, actor, {
        code: params.code,
        leave: { from: instantOf(body.from), until: instantOf(body.until), substitute: body.substitute },
      }),
    ),
  ]
}

const contactRoutes = (parts: ContactParts): Route[] => [
  route(contacts.listOrganisationContacts, ({ actor, params }) => contactsOf(parts, actor, params.code)),
  route(contacts.addContact, ({ actor, params, body }) =>
    addContact(parts, actor, { code: params.code, contact: body }),
  ),
  route(contacts.endContact, ({ actor, params }) => endContact(parts, actor, params.id)),
]

/** The path names the row, the body says the rest. */
const put = <C extends Contract>(parts: EditParts, contract: C, part: PartName): Route =>
  route(contract as Contract, ({ actor, params, body }: Call<Contract>) =>
    putRow(parts, actor, { part, fields: { ...(body as object), ...(params as object) } }),
  )

const instantOf = (moment: string | null): number | null => (moment === null ? null : Date.parse(moment))

function ruleRoutes(parts: EditParts): Route[] {
  const { kysely } = parts.db
  const versionsOf = (tenantId: number) => listPolicies(kysely, tenantId)
  return [
    route(rules.getRules, async ({ actor, query }) => {
      const tenant = await parts.tenants.get(actor.tenantId)
      const version = query.version ?? tenant.policy.version
      const found = (await versionsOf(actor.tenantId)).find(p => p.version === version)
      if (!found) return refuse('not-found')
      return {
        version,
        name: found.name,
        validFrom: isoOf(found.validFrom),
        rules: tenant.policyOf(version).rules,
      }
    }),
    route(rules.listRules, async ({ actor }) => ({
      items: (await versionsOf(actor.tenantId)).map(p => ({
        ...p,
        validFrom: isoOf(p.validFrom),
        createdAt: isoOf(p.createdAt),
      })),
    })),
    route(rules.compareRules, async ({ actor, query }) => {
      const items = await comparePolicies(kysely, actor.tenantId, query)
      return items ? { items } : refuse('not-found')
    }),
    route(rules.checkRules, async ({ actor, body }) => ({
      problems: await problemsIn(parts, actor, body.rules),
    })),
    route(rules.listLadderPresets, async () => ({ items: await ladderPresets() })),
    route(rules.publishRules, ({ actor, body }) => publishRules(parts, actor, body)),
  ]
}
