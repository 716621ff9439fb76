/** 发单: a sheet is proposed, or issued to its units with a number and two limits each. */
import { startClock } from '../record/clocks.ts'
import type { Context } from '../record/context.ts'
import { type Draft, nextNo, textsOf } from '../record/draft.ts'
import type { Sheet, TicketState } from '../record/state.ts'
import { dueOf } from '../time/due.ts'
import { limitFrom } from '../time/limit.ts'
import {
  type Level,
  type RecipientRole,
  SHEET_KINDS,
  type SheetCause,
  type SheetKind,
} from '../vocabulary.ts'
import { supervisionOf } from './ladder.ts'

/** What a paper may say of a matter: redacted words; null for a confidential one. */
export interface MatterWords {
  title: string | null
  summary: string | null
}

/** A leader's instruction 批示, word for word. */
export interface Instruction {
  by: string
  words: string
  /** Day it was written. */
  on: string
}

export interface Addressed {
  unitId: number
  role: RecipientRole
}

export interface SheetInput {
  kind: SheetKind
  cause: SheetCause
  units: readonly Addressed[]
  words: MatterWords
  /** What is asked; the rules' own words when left out. */
  demand?: string
  assignmentNo?: number | null
  afterNo?: number | null
  followsSeq?: number
  /** For the answer; that of the rules for the kind when left out. */
  limit?: string
  instruction?: Instruction
  /** What was found wanting with the answer before. */
  defects?: readonly string[]
}

const URGES: readonly SheetKind[] = ['greenUrge', 'yellowUrge', 'redSupervise']
const weight = (kind: SheetKind): number => SHEET_KINDS.indexOf(kind)

/** The sheet of this kind or a heavier one of its sort about the duty that still waits: for its answer, or for somebody to issue it. */
export const openSheetOf = (
  t: TicketState,
  kind: SheetKind,
  assignmentNo: number | null,
): Sheet | undefined =>
  t.sheets.find(
    s =>
      (s.stage === 'issued' || s.stage === 'proposed') &&
      s.assignmentNo === assignmentNo &&
      (s.kind === kind || (URGES.includes(s.kind) && URGES.includes(kind) && weight(s.kind) > weight(kind))),
  )

const blankSheet = (t: TicketState, input: SheetInput, { policy }: Pick<Context, 'policy'>): Sheet => ({
  no: nextNo(t.sheets),
  kind: input.kind,
  stage: 'proposed',
  cause: input.cause,
  number: null,
  assignmentNo: input.assignmentNo ?? null,
  afterNo: input.afterNo ?? previousOf(t, input),
  followsSeq: input.followsSeq ?? null,
  limit: input.limit ?? supervisionOf(policy.rules).sheets.answer[input.kind],
  proposedAt: null,
  issuedAt: null,
  issuedBy: null,
  endedAt: null,
  dataHash: null,
})

/** One sheet leads to the next: the last one issued about the same duty. */
const previousOf = (t: TicketState, { assignmentNo = null }: SheetInput): number | null =>
  t.sheets.findLast(s => s.assignmentNo === assignmentNo && s.number !== null)?.no ?? null

const factsOf = ({ no, kind, cause, assignmentNo }: Sheet) => ({
  sheetNo: no,
  kind,
  cause,
  ...(assignmentNo !== null && { assignmentNo }),
})

/** A supervisor is to look at it and issue it, or not. */
export function proposeSheet(draft: Draft, input: SheetInput, context: Context): void {
  const sheet = { ...blankSheet(draft.state, input, context), proposedAt: context.now }
  const unitId = input.units[0]!.unitId
  const facts = { ...factsOf(sheet), units: input.units }
  draft.step('sheet.proposed', { unitId, facts, texts: textsOf({ demand: input.demand }) }, t => {
    t.sheets.push(sheet)
  })
}

/** Issues it, or the one proposed before; the paper is frozen and gets its number with the same commit. */
export function issueSheet(draft: Draft, input: SheetInput, context: Context, proposed?: Sheet): void {
  const { now, actor } = context
  const sheet = { ...(proposed ?? blankSheet(draft.state, input, context)) }
  const { number, dataHash } = context.issuing!.issue(paperOf(draft.state, sheet, input, context))
  Object.assign(sheet, { stage: 'issued', number, dataHash, issuedAt: now, issuedBy: actor.personId })
  const { demand, instruction } = input
  const texts = textsOf({ demand, instruction: instruction?.words, instructedBy: instruction?.by })
  const facts = { ...factsOf(sheet), number, dataHash, units: input.units }
  draft.step('sheet.issued', { unitId: input.units[0]!.unitId, facts, texts }, t => {
    const at = t.sheets.findIndex(s => s.no === sheet.no)
    if (at < 0) t.sheets.push(sheet)
    else t.sheets[at] = sheet
    for (const to of input.units) address(t, sheet, to, context)
  })
}

