/** Reads a tenant's whole directory at one moment, as decisions see it. */
import type { Transaction } from 'kysely'
import type { CatalogueEntry, Directory } from '../../domain/directory/directory.ts'
import { type UnitKind, unitTreeOf } from '../../domain/directory/units.ts'
import type { Rules } from '../../domain/policy/rules.ts'
import type { DatedPolicy } from '../../domain/policy/versions.ts'
import type { SpecialDay } from '../../domain/time/calendar.ts'
import type { ChannelKind } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'
import type { Tables } from '../kernel/tables.gen.ts'

type Reading = Transaction<Tables>

/** Everything about a tenant that servers keep in memory. */
export interface Snapshot {
  code: string
  zone: string
  sample: boolean
  /** tenant.directory_version at the moment of reading. */
  version: number
  directory: Directory
  policies: DatedPolicy[]
  localDays: SpecialDay[]
}

/** One consistent reading; null when there is no such tenant. */
export function readSnapshot(db: Database, id: number): Promise<Snapshot | null> {
  return db.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => {
      const tenant = await tx.selectFrom('tenant').selectAll().where('id', '=', id).executeTakeFirst()
      if (!tenant) return null
      const { code, zone, sample, directory_version: version } = tenant
      return {
        code,
        zone,
        sample,
        version,
        directory: await readDirectory(tx, id, tenant.name, tenant.region_code),
        policies: await readPolicies(tx, id),
        localDays: await readLocalDays(tx, id),
      }
    })
}

async function readDirectory(tx: Reading, tenantId: number, tenantName: string, regionCode: string) {
  const directory: Directory = {
    tenantId,
    tenantName,
    regionCode,
    units: unitTreeOf(await readUnits(tx, tenantId)),
    categories: byId(await readCategories(tx, tenantId)),
    channels: byId(await readChannels(tx, tenantId)),
    regions: byId(await readRegions(tx, tenantId)),
    grids: byId(await readGrids(tx, tenantId)),
    people: byId(await readPeople(tx, tenantId)),
    catalogue: await readCatalogue(tx, tenantId),
    organisationKinds: await readOrganisationKinds(tx, tenantId),
  }
  return directory
}

const byId = <Row extends { id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> =>
  new Map(rows.map(r => [r.id, r]))

async function readUnits(tx: Reading, tenantId: number) {
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'code', 'name', 'kind', 'parent_id as parentId', 'active'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute()
  return rows.map(r => ({ ...r, kind: r.kind as UnitKind }))
}

const readCategories = (tx: Reading, tenantId: number) =>
  tx
    .selectFrom('category')
    .select(['id', 'code', 'name', 'parent_id as parentId', 'level', 'words', 'active'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute()

async function readChannels(tx: Reading, tenantId: number) {
  const rows = await tx
    .selectFrom('channel')
    .select(['id', 'code', 'name', 'kind', 'digits', 'active'])
    .select(['owner_unit_id as ownerUnitId', 'external_platform as externalPlatform'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute()
  return rows.map(r => ({ ...r, kind: r.kind as ChannelKind }))
}

const readRegions = (tx: Reading, tenantId: number) =>
  tx
    .selectFrom('region')
    .select(['id', 'code', 'name', 'parent_id as parentId'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute()

const readGrids = (tx: Reading, tenantId: number) =>
  tx
    .selectFrom('grid')
    .select(['id', 'code', 'name', 'region_id as regionId', 'unit_id as unitId'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute()

const readPeople = (tx: Reading, tenantId: number) =>
  tx
    .selectFrom('person')
    .select(['id', 'name', 'unit_id as unitId', 'skills', 'active'])
    .select(['away_from as awayFrom', 'away_until as awayUntil', 'substitute_id as substituteId'])
    .where('tenant_id', '=', tenantId)
    .orderBy('code')
    .execute()

async function readCatalogue(tx: Reading, tenantId: number): Promise<CatalogueEntry[]> {
  const rows = await tx
    .selectFrom('catalogue_entry')
    .select(['id', 'category_id as categoryId', 'region_id as regionId', 'unit_id as unitId'])
    .select(['role', 'legal_basis as legalBasis', 'floor', 'skill'])
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute()
  return rows.map(r => ({ ...r, role: r.role as 'lead' | 'assist', floor: r.floor as UnitKind | null }))
}

async function readOrganisationKinds(tx: Reading, tenantId: number): Promise<ReadonlyMap<number, string>> {
  const rows = await tx
    .selectFrom('organisation')
    .select(['id', 'kind'])
    .where('tenant_id', '=', tenantId)
    .execute()
  return new Map(rows.map(r => [r.id, r.kind]))
}

async function readPolicies(tx: Reading, tenantId: number): Promise<DatedPolicy[]> {
  const rows = await tx
    .selectFrom('policy')
    .select(['version', 'name', 'rules', 'valid_from as validFrom'])
    .where('tenant_id', '=', tenantId)
    .orderBy('version')
    .execute()
  // Only rules that passed readRules are ever written.
  return rows.map(r => ({ ...r, rules: r.rules as Rules }))
}

const readLocalDays = (tx: Reading, tenantId: number): Promise<SpecialDay[]> =>
  tx
    .selectFrom('local_day')
    .select(['day', 'workday', 'name'])
    .where('tenant_id', '=', tenantId)
    .orderBy('day')
    .execute()
