/** Reads the directory for the screens that list it. */
import { type RawBuilder, sql } from 'kysely'
import type * as wire from '../../contract/directory.ts'
import type { AnswerOf } from '../../contract/route.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Queryable } from '../kernel/database.ts'

type Item<C> = AnswerOf<C> extends { items: (infer I)[] } ? I : never

/** Lists that come whole, in the order of their code. */
export const unitsOf = (db: Queryable, tenantId: number) =>
  rows(
    db,
    sql<Item<typeof wire.listUnits>>`
    SELECT id, code, name, kind, parent_id AS "parentId", phone, active
    FROM unit WHERE tenant_id = ${tenantId} ORDER BY code`,
  )

export const categoriesOf = (db: Queryable, tenantId: number) =>
  rows(
    db,
    sql<Item<typeof wire.listCategories>>`
    SELECT id, code, name, parent_id AS "parentId", level, words, active
    FROM category WHERE tenant_id = ${tenantId} ORDER BY code`,
  )

export const channelsOf = (db: Queryable, tenantId: number) =>
  rows(
    db,
    sql<Item<typeof wire.listChannels>>`
    SELECT id, code, name, kind, digits, owner_unit_id AS "ownerUnitId", external_platform AS "externalPlatform", active
    FROM channel WHERE tenant_id = ${tenantId} ORDER BY digits, code`,
  )

export const regionsOf = (db: Queryable, tenantId: number) =>
  rows(
    db,
    sql<Item<typeof wire.listRegions>>`
    SELECT id, code, name, parent_id AS "parentId" FROM region WHERE tenant_id = ${tenantId} ORDER BY code`,
  )

export const gridsOf = (db: Queryable, tenantId: number) =>
  rows(
    db,
    sql<Item<typeof wire.listGrids>>`
    SELECT id, code, name, region_id AS "regionId", unit_id AS "unitId"
    FROM grid WHERE tenant_id = ${tenantId} ORDER BY code`,
  )

export const hotlinesOf = (db: Queryable, tenantId: number) =>
  rows(
    db,
    sql<Item<typeof wire.listHotlines>>`
    SELECT id, old_number AS "oldNumber", name, mode, owner_unit_id AS "ownerUnitId", channel_id AS "channelId",
      cut_over_on AS "cutOverOn" FROM merged_hotline WHERE tenant_id = ${tenantId} ORDER BY old_number`,
  )

export const catalogueOf = (db: Queryable, tenantId: number) =>
  rows(
    db,
    sql<Item<typeof wire.listCatalogue>>`
    SELECT e.id, category_id AS "categoryId", region_id AS "regionId", unit_id AS "unitId", role,
      legal_basis AS "legalBasis", floor, skill
    FROM catalogue_entry e JOIN category c ON c.tenant_id = e.tenant_id AND c.id = e.category_id
    WHERE e.tenant_id = ${tenantId} ORDER BY c.code, region_id NULLS FIRST, e.id`,
  )

export const localDaysOf = (db: Queryable, tenantId: number) =>
  rows(
    db,
    sql<Item<typeof wire.listLocalDays>>`
    SELECT day, workday, name FROM local_day WHERE tenant_id = ${tenantId} ORDER BY day`,
  )

async function rows<Row>(db: Queryable, query: RawBuilder<Row>): Promise<{ items: Row[] }> {
  return { items: (await query.execute(db)).rows }
}

export interface Slice {
  after?: string
  limit: number
  q?: string
  unitId?: number
  kind?: string
}

/** A part of the name or the code; nothing asked for is everything. */
const holds = (q: string | undefined) =>
  q ? sql`AND (strpos(lower(name), lower(${q})) > 0 OR strpos(lower(code), lower(${q})) > 0)` : sql``

/** People after a code; phone and e-mail only when `withPhone`. */
export async function peopleOf(db: Queryable, tenantId: number, slice: Slice & { withPhone: boolean }) {
  const { after = '', limit, q, unitId } = slice
  const hidden = slice.withPhone ? sql`phone, email` : sql`NULL AS phone, NULL AS email`
  const { rows: found } = await sql<StoredPerson>`
    SELECT id, code, name, unit_id AS "unitId", job_no AS "jobNo", ${hidden}, skills, active,
      away_from AS "awayFrom", away_until AS "awayUntil", substitute_id AS "substituteId"
    FROM person WHERE tenant_id = ${tenantId} AND code > ${after} ${holds(q)}
      ${unitId ? sql`AND unit_id = ${unitId}` : sql``}
    ORDER BY code LIMIT ${limit + 1}`.execute(db)
  return pageOf(found, limit, person => ({
    ...person,
    awayFrom: momentOf(person.awayFrom),
    awayUntil: momentOf(person.awayUntil),
  }))
}

type StoredPerson = Omit<Item<typeof wire.listPeople>, 'awayFrom' | 'awayUntil'> & {
  awayFrom: Instant | null
  awayUntil: Instant | null
}

const momentOf = (at: Instant | null): string | null => (at === null ? null : isoOf(at))

export async function organisationsOf(
  db: Queryable,
  tenantId: number,
  { after = '', limit, q, unitId, kind }: Slice,
) {
  const { rows: found } = await sql<Item<typeof wire.listOrganisations>>`
    SELECT id, code, name, kind, credit_code AS "creditCode", unit_id AS "unitId", region_id AS "regionId",
      grid_id AS "gridId", address, profile, active
    FROM organisation WHERE tenant_id = ${tenantId} AND code > ${after} ${holds(q)}
      ${unitId ? sql`AND unit_id = ${unitId}` : sql``} ${kind ? sql`AND kind = ${kind}` : sql``}
    ORDER BY code LIMIT ${limit + 1}`.execute(db)
  return pageOf(found, limit, organisation => organisation)
}

/** One row more than asked for was read: then there is a next page. */
function pageOf<Row extends { code: string }, T>(found: Row[], limit: number, show: (row: Row) => T) {
  const items = found.slice(0, limit)
  return { items: items.map(show), next: found.length > limit ? items.at(-1)!.code : null }
}
