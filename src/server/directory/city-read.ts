/** Reads a tenant's directory back as a city: the rows its files would have. */
import { type RawBuilder, sql } from 'kysely'
import type { OrganisationProfile } from '../../domain/directory/organisations.ts'
import type { Queryable } from '../kernel/database.ts'
import type { City } from './city-files.ts'
import type {
  CatalogueRow,
  CategoryRow,
  ChannelRow,
  GrantRow,
  GridRow,
  HotlineRow,
  LocalDayRow,
  OrganisationRow,
  PersonRow,
  RegionRow,
  UnitRow,
} from './files/tables.ts'
import { newestRules } from './policies.ts'

/** In the order of their codes; throws when there is no such tenant or it has no rules. */
export async function readCityOf(db: Queryable, tenantId: number): Promise<City> {
  const tenant = await db.selectFrom('tenant').selectAll().where('id', '=', tenantId).executeTakeFirst()
  if (!tenant) throw new Error(`there is no tenant ${tenantId}`)
  const newest = await newestRules(db, tenantId)
  if (!newest) throw new Error(`tenant ${tenantId} has no rules`)
  return {
    tenant: {
      code: tenant.code,
      name: tenant.name,
      zone: tenant.zone,
      regionCode: tenant.region_code,
      sample: tenant.sample,
      rulesName: newest.name,
    },
    rules: newest.rules,
    outlines: null,
    documents: null,
    regulations: null,
    ...(await readRows(db, tenantId)),
  }
}

async function readRows(
  db: Queryable,
  tenantId: number,
): Promise<Omit<City, 'tenant' | 'rules' | 'outlines' | 'documents' | 'regulations'>> {
  /** Every table is `t`; codes stand for ids. */
  const rows = async <Row>(query: RawBuilder<Row>): Promise<Row[]> => (await query.execute(db)).rows
  const own = sql`t.tenant_id = ${tenantId}`
  return {
    units: await rows(sql<UnitRow>`
      SELECT t.code, t.name, t.kind, p.code AS parent, t.phone, t.active
      FROM unit t LEFT JOIN unit p ON p.tenant_id = t.tenant_id AND p.id = t.parent_id WHERE ${own}`),
    regions: await rows(sql<RegionRow>`
      SELECT t.code, t.name, p.code AS parent
      FROM region t LEFT JOIN region p ON p.tenant_id = t.tenant_id AND p.id = t.parent_id WHERE ${own}`),
    grids: await rows(sql<GridRow>`
      SELECT t.code, t.name, r.code AS region, u.code AS unit FROM grid t
      LEFT JOIN region r ON r.tenant_id = t.tenant_id AND r.id = t.region_id
      LEFT JOIN unit u ON u.tenant_id = t.tenant_id AND u.id = t.unit_id WHERE ${own}`),
    categories: await rows(sql<CategoryRow>`
      SELECT t.code, p.code AS parent, t.name, t.words, t.active
      FROM category t LEFT JOIN category p ON p.tenant_id = t.tenant_id AND p.id = t.parent_id WHERE ${own}`),
    channels: await rows(sql<ChannelRow>`
      SELECT t.code, t.name, t.kind, t.digits, u.code AS owner, t.external_platform AS "externalPlatform", t.active
      FROM channel t LEFT JOIN unit u ON u.tenant_id = t.tenant_id AND u.id = t.owner_unit_id WHERE ${own}`),
    hotlines: await rows(sql<HotlineRow>`
      SELECT t.old_number AS "oldNumber", t.name, t.mode, u.code AS owner, c.code AS channel, t.cut_over_on AS "cutOverOn"
      FROM merged_hotline t JOIN unit u ON u.tenant_id = t.tenant_id AND u.id = t.owner_unit_id
      LEFT JOIN channel c ON c.tenant_id = t.tenant_id AND c.id = t.channel_id WHERE ${own}`),
    people: await rows(sql<PersonRow>`
      SELECT t.code, t.name, u.code AS unit, t.job_no AS "jobNo", t.phone, t.email, t.skills, t.active
      FROM person t JOIN unit u ON u.tenant_id = t.tenant_id AND u.id = t.unit_id WHERE ${own}`),
    grants: await rows(sql<GrantRow>`
      SELECT p.code AS person, t.role, u.code AS unit FROM role_grant t
      JOIN person p ON p.tenant_id = t.tenant_id AND p.id = t.person_id
      JOIN unit u ON u.tenant_id = t.tenant_id AND u.id = t.unit_id WHERE ${own}`),
    organisations: await readOrganisations(db, tenantId),
    localDays: await rows(sql<LocalDayRow>`SELECT t.day, t.workday, t.name FROM local_day t WHERE ${own}`),
    catalogue: await rows(sql<CatalogueRow>`
      SELECT c.code AS category, r.code AS region, u.code AS unit, t.role, t.legal_basis AS "legalBasis", t.floor, t.skill
      FROM catalogue_entry t JOIN category c ON c.tenant_id = t.tenant_id AND c.id = t.category_id
      LEFT JOIN region r ON r.tenant_id = t.tenant_id AND r.id = t.region_id
      JOIN unit u ON u.tenant_id = t.tenant_id AND u.id = t.unit_id WHERE ${own}`),
  }
}

async function readOrganisations(db: Queryable, tenantId: number): Promise<OrganisationRow[]> {
  const { rows } = await sql<
    Omit<OrganisationRow, keyof OrganisationProfile> & { profile: OrganisationProfile }
  >`
    SELECT t.code, t.name, t.kind, t.credit_code AS "creditCode", u.code AS unit, r.code AS region, g.code AS grid,
      t.address, t.profile, t.active
    FROM organisation t LEFT JOIN unit u ON u.tenant_id = t.tenant_id AND u.id = t.unit_id
    LEFT JOIN region r ON r.tenant_id = t.tenant_id AND r.id = t.region_id
    LEFT JOIN grid g ON g.tenant_id = t.tenant_id AND g.id = t.grid_id WHERE t.tenant_id = ${tenantId}`.execute(
    db,
  )
  return rows.map(({ profile, ...row }) => ({ ...NO_PROFILE, ...profile, ...row }))
}

const NO_PROFILE = {
  industry: null,
  status: null,
  monthlyOutputWan: null,
  employees: null,
  origin: null,
  stage: null,
  subUnits: [],
  notes: null,
}
