/** 扎堆处置 (LL-29): one heap, one act – joined under one ticket or each by itself, dispatched, answered preliminarily, and put on paper for the units. */
import type { DispatchTo } from '../dispatch/assignments.ts'
import { noteOf } from '../dispatch/assignments.ts'
import { dispatchTo, whyNotDispatch } from '../dispatch/dispatch-appeal.ts'
import { answerForCentre } from '../handling/reply-preliminarily.ts'
import type { Context } from '../record/context.ts'
import { type Change, Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { issueSheet, type MatterWords, openSheetOf } from '../supervision/issue-sheet.ts'
import { whyNotSendSheet } from '../supervision/send-sheet.ts'
import { mergeAppeals } from './merge-appeals.ts'

export interface SettleInput {
  /** Left out where the ticket is with its units already. */
  units?: readonly DispatchTo[] | undefined
  note?: string | undefined
  /** 初步回复. */
  preliminary?: string | undefined
  /** 任务通知单, about the whole heap. */
  notice?: { demand: string; limit?: string | undefined } | undefined
  /** What the notice quotes. */
  words: MatterWords
}

/** One ticket: the one that stands for the heap, or each of it. All of it happens, or nothing. */
export function settleTicket(
  state: TicketState,
  { units, note, preliminary, notice, words }: SettleInput,
  context: Context,
): Change | Refusal {
  const draft = new Draft(state, context.now)
  const steps = [
    () =>
      units?.length
        ? (whyNotDispatch(state, context) ??
          dispatchTo(draft, { units: [...units], ...noteOf(note) }, context))
        : null,
    () => (preliminary ? answerForCentre(draft, preliminary, context) : null),
    () => (notice ? notify(draft, notice, words, context) : null),
  ]
  for (const step of steps) {
    const refusal = step()
    if (refusal) return refusal
  }
  return draft.change()
}

function notify(
  draft: Draft,
  { demand, limit }: NonNullable<SettleInput['notice']>,
  words: MatterWords,
  context: Context,
): Refusal | null {
  const refusal = whyNotSendSheet(draft.state, context)
  if (refusal) return refusal
  if (openSheetOf(draft.state, 'taskNotice', null)) return refuse('sheet-open', { field: 'notice' })
  const units = draft.state.assignments
    .filter(a => a.endedAt === null && a.parentNo === null)
    .map(({ unitId, role }) => ({ unitId, role }))
  if (!units.some(u => u.role === 'lead')) return refuse('one-lead-only', { field: 'units' })
  issueSheet(
    draft,
    { kind: 'taskNotice', cause: 'hand', units, words, demand, ...(limit && { limit }) },
    context,
  )
  return null
}

export interface Joined {
  /** Of the sources that could be joined, and last of the ticket that took them in. */
  changes: Change[]
  refused: Map<number, Refusal>
}

/** Each source goes into the head; those that can't are told, and stay. */
export function joinAll(head: TicketState, sources: readonly TicketState[], context: Context): Joined {
  const changes: Change[] = []
  const refused = new Map<number, Refusal>()
  const tookIn: Change[] = []
  let into = head
  for (const source of sources) {
    const done = mergeAppeals(source, into, context)
    if (isRefusal(done)) {
      refused.set(source.id, done)
      continue
    }
    const [merged, took] = done as [Change, Change]
    changes.push(merged)
    tookIn.push(took)
    into = took.after
  }
  return { changes: tookIn.length > 0 ? [...changes, inOne(tookIn)] : [], refused }
}

/** Changes of one ticket that follow each other, as one. */
const inOne = (changes: readonly Change[]): Change => ({
  before: changes[0]!.before,
  after: changes.at(-1)!.after,
  steps: changes.flatMap(c => c.steps),
  beside: {},
})
