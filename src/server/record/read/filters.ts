/** What a list is narrowed to, as conditions on the ticket `a`. */
import { type RawBuilder, sql } from 'kysely'
import type { LIGHTS } from '../../../contract/record.ts'
import type { FilterInput } from '../../../contract/record-lists.ts'
import type { Directory } from '../../../domain/directory/directory.ts'
import type { Instant } from '../../../domain/instant.ts'

export type Condition = RawBuilder<unknown>

/** The ids a filter on the directory stands for. */
export interface Below {
  categories?: number[]
  regions?: number[]
  leads?: number[]
}

export function belowOf(f: FilterInput, directory: Directory): Below {
  const { category, regionId, leadUnitId, lead } = f
  return {
    ...(category !== undefined && {
      categories: [...directory.categories.values()].filter(c => c.code.startsWith(category)).map(c => c.id),
    }),
    ...(regionId !== undefined && { regions: regionsBelow(directory, regionId) }),
    ...(leadUnitId !== undefined && {
      leads:
        lead === 'only'
          ? [leadUnitId]
          : directory.units.all.filter(u => directory.units.isWithin(u.id, leadUnitId)).map(u => u.id),
    }),
  }
}

function regionsBelow({ regions }: Directory, top: number): number[] {
  const ids = new Set([top])
  // A set grows while it is walked: children of children are found in the same pass.
  for (const id of ids) for (const r of regions.values()) if (r.parentId === id) ids.add(r.id)
  return [...ids]
}

const running = sql`a.ended_at IS NULL AND a.green_at IS NOT NULL AND a.yellow_at IS NOT NULL AND a.due_at IS NOT NULL`

function lightIs(light: (typeof LIGHTS)[number], now: Instant): Condition {
  const at = sql`${new Date(now)}::timestamptz`
  if (light === 'red') return sql`(${running} AND a.due_at <= ${at})`
  if (light === 'yellow') return sql`(${running} AND a.yellow_at <= ${at} AND a.due_at > ${at})`
  if (light === 'green') return sql`(${running} AND a.green_at <= ${at} AND a.yellow_at > ${at})`
  return sql`(${running} AND a.green_at <= ${at}) IS NOT TRUE`
}

const among = (column: string, values: readonly string[]): Condition =>
  sql`${sql.ref(`a.${column}`)} = ANY(${[...values]}::text[])`
const amongIds = (column: string, ids: readonly number[]): Condition =>
  sql`${sql.ref(`a.${column}`)} = ANY(${[...ids]}::bigint[])`

/** All but time of receipt, reach and words, which the walks see to. */
export function conditionsOf(f: FilterInput, below: Below, now: Instant): Condition[] {
  const c: Condition[] = []
  if (f.stage?.length) c.push(among('stage', f.stage))
  if (f.kind?.length) c.push(among('kind', f.kind))
  if (f.level?.length) c.push(among('level', f.level))
  if (f.light?.length)
    c.push(
      sql`(${sql.join(
        f.light.map(l => lightIs(l, now)),
        sql` OR `,
      )})`,
    )
  if (f.channelId !== undefined) c.push(sql`a.channel_id = ${f.channelId}`)
  if (below.categories) c.push(amongIds('category_id', below.categories))
  if (below.regions) c.push(amongIds('region_id', below.regions))
  if (f.lead === 'none') c.push(sql`a.lead_unit_id IS NULL`)
  if (f.open !== undefined) c.push(f.open ? sql`a.ended_at IS NULL` : sql`a.ended_at IS NOT NULL`)
  if (below.leads) c.push(amongIds('lead_unit_id', below.leads))
  if (f.organisationId !== undefined)
    c.push(sql`a.organisation_id = ${f.organisationId} AND NOT a.confidential`)
  if (f.limitClass !== undefined) c.push(sql`a.limit_class = ${f.limitClass}`)
  if (f.tag !== undefined) c.push(sql`a.tags @> ARRAY[${f.tag}]`)
  if (f.risk !== undefined) c.push(sql`a.risks @> ARRAY[${f.risk}]`)
  if (f.repeats !== undefined) c.push(sql`a.repeats >= ${f.repeats}`)
  if (f.imported !== undefined) c.push(sql`a.imported = ${f.imported}`)
  if (f.externalPlatform !== undefined) c.push(sql`a.external_platform = ${f.externalPlatform}`)
  if (f.externalId !== undefined) c.push(sql`a.external_id = ${f.externalId}`)
  if (f.number !== undefined) c.push(beginsWith(f.number))
  if (f.dueFrom !== undefined) c.push(sql`a.due_at >= ${new Date(f.dueFrom)}::timestamptz`)
  if (f.dueTo !== undefined) c.push(sql`a.due_at < ${new Date(f.dueTo)}::timestamptz`)
  return c
}

/** Numbers from this head up to the next one of its length: a range an index serves in any collation. */
export function beginsWith(head: string): Condition {
  const next = (BigInt(head) + 1n).toString().padStart(head.length, '0')
  const lower = sql`a.number >= ${head}`
  return next.length > head.length ? lower : sql`${lower} AND a.number < ${next}`
}
