/** For whom a sheet was proposed: the event says it, until it is issued. */
import type { Addressed } from '../../domain/supervision/issue-sheet.ts'
import type { Database } from '../kernel/database.ts'

const FOR = `SELECT facts -> 'units' AS units FROM event WHERE tenant_id = $1 AND appeal_id = $2
  AND kind = 'sheet.proposed' AND (facts ->> 'sheetNo')::int = $3`

/** Empty when there is no such proposal. */
export async function proposedFor(
  db: Database,
  tenantId: number,
  appealId: number,
  sheetNo: number,
): Promise<Addressed[]> {
  const [row] = await db.named<{ units: Addressed[] }>('supervision.proposed', FOR, [
    tenantId,
    appealId,
    sheetNo,
  ])
  return row?.units ?? []
}
