/** 督考结合 (LL-34): what supervision adds to a unit's figures – sheets by kind, upheld objections, the five kinds of supervision. */
import { SHEET_KINDS, SUPERVISIONS } from '../vocabulary.ts'
import type { CountedEvent } from './measures.ts'

type Add = (unitId: number, measure: string) => void

interface Addressed {
  unitId: number
  role: string
}

/** `sheet.redSupervise`, `sheet.upheld`, `supervision.joint`. Late answers are limits like others: `dueMet.sheetAnswer.late`. */
export function countSupervision({ kind, unitId, facts }: CountedEvent, add: Add): void {
  if (kind === 'sheet.issued')
    for (const to of (facts.units ?? []) as Addressed[])
      if (to.role !== 'copy') add(to.unitId, `sheet.${String(facts.kind)}`)
  if (kind === 'approval.decided' && facts.kind === 'sheetObjection' && facts.verdict === 'approved')
    add(unitId, 'sheet.upheld')
  if (kind === 'supervision.ordered') add(unitId, `supervision.${String(facts.supervision)}`)
}

/** Every measure of supervision, in the order it is shown. */
export const SHEET_MEASURES = SHEET_KINDS.map(kind => `sheet.${kind}` as const)
export const SUPERVISION_MEASURES = SUPERVISIONS.map(kind => `supervision.${kind}` as const)
