/** The sample city as the stories need it: who of its people does what, and what its places are called. */
import { type Actor, type Grant, mayFor } from '../../domain/access/actor.ts'
import type { Permission, Role } from '../../domain/access/roles.ts'
import type { Category, Channel, Directory, Grid } from '../../domain/directory/directory.ts'
import type { Outline } from '../../domain/place/outline.ts'
import type { Calendar } from '../../domain/time/calendar.ts'
import type { ChannelKind } from '../../domain/vocabulary.ts'
import { regionsWithOutlines } from '../directory/outlines.ts'
import type { Tenant } from '../directory/tenants.ts'
import type { Database } from '../kernel/database.ts'
import type { Chance } from './chance.ts'

export interface Town {
  tenantId: number
  directory: Directory
  calendar: Calendar
  tenant: Tenant
  /** Somebody of the centre with this role. */
  someone: (role: Role, chance: Chance) => Actor
  /** Somebody with this role other than those. */
  another: (role: Role, not: readonly (number | null)[], chance: Chance) => Actor
  /** Who does this for a unit, people of the unit itself before those above it; not who signs, when others can. */
  forUnit: (permission: Permission, unitId: number, chance: Chance) => Actor
  /** Who takes down what people bring to a community's own desk. */
  gridWorkerOf: (unitId: number | null) => Actor | undefined
  /** Who signs for a unit what somebody else wrote. */
  signer: (unitId: number, author: number | null, chance: Chance) => Actor
  categoryBy: (code: string) => Category
  channelsOf: (kind: ChannelKind) => readonly Channel[]
  /** Grids of communities and villages. */
  grids: readonly Grid[]
  /** By region. */
  outlines: ReadonlyMap<number, Outline>
  organisationsOf: (kind: string) => readonly number[]
}

export async function openTown(db: Database, tenant: Tenant): Promise<Town> {
  const { directory, calendar, id: tenantId } = tenant
  const people = await actorsOf(db, tenantId)
  const regions = await regionsWithOutlines(db.kysely, tenantId)
  const holders = (role: Role): Actor[] => people.filter(p => p.grants.some(g => g.role === role))
  const byCode = new Map([...directory.categories.values()].map(c => [c.code, c]))
  return {
    tenantId,
    directory,
    calendar,
    tenant,
    someone: (role, chance) => chance.pick(holders(role)),
    another: (role, not, chance) => chance.pick(holders(role).filter(p => !not.includes(p.personId))),
    forUnit: (permission, unitId, chance) => {
      const found = nearest(people, permission, unitId, directory)
      const clerks = found.filter(p => !mayFor(p, 'appeal.sign', unitId, directory.units))
      return chance.pick(clerks.length > 0 ? clerks : found)
    },
    gridWorkerOf: unitId => holders('gridWorker').find(p => p.unitId === unitId),
    signer: (unitId, author, chance) =>
      chance.pick(
        nearest(
          people.filter(p => p.personId !== author),
          'appeal.sign',
          unitId,
          directory,
        ),
      ),
    categoryBy: code => {
      const category = byCode.get(code)
      if (!category) throw new Error(`the sample city has no category ${code}`)
      return category
    },
    channelsOf: kind => [...directory.channels.values()].filter(c => c.kind === kind),
    grids: [...directory.grids.values()],
    outlines: new Map(regions.flatMap(r => (r.outline ? [[r.id, r.outline]] : []))),
    organisationsOf: kind => [...directory.organisationKinds].filter(([, k]) => k === kind).map(([id]) => id),
  }
}

/** Those whose own unit lies nearest above or in the unit; never the whole city's people when the unit has its own. */
function nearest(
  people: readonly Actor[],
  permission: Permission,
  unitId: number,
  { units }: Directory,
): Actor[] {
  for (const { id } of units.pathOf(unitId)) {
    const found = people.filter(p => p.unitId === id && mayFor(p, permission, unitId, units))
    if (found.length > 0) return found
  }
  throw new Error(`nobody of the sample city may ${permission} for ${units.get(unitId)?.code}`)
}

async function actorsOf(db: Database, tenantId: number): Promise<Actor[]> {
  const rows = await db.named<{ id: number; name: string; unitId: number; grants: Grant[] }>(
    'demo.people',
    `SELECT p.id, p.name, p.unit_id AS "unitId",
       json_agg(json_build_object('role', g.role, 'unitId', g.unit_id) ORDER BY g.role, g.unit_id) AS grants
     FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id
     WHERE p.tenant_id = $1 AND p.active GROUP BY p.tenant_id, p.id ORDER BY p.code`,
    [tenantId],
  )
  return rows.map(({ id, ...row }) => ({ kind: 'staff', tenantId, personId: id, ...row }))
}
