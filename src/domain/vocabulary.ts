/** The words the whole product shares: kinds, stages, channels. Chinese and English names are in texts.ts. */

/** 诉求类型: told apart and counted apart (XA-27, SZ-43, NC-29). */
export const KINDS = [
  'inquiry',
  'help',
  'complaint',
  'report',
  'suggestion',
  'goldenIdea',
  'praise',
  'other',
] as const
export type Kind = (typeof KINDS)[number]

/** 有呼必应、有问必答、有求必解、有难必帮 (SZ-09): what the person came for. */
export const INTENTS = ['call', 'question', 'request', 'difficulty'] as const
export type Intent = (typeof INTENTS)[number]

export const URGENCIES = ['general', 'urgent', 'critical'] as const
export type Urgency = (typeof URGENCIES)[number]

/** 小事、急事、难事 (SZ-48). */
export const SEVERITIES = ['small', 'urgent', 'hard'] as const
export type Severity = (typeof SEVERITIES)[number]

/** 一般、重点、疑难复杂 (LL-36): who supervises. */
export const LEVELS = ['general', 'key', 'complex'] as const
export type Level = (typeof LEVELS)[number]

/** Kinds of channels: the six of NC-09, then the usual, then those of the other systems. */
export const CHANNEL_KINDS = [
  'opinionBox',
  'complaintDesk',
  'evaluationDevice',
  'hotline',
  'onlinePlatform',
  'opinionColumn',
  'web',
  'miniProgram',
  'leaderLine',
  'externalPlatform',
  'window',
  'mobileDesk',
  'meeting',
  'liaisonPoint',
  'letter',
  'sms',
  'email',
  'api',
  'import',
  // 内部交办: tasks, which nobody brought.
  'internal',
] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** What became of a contact; the five ends of reconciliation (ZY-30), and `pending` until one is reached. */
export const CONTACT_OUTCOMES = [
  'pending',
  'answered',
  'appeal',
  'refused',
  'handedOver',
  'abandoned',
] as const
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number]

export const STAGES = [
  'received',
  'dispatched',
  'handling',
  'answered',
  'reviewed',
  'visited',
  'struckOff',
  'suspended',
  'answeredOnSpot',
  'refused',
  'merged',
  'withdrawn',
  'passedOn',
] as const
export type Stage = (typeof STAGES)[number]

/** Stages in which nobody owes anything any more. */
export const ENDED_STAGES = [
  'struckOff',
  'answeredOnSpot',
  'refused',
  'merged',
  'withdrawn',
  'passedOn',
] as const satisfies readonly Stage[]

export const isOpen = (stage: Stage): boolean => !(ENDED_STAGES as readonly Stage[]).includes(stage)

export const ASSIGNMENT_STAGES = [
  'assigned',
  'signed',
  'contacted',
  'replied',
  'accepted',
  'returned',
  'cancelled',
] as const
export type AssignmentStage = (typeof ASSIGNMENT_STAGES)[number]

export const ASSIGNMENT_ROLES = ['lead', 'assist'] as const
export type AssignmentRole = (typeof ASSIGNMENT_ROLES)[number]

/** The limits of a ticket (ZY-07). */
export const CLOCK_KINDS = [
  'dispatch',
  'sign',
  'firstContact',
  'preliminaryReply',
  'reply',
  'closure',
  'review',
  'visit',
  'rework',
  'return',
  'ruling',
  // A sheet is signed for, and answered.
  'sheetSign',
  'sheetAnswer',
] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]

/** What may be asked for and decided on a ticket. */
export const APPROVAL_KINDS = [
  'return',
  'objection',
  'extension',
  'suspension',
  'innerReview',
  'countersign',
  'closeException',
  'exclusion',
  'reportUpward',
  'sheetObjection',
  'supervision',
] as const
export type ApprovalKind = (typeof APPROVAL_KINDS)[number]

export const VERDICTS = ['approved', 'rejected', 'withdrawn'] as const
export type Verdict = (typeof VERDICTS)[number]

/** 是否解决, as the unit claims it and as the appellant tells it. */
export const RESULTS = ['solved', 'partly', 'unsolved', 'explained'] as const
export type Result = (typeof RESULTS)[number]

/** Why a ticket needs no visit; counted and shown. */
export const VISIT_EXEMPTIONS = [
  'anonymous',
  'askedNotToBeCalled',
  'answeredOnSpot',
  'imported',
  /** The rules ask for no visit of this kind of matter. */
  'notRequired',
] as const
export type VisitExemption = (typeof VISIT_EXEMPTIONS)[number]

/** 办不了、很难办、不给办 (NC-35). */
export const CAUSES = [
  'cannotDo',
  'hardToDo',
  'refused',
  'neglected',
  'unclearDuty',
  'policyGap',
  'other',
] as const
export type Cause = (typeof CAUSES)[number]

/** 七单: the seven sheets of supervision (LL-16 to LL-23), in the order of their weight. */
export const SHEET_KINDS = [
  'advanceNotice',
  'taskNotice',
  'leaderAssign',
  'greenUrge',
  'yellowUrge',
  'redSupervise',
  'returnForRework',
] as const
export type SheetKind = (typeof SHEET_KINDS)[number]

export const SHEET_STAGES = ['proposed', 'issued', 'closed', 'withdrawn', 'dismissed'] as const
export type SheetStage = (typeof SHEET_STAGES)[number]

/** What a sheet comes from: the ladder, somebody's hand, an answer sent back, a leader's words. */
export const SHEET_CAUSES = ['light', 'hand', 'sentBack', 'unsatisfied', 'instruction', 'plan'] as const
export type SheetCause = (typeof SHEET_CAUSES)[number]

/** 主送 (lead or assisting), 抄送. */
export const RECIPIENT_ROLES = ['lead', 'assist', 'copy'] as const
export type RecipientRole = (typeof RECIPIENT_ROLES)[number]

export const RECIPIENT_STAGES = ['sent', 'signed', 'answered', 'accepted', 'withdrawn'] as const
export type RecipientStage = (typeof RECIPIENT_STAGES)[number]

/** 实时、通报、联合、领导督办、执纪问责 (ZY-33): the five kinds of supervision, in the order of their weight. */
export const SUPERVISIONS = ['realTime', 'circular', 'joint', 'leader', 'accountability'] as const
export type Supervision = (typeof SUPERVISIONS)[number]

/** What became of an automatic call 电话督办 (ZY-25). */
export const CALL_OUTCOMES = ['answered', 'noAnswer', 'busy', 'failed'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** 群机器人: groups in the messengers of units, and what they may be told of. */
export const ROBOT_KINDS = ['wecom', 'dingtalk'] as const
export type RobotKind = (typeof ROBOT_KINDS)[number]
export const ROBOT_TELLS = ['lights', 'sheets', 'calls'] as const
export type RobotTells = (typeof ROBOT_TELLS)[number]

/** Work that is no appeal but goes the same way: 重点工作、领导批示、整改、主动治理. */
export const TASK_KINDS = ['keyWork', 'leaderInstruction', 'rectification', 'proactive'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** What a ticket may be: an appeal of one of its kinds, or a task. */
export const MATTER_KINDS = [...KINDS, ...TASK_KINDS] as const
export type MatterKind = (typeof MATTER_KINDS)[number]

export const isTask = (kind: string): kind is TaskKind => (TASK_KINDS as readonly string[]).includes(kind)

/** The kind of a contact about a ticket; what is said about a task is none of the usual kinds. */
export const contactKindOf = (kind: MatterKind): Kind => (isTask(kind) ? 'other' : kind)
