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