/** Whoever gets a copy owes nothing. */
function address(t: TicketState, sheet: Sheet, { unitId, role }: Addressed, context: Context): void {
  const no = nextNo(t.recipients)
  const owes = role !== 'copy'
  const recipient = {
    no,
    sheetNo: sheet.no,
    unitId,
    role,
    stage: 'sent' as const,
    sentAt: context.now,
    signedAt: null,
    signedBy: null,
    answeredAt: null,
    answeredBy: null,
    endedAt: owes ? null : context.now,
    dueAt: null as number | null,
    sentBack: 0,
  }
  t.recipients.push(recipient)
  if (!owes) return
  const of = { unitId, recipientNo: no }
  startClock(t, { ...of, kind: 'sheetSign', limit: supervisionOf(context.policy.rules).sheets.sign }, context)
  const answer = startClock(t, { ...of, kind: 'sheetAnswer', limit: sheet.limit }, context)
  recipient.dueAt = answer?.dueAt ?? null
}

/** Everything that is printed: what the paper says is decided here, how it looks is not. */
export interface SheetPaper {
  kind: SheetKind
  sheetNo: number
  tenantId: number
  appealId: number
  /** Who issues it. */
  unitId: number
  appealNumber: string
  words: MatterWords
  category: string | null
  channel: string | null
  level: Level
  /** All units it goes to. */
  recipients: number[]
  lead: string[]
  assist: string[]
  copy: string[]
  demand: string | null
  instruction: Instruction | null
  /** By when it is to be signed for and answered. */
  signBefore: number | null
  answerBefore: number | null
  /** When the duty itself is due. */
  dutyDueAt: number | null
  defects: readonly string[]
  issuedAt: number
  issuedBy: number | null
  /** The sheets before it, the first one first. */
  chain: Before[]
}

export interface Before {
  kind: SheetKind
  number: string
  issuedAt: number
}

function paperOf(t: TicketState, sheet: Sheet, input: SheetInput, context: Context): SheetPaper {
  const { directory, now, actor } = context
  const names = (role: RecipientRole) =>
    input.units.filter(u => u.role === role).map(u => directory.units.get(u.unitId)?.name ?? '')
  const { appeal } = t
  const until = (limit: string) =>
    dueOf({ start: now, limit: limitFrom(limit), calendar: context.calendar, rules: context.policy.rules })
      .dueAt
  return {
    kind: sheet.kind,
    sheetNo: sheet.no,
    tenantId: t.tenantId,
    appealId: t.id,
    unitId: appeal.ownerUnitId,
    appealNumber: appeal.number,
    words: input.words,
    category: appeal.categoryId === null ? null : (directory.categories.get(appeal.categoryId)?.name ?? null),
    channel: directory.channels.get(appeal.channelId)?.name ?? null,
    level: appeal.level,
    recipients: input.units.map(u => u.unitId),
    lead: names('lead'),
    assist: names('assist'),
    copy: names('copy'),
    demand: input.demand ?? null,
    instruction: input.instruction ?? null,
    signBefore: until(supervisionOf(context.policy.rules).sheets.sign),
    answerBefore: until(sheet.limit),
    dutyDueAt: t.assignments.find(a => a.no === sheet.assignmentNo)?.dueAt ?? appeal.dueAt,
    defects: input.defects ?? [],
    issuedAt: now,
    issuedBy: actor.personId,
    chain: chainOf(t, sheet.afterNo),
  }
}

/** The sheets that led to one, the first one first. */
export function chainOf(t: TicketState, no: number | null): Before[] {
  const sheet = t.sheets.find(s => s.no === no)
  if (!sheet) return []
  const before = sheet.afterNo !== null && sheet.afterNo < sheet.no ? chainOf(t, sheet.afterNo) : []
  const { kind, number, issuedAt } = sheet
  return number === null || issuedAt === null ? before : [...before, { kind, number, issuedAt }]
}
