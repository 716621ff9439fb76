/** Who else gets an answer: the appeals that were merged into one, and the children of a mass incident. */
import type { Database } from '../kernel/database.ts'

export interface Reached {
  id: number
  number: string
}

/** All appeals that were merged into this one, directly or through another; not the appeal itself. */
export const mergedNumbersOf = (db: Database, tenantId: number, appealId: number): Promise<Reached[]> =>
  db.named<Reached>(
    'intake.merged',
    `WITH RECURSIVE below AS (
       SELECT id, number FROM appeal WHERE tenant_id = $1 AND merged_into_id = $2
       UNION SELECT a.id, a.number FROM appeal a JOIN below ON a.tenant_id = $1 AND a.merged_into_id = below.id
     ) SELECT id, number FROM below ORDER BY id`,
    [tenantId, appealId],
  )

/** The children of a mass incident that are still open. */
export const childNumbersOf = (db: Database, tenantId: number, appealId: number): Promise<Reached[]> =>
  db.named<Reached>(
    'intake.childNumbers',
    'SELECT id, number FROM appeal WHERE tenant_id = $1 AND parent_id = $2 AND ended_at IS NULL ORDER BY id',
    [tenantId, appealId],
  )

/** Everybody an answer of this appeal must reach: those merged into it, its children, and those merged into them. */
export async function reachedBy(db: Database, tenantId: number, appealId: number): Promise<Reached[]> {
  const children = await childNumbersOf(db, tenantId, appealId)
  const merged = await Promise.all(
    [appealId, ...children.map(c => c.id)].map(id => mergedNumbersOf(db, tenantId, id)),
  )
  return [...children, ...merged.flat()]
}
