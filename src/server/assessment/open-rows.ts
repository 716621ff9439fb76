/** Whose hands hold what is open now, as the rows of appeals and duties say: what the moves of the history must lead to. */
import { IS_APPEAL } from '../record/is-appeal.ts'

/** An appeal in the hands of its centre, or a duty in those of a unit. */
export interface OpenRow {
  appealId: number
  number: string
  /** Of the duty; null for the centre. */
  assignmentNo: number | null
  unitId: number
}

export const OPEN_ROWS = `
SELECT id AS "appealId", number, NULL::int AS "assignmentNo", owner_unit_id AS "unitId" FROM appeal
  WHERE tenant_id = $1 AND ended_at IS NULL AND ${IS_APPEAL('kind')}
UNION ALL SELECT s.appeal_id, a.number, s.no, s.unit_id FROM assignment s
  JOIN appeal a ON a.tenant_id = s.tenant_id AND a.id = s.appeal_id
  WHERE s.tenant_id = $1 AND s.ended_at IS NULL AND ${IS_APPEAL('a.kind')}`

export interface OpenDifference {
  kind: 'openWithoutMoves' | 'movesWithoutOpen'
  /** Number of the appeal. */
  which: string
  facts: Record<string, unknown>
}

const keyOf = ({ appealId, assignmentNo }: OpenRow): string => `${appealId}/${assignmentNo}`

/** Every number that is open on one side only, or in the hands of somebody else. */
export function differencesOf(byMoves: readonly OpenRow[], byRows: readonly OpenRow[]): OpenDifference[] {
  const held = new Map(byMoves.map(row => [keyOf(row), row]))
  const found: OpenDifference[] = []
  const tell = (kind: OpenDifference['kind'], { number, assignmentNo, unitId }: OpenRow) =>
    found.push({ kind, which: number, facts: { unitId, ...(assignmentNo !== null && { assignmentNo }) } })
  for (const row of byRows) {
    if (held.get(keyOf(row))?.unitId !== row.unitId) tell('openWithoutMoves', row)
    else held.delete(keyOf(row))
  }
  for (const row of held.values()) tell('movesWithoutOpen', row)
  return found
}
