/** 上行办理 (LL-25): preliminary reply, notice, progress, report material, countersignature, report upward, publication – what is done, on which paper, and until when the next is due. */
import type { Instant } from '../instant.ts'
import { isRunning } from '../record/clocks.ts'
import { leadOf } from '../record/rework.ts'
import type { TicketState } from '../record/state.ts'
import { type Light, lightOf } from '../time/lights.ts'
import type { ClockKind } from '../vocabulary.ts'

export const UPWARD_STEPS = [
  'preliminary',
  'notice',
  'progress',
  'material',
  'countersign',
  'report',
  'publish',
] as const
export type UpwardStep = (typeof UPWARD_STEPS)[number]

/** A paper about the ticket. */
export interface Paper {
  id: number
  kind: string
  number: string
  sheetNo: number | null
  issuedAt: Instant
}

/** What stands beside the state. */
export interface Beside {
  papers: readonly Paper[]
  progress: { at: Instant; nextDueAt: Instant | null } | null
  /** Of the final answer on the platform; null: nothing goes back. */
  publication: { publishedAt: Instant | null; refusedAt: Instant | null; refusal: string | null } | null
}

export interface StepOnTheWay {
  step: UpwardStep
  doneAt: Instant | null
  /** Null where none runs, or it is done. */
  dueAt: Instant | null
  light: Light
  paper: Paper | null
  /** The platform's words, where it refused the answer. */
  refusal: string | null
}

const NOTICES = ['taskNotice', 'leaderAssign', 'advanceNotice']

export function wayUpward(
  t: TicketState,
  { papers, progress, publication }: Beside,
  now: Instant,
): StepOnTheWay[] {
  const lead = leadOf(t)
  const limit = (...kinds: ClockKind[]) => {
    const running = t.clocks.filter(
      c => kinds.includes(c.kind) && isRunning(c) && c.assignmentNo === (lead?.no ?? null),
    )
    const [first] = running.sort((a, b) => a.dueAt - b.dueAt)
    return { dueAt: first?.dueAt ?? null, light: first ? lightOf(first, now) : ('none' as const) }
  }
  const step = (
    name: UpwardStep,
    doneAt: Instant | null,
    until: { dueAt: Instant | null; light: Light },
    paper: Paper | null = null,
  ): StepOnTheWay => ({
    step: name,
    doneAt,
    ...(doneAt === null ? until : { dueAt: null, light: 'none' as const }),
    paper,
    refusal: name === 'publish' ? (publication?.refusal ?? null) : null,
  })
  const notice = t.sheets.findLast(s => NOTICES.includes(s.kind) && s.issuedAt !== null)
  const material = papers.findLast(p => p.kind === 'report') ?? null
  const round = (kind: string) =>
    t.approvals.filter(
      p => p.kind === kind && p.assignmentNo === lead?.no && p.wanted.round === lead?.reworks,
    )
  const signed = round('countersign')
  const latest = new Map(signed.map(p => [p.unitId, p]))
  const isSigned = latest.size > 0 && [...latest.values()].every(p => p.verdict === 'approved')
  const reported = round('reportUpward').findLast(p => p.verdict === 'approved')
  const whole = limit('reply', 'rework')
  const next = progress?.nextDueAt ?? null
  return [
    step('preliminary', lead?.preliminaryAt ?? null, limit('preliminaryReply')),
    step(
      'notice',
      notice?.issuedAt ?? null,
      limit('sign'),
      papers.find(p => notice !== undefined && p.sheetNo === notice.no) ?? null,
    ),
    step(
      'progress',
      progress?.at ?? null,
      next === null ? whole : { dueAt: next, light: next <= now ? 'red' : 'none' },
    ),
    step('material', material?.issuedAt ?? null, whole, material),
    step('countersign', isSigned ? Math.max(...signed.map(p => p.decidedAt ?? 0)) : null, whole),
    step(
      'report',
      reported?.decidedAt ?? null,
      whole,
      papers.find(p => p.id === reported?.wanted.documentId) ?? null,
    ),
    ...(t.appeal.externalPlatform === null ? [] : [step('publish', publication?.publishedAt ?? null, whole)]),
  ]
}
