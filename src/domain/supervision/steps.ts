/** 六步台账 (LL-30): on which of the six steps everything open stands, who owes what until when, and what doesn't add up – all of it read off the record. */
import { DAY, type Instant } from '../instant.ts'
import { isPaused, isRunning } from '../record/clocks.ts'
import { leadOf } from '../record/rework.ts'
import type { Appeal, Clock, Recipient, Sheet, TicketState } from '../record/state.ts'
import { type Light, lightOf } from '../time/lights.ts'
import {
  type ClockKind,
  ENDED_STAGES,
  isTask,
  type RecipientStage,
  STAGES,
  type Stage,
  TASK_KINDS,
} from '../vocabulary.ts'

/** 建立台账、明确责任及时限、跟踪调度、逐一记录、逐一对账、逐一销号. */
export const LEDGER_STEPS = ['open', 'duty', 'track', 'record', 'reconcile', 'strikeOff'] as const
export type LedgerStep = (typeof LEDGER_STEPS)[number]

/** What stands in the ledger: appeals, the four kinds of tasks, and of every sheet what each unit owes. */
export const LEDGER_KINDS = ['appeal', ...TASK_KINDS, 'sheet'] as const
export type LedgerKind = (typeof LEDGER_KINDS)[number]

export const ledgerKindOf = (kind: string): LedgerKind => (isTask(kind) ? kind : 'appeal')

const STEP: Record<Exclude<Stage, (typeof ENDED_STAGES)[number]>, LedgerStep> = {
  received: 'open',
  dispatched: 'duty',
  handling: 'track',
  suspended: 'track',
  answered: 'record',
  reviewed: 'reconcile',
  visited: 'strikeOff',
}

/** The step an open ticket stands on; null once it is over. What owes no visit has been reconciled with its review. */
export function stepOf({ stage, exemption }: Pick<Appeal, 'stage' | 'exemption'>): LedgerStep | null {
  const step = (STEP as Partial<Record<Stage, LedgerStep>>)[stage] ?? null
  return step === 'reconcile' && exemption !== null ? 'strikeOff' : step
}

/** Where tickets of a step are found: a stage, and whether a visit is exempted; null: either way. */
export interface Standing {
  stage: Stage
  exempt: boolean | null
}

/** The same the other way round, for questions to the database. */
export function standingsOf(steps: readonly LedgerStep[]): Standing[] {
  return STAGES.filter(stage => !(ENDED_STAGES as readonly Stage[]).includes(stage)).flatMap(
    (stage): Standing[] => {
      const [owed, exempt] = [null, 'notRequired' as const].map(exemption => stepOf({ stage, exemption })!)
      if (owed === exempt) return steps.includes(owed!) ? [{ stage, exempt: null }] : []
      return [
        ...(steps.includes(owed!) ? [{ stage, exempt: false }] : []),
        ...(steps.includes(exempt!) ? [{ stage, exempt: true }] : []),
      ]
    },
  )
}

/** What a unit owes a sheet; null when it owes nothing more. One that is only proposed stands at `open`. */
export const STEP_OF_RECIPIENT: Record<RecipientStage, LedgerStep | null> = {
  sent: 'duty',
  signed: 'track',
  answered: 'record',
  accepted: null,
  withdrawn: null,
}

/** What is waited for on each step. */
const WAITS: Record<LedgerStep, readonly ClockKind[]> = {
  open: ['dispatch', 'ruling'],
  duty: ['sign'],
  track: ['reply', 'rework', 'firstContact', 'preliminaryReply'],
  record: ['review'],
  reconcile: ['visit'],
  strikeOff: [],
}

/** An act that somebody owes; what has no limit of its own is owed all the same. */
export const OWED_ACTS = [
  'dispatch',
  'ruling',
  'sign',
  'firstContact',
  'preliminaryReply',
  'reply',
  'rework',
  'review',
  'visit',
  'strikeOff',
  'resume',
  'issue',
  'sheetSign',
  'sheetAnswer',
  'sheetReview',
] as const
export type OwedAct = (typeof OWED_ACTS)[number]

