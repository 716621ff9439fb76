/** The words of a sheet where nobody wrote others. */
import type { SheetKind } from '../vocabulary.ts'

/** What a sheet asks for when nobody wrote it down. */
export const DEMANDS: Record<SheetKind, string> = {
  advanceNotice: '请提前做好人员、物资和方案准备，并按时反馈准备情况。',
  taskNotice: '请按职责抓紧办理，并在时限内反馈办理情况。',
  leaderAssign: '请按批示要求认真办理，并在时限内报告办理结果。',
  greenUrge: '办理时限已近，请抓紧办理，并反馈办理进展和预计完成时间。',
  yellowUrge: '办理时限将至，请立即办理，务必在时限前答复诉求人并反馈。',
  redSupervise: '该事项已逾期，请立即办结，并书面说明逾期原因和整改措施。',
  returnForRework: '该事项的答复未通过审核，请逐项整改后重新办理并反馈。',
}
