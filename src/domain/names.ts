/** What people read for the coded words of a ticket, in Chinese and English. */
import type {
  ApprovalKind,
  AssignmentRole,
  AssignmentStage,
  Cause,
  ClockKind,
  ContactOutcome,
  Intent,
  Kind,
  Level,
  MatterKind,
  RecipientRole,
  RecipientStage,
  Result,
  Severity,
  SheetKind,
  SheetStage,
  Stage,
  Supervision,
  TaskKind,
  Urgency,
  Verdict,
} from './vocabulary.ts'

type Name = readonly [zh: string, en: string]

/** 工作: what is no appeal but goes the same way. */
export const TASK_NAMES: Record<TaskKind, Name> = {
  keyWork: ['重点工作', 'key work'],
  leaderInstruction: ['领导批示', "leader's instruction"],
  rectification: ['问题整改', 'rectification'],
  proactive: ['主动治理', 'proactive work'],
}

export const KIND_NAMES: Record<Kind, Name> = {
  inquiry: ['咨询', 'inquiry'],
  help: ['求助', 'help'],
  complaint: ['投诉', 'complaint'],
  report: ['举报', 'report'],
  suggestion: ['意见建议', 'suggestion'],
  goldenIdea: ['金点子', 'golden idea'],
  praise: ['感谢', 'praise'],
  other: ['其他', 'other'],
}

/** Whatever a ticket may be: an appeal, or a task. */
export const MATTER_NAMES: Record<MatterKind, Name> = { ...KIND_NAMES, ...TASK_NAMES }

export const STAGE_NAMES: Record<Stage, Name> = {
  received: ['已受理', 'received'],
  dispatched: ['已派单', 'dispatched'],
  handling: ['办理中', 'being handled'],
  answered: ['已办结', 'answered'],
  reviewed: ['已审核', 'reviewed'],
  visited: ['已回访', 'visited'],
  struckOff: ['已销号', 'struck off'],
  suspended: ['已挂账', 'suspended'],
  answeredOnSpot: ['当场答复', 'answered on the spot'],
  refused: ['不予受理', 'refused'],
  merged: ['已并单', 'merged'],
  withdrawn: ['已撤回', 'withdrawn'],
  passedOn: ['已转出', 'passed on'],
}

export const LEVEL_NAMES: Record<Level, Name> = {
  general: ['一般', 'general'],
  key: ['重点', 'key'],
  complex: ['疑难复杂', 'complex'],
}

export const RESULT_NAMES: Record<Result, Name> = {
  solved: ['已解决', 'solved'],
  partly: ['部分解决', 'partly solved'],
  unsolved: ['未解决', 'unsolved'],
  explained: ['解释说明', 'explained'],
}

export const LIGHT_NAMES = {
  none: ['', ''],
  green: ['绿灯', 'green'],
  yellow: ['黄灯', 'yellow'],
  red: ['红灯', 'red'],
} as const satisfies Record<string, Name>

/** The Chinese name of a coded word; the word itself when it is unknown. */
export const chineseOf = (names: Record<string, Name>, word: string | null): string =>
  word === null ? '' : (names[word]?.[0] ?? word)

export const URGENCY_NAMES: Record<Urgency, Name> = {
  general: ['一般', 'general'],
  urgent: ['紧急', 'urgent'],
  critical: ['特急', 'critical'],
}

export const SEVERITY_NAMES: Record<Severity, Name> = {
  small: ['小事', 'small'],
  urgent: ['急事', 'urgent'],
  hard: ['难事', 'hard'],
}

export const INTENT_NAMES: Record<Intent, Name> = {
  call: ['有呼', 'a call'],
  question: ['有问', 'a question'],
  request: ['有求', 'a request'],
  difficulty: ['有难', 'a difficulty'],
}

export const ROLE_IN_MATTER_NAMES: Record<AssignmentRole, Name> = {
  lead: ['主办', 'lead'],
  assist: ['协办', 'assist'],
}

export const ASSIGNMENT_STAGE_NAMES: Record<AssignmentStage, Name> = {
  assigned: ['待签收', 'to be signed for'],
  signed: ['已签收', 'signed for'],
  contacted: ['已联系', 'contacted'],
  replied: ['已答复', 'replied'],
  accepted: ['审核通过', 'accepted'],
  returned: ['已退单', 'returned'],
  cancelled: ['已撤销', 'cancelled'],
}

