/** What stands beside the state of sheets: what people wrote in their events, for whom they were proposed, and their papers. */
import type { Addressed } from '../../domain/supervision/issue-sheet.ts'
import type { Database } from '../kernel/database.ts'

/** What people wrote in an event of a sheet. */
export interface Said {
  appealId: number
  kind: string
  sheetNo: number
  recipientNo: number | null
  texts: Record<string, string> | null
  /** Whom it was issued to or proposed for. */
  units: Addressed[] | null
}

const SAID = `SELECT appeal_id AS "appealId", kind, (facts ->> 'sheetNo')::int AS "sheetNo",
  (facts ->> 'recipientNo')::int AS "recipientNo", texts, facts -> 'units' AS units
FROM event WHERE tenant_id = $1 AND appeal_id = ANY($2::bigint[])
  AND kind IN ('sheet.proposed', 'sheet.issued', 'sheet.answered') ORDER BY appeal_id, seq`

/** Of tickets by their ids, in the order in which it was said. */
export const saidOf = (db: Database, tenantId: number, ids: readonly number[]): Promise<Said[]> =>
  db.named('supervision.said', SAID, [tenantId, ids])

export interface Paper {
  id: number
  appealId: number
  sheetNo: number
}

const PAPERS = `SELECT id, appeal_id AS "appealId", sheet_no AS "sheetNo" FROM document
  WHERE tenant_id = $1 AND appeal_id = ANY($2::bigint[])`

export const papersOf = (db: Database, tenantId: number, ids: readonly number[]): Promise<Paper[]> =>
  db.named('supervision.papers', PAPERS, [tenantId, ids])
