/** A list narrowed to what a task force 工作专班 is responsible for; to its members the borders of units are none. */
import { sql } from 'kysely'
import type { Actor } from '../../../domain/access/actor.ts'
import type { ForceScope } from '../../../domain/access/task-force.ts'
import { scopeOfForce } from '../../accounts/task-forces.ts'
import type { Database } from '../../kernel/database.ts'
import type { Below, Condition } from './filters.ts'

export interface ForceFilter {
  /** What the walks can narrow by; a list that asks for a category or a region of its own keeps that. */
  below: Pick<Below, 'categories' | 'regions'>
  conditions: Condition[]
  /** The caller is in it and it is at work. */
  isMember: boolean
}

const NONE: ForceFilter = { below: {}, conditions: [], isMember: false }

/** A force that doesn't exist is responsible for nothing. */
export async function forceFilter(
  db: Database,
  actor: Actor,
  forceId: number | undefined,
): Promise<ForceFilter> {
  if (forceId === undefined) return NONE
  const own = actor.forces?.find(f => f.id === forceId)
  const scope = own ?? (await scopeOfForce(db, actor.tenantId, forceId))
  if (!scope) return { ...NONE, conditions: [sql`false`] }
  return { ...within(scope), isMember: own !== undefined }
}

/** As domain/access/task-force.ts has it. */
function within({
  categoryIds,
  regionIds,
  appealIds,
}: ForceScope): Pick<ForceFilter, 'below' | 'conditions'> {
  const open = sql`NOT a.confidential`
  const single = sql`a.id = ANY(${[...appealIds]}::bigint[])`
  if (categoryIds.length + regionIds.length === 0) return { below: {}, conditions: [open, single] }
  const parts: Condition[] = [
    ...(categoryIds.length > 0 ? [sql`a.category_id = ANY(${[...categoryIds]}::bigint[])`] : []),
    ...(regionIds.length > 0 ? [sql`a.region_id = ANY(${[...regionIds]}::bigint[])`] : []),
  ]
  if (appealIds.length > 0)
    return { below: {}, conditions: [open, sql`(${single} OR (${sql.join(parts, sql` AND `)}))`] }
  const below = {
    ...(categoryIds.length > 0 && { categories: [...categoryIds] }),
    ...(regionIds.length > 0 && { regions: [...regionIds] }),
  }
  return { below, conditions: [open, ...parts] }
}