export const CLOCK_NAMES: Record<ClockKind, Name> = {
  dispatch: ['派单', 'dispatch'],
  sign: ['签收', 'signing'],
  firstContact: ['先行联系', 'first contact'],
  preliminaryReply: ['初步回复', 'preliminary reply'],
  reply: ['办理答复', 'reply'],
  closure: ['办结', 'closure'],
  review: ['审核', 'review'],
  visit: ['回访', 'call-back'],
  rework: ['重办', 'rework'],
  return: ['退单', 'return'],
  ruling: ['裁定', 'ruling'],
  sheetSign: ['签收督办单', 'signing for a sheet'],
  sheetAnswer: ['反馈督办单', 'answering a sheet'],
}

export const APPROVAL_NAMES: Record<ApprovalKind, Name> = {
  return: ['退单', 'return'],
  objection: ['派单异议', 'objection'],
  extension: ['延期', 'extension'],
  suspension: ['挂账', 'suspension'],
  innerReview: ['内部审核', 'inner review'],
  countersign: ['会签', 'countersigning'],
  closeException: ['未解决办结', 'closing unsolved'],
  exclusion: ['剔除', 'exclusion'],
  reportUpward: ['上报', 'report upward'],
  sheetObjection: ['督办单异议', 'objection to a sheet'],
  supervision: ['督办升级', 'higher supervision'],
}

export const VERDICT_NAMES: Record<Verdict, Name> = {
  approved: ['同意', 'approved'],
  rejected: ['不同意', 'rejected'],
  withdrawn: ['撤回', 'taken back'],
}

export const CAUSE_NAMES: Record<Cause, Name> = {
  cannotDo: ['办不了', 'cannot be done'],
  hardToDo: ['很难办', 'hard to do'],
  refused: ['不给办', 'refused'],
  neglected: ['没人管', 'neglected'],
  unclearDuty: ['职责不清', 'unclear duty'],
  policyGap: ['政策空白', 'gap in the rules'],
  other: ['其他', 'other'],
}

export const CONTACT_OUTCOME_NAMES: Record<ContactOutcome, Name> = {
  pending: ['未了结', 'open'],
  answered: ['当场答复', 'answered'],
  appeal: ['转为诉求', 'became an appeal'],
  refused: ['不予受理', 'refused'],
  handedOver: ['转紧急专线', 'handed over'],
  abandoned: ['放弃', 'abandoned'],
}

/** One star to five. */
export const STAR_NAMES = {
  1: ['非常不满意', 'very dissatisfied'],
  2: ['不满意', 'dissatisfied'],
  3: ['基本满意', 'fairly satisfied'],
  4: ['满意', 'satisfied'],
  5: ['非常满意', 'very satisfied'],
} as const satisfies Record<number, Name>

/** 七单, as they are headed. */
export const SHEET_NAMES: Record<SheetKind, Name> = {
  advanceNotice: ['重点工作预告单', 'advance notice of key work'],
  taskNotice: ['任务通知单', 'task notice'],
  leaderAssign: ['市领导批示交办单', "assignment of a leader's instruction"],
  greenUrge: ['绿色催办单', 'green urging sheet'],
  yellowUrge: ['黄色催办单', 'yellow urging sheet'],
  redSupervise: ['红色督办单', 'red supervision order'],
  returnForRework: ['退回重办单', 'return for rework'],
}

export const SHEET_STAGE_NAMES: Record<SheetStage, Name> = {
  proposed: ['待发', 'proposed'],
  issued: ['已发', 'issued'],
  closed: ['已办结', 'closed'],
  withdrawn: ['已撤回', 'withdrawn'],
  dismissed: ['不予发单', 'not issued'],
}

export const RECIPIENT_STAGE_NAMES: Record<RecipientStage, Name> = {
  sent: ['待签收', 'to be signed for'],
  signed: ['已签收', 'signed for'],
  answered: ['已反馈', 'answered'],
  accepted: ['反馈通过', 'accepted'],
  withdrawn: ['已撤回', 'withdrawn'],
}

/** 主送、抄送. */
export const RECIPIENT_ROLE_NAMES: Record<RecipientRole, Name> = {
  lead: ['主送（牵头）', 'to, leading'],
  assist: ['主送（配合）', 'to, assisting'],
  copy: ['抄送', 'copy'],
}

export const SUPERVISION_NAMES: Record<Supervision, Name> = {
  realTime: ['实时督办', 'real-time supervision'],
  circular: ['通报督办', 'supervision by circular'],
  joint: ['联合督办', 'joint supervision'],
  leader: ['领导督办', "a leader's supervision"],
  accountability: ['执纪问责', 'accountability'],
}