/** Who owes what, until when. */
export interface Owed {
  unitId: number
  act: OwedAct
  /** Null where no limit runs. */
  dueAt: Instant | null
  light: Light
}

/** What an open ticket waits for: of the limits that run on its step the one that ends first. Null once it is over. */
export function owedOf(t: TicketState, now: Instant): Owed | null {
  const step = stepOf(t.appeal)
  if (step === null) return null
  const { ownerUnitId } = t.appeal
  if (t.appeal.stage === 'suspended')
    return { unitId: ownerUnitId, act: 'resume', dueAt: null, light: 'none' }
  if (step === 'strikeOff') return { unitId: ownerUnitId, act: 'strikeOff', dueAt: null, light: 'none' }
  const kinds = WAITS[step]
  const [first] = t.clocks
    .filter(c => kinds.includes(c.kind) && isRunning(c) && !isPaused(c))
    .sort((a, b) => a.dueAt - b.dueAt)
  if (first) return owedBy(first, first.kind as OwedAct, now)
  const lead = step === 'duty' || step === 'track' ? leadOf(t)?.unitId : undefined
  return { unitId: lead ?? ownerUnitId, act: kinds[0] as OwedAct, dueAt: null, light: 'none' }
}

const owedBy = (clock: Clock, act: OwedAct, now: Instant): Owed => ({
  unitId: clock.unitId,
  act,
  dueAt: clock.dueAt,
  light: lightOf(clock, now),
})

/** What a sheet waits for from one of its units, or from the centre. */
export function owedOnSheet(t: TicketState, recipient: Recipient, now: Instant): Owed {
  if (recipient.stage === 'answered')
    return { unitId: t.appeal.ownerUnitId, act: 'sheetReview', dueAt: null, light: 'none' }
  const act = recipient.stage === 'sent' ? 'sheetSign' : 'sheetAnswer'
  const clock = t.clocks.find(c => c.kind === act && c.recipientNo === recipient.no && isRunning(c))
  return clock
    ? owedBy(clock, act, now)
    : { unitId: recipient.unitId, act, dueAt: recipient.dueAt, light: 'none' }
}

/** A proposed sheet waits for the centre to issue it, or not. */
export const owedOnProposal = (t: TicketState, _sheet: Sheet): Owed => ({
  unitId: t.appeal.ownerUnitId,
  act: 'issue',
  dueAt: null,
  light: 'none',
})

/** What doesn't add up. */
export const AMISS = [
  'noDuty',
  'noLimit',
  'notReconciled',
  'notStruckOff',
  'sheetAfterEnd',
  'taskAfterEnd',
] as const
export type Amiss = (typeof AMISS)[number]

/** After a day what is ready is struck off. */
export const READY_FOR = DAY

const runs = (t: TicketState, kind: ClockKind, now: Instant): boolean =>
  t.clocks.some(c => c.kind === kind && isRunning(c) && c.dueAt > now)

/** What doesn't add up with one ticket by itself. */
export function amissOf(t: TicketState, now: Instant): Amiss[] {
  const { appeal } = t
  const step = stepOf(appeal)
  if (step === null) return t.recipients.some(r => r.endedAt === null) ? ['sheetAfterEnd'] : []
  const found: Amiss[] = []
  // On the books, in nobody's hands, and nobody has time left to change that.
  if (appeal.leadUnitId === null && step === 'open' && !runs(t, 'dispatch', now)) found.push('noDuty')
  if (appeal.leadUnitId !== null && appeal.dueAt === null) found.push('noLimit')
  if (step === 'record' && !runs(t, 'review', now)) found.push('notReconciled')
  const readyAt = appeal.visitedAt ?? appeal.reviewedAt
  if (step === 'strikeOff' && readyAt !== null && readyAt <= now - READY_FOR) found.push('notStruckOff')
  return found
}
