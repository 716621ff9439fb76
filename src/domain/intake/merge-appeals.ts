/** 并单: one appeal goes into another about the same matter and stays as a signpost; the other answers for both. */
import { maySee } from '../access/sight.ts'
import type { Context } from '../record/context.ts'
import { type Change, Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Stage } from '../vocabulary.ts'
import { endAppeal } from './ending.ts'
import { whyNotCentre, whyNotOpen } from './standing.ts'

/** Before the units have answered; afterwards a merge would throw an answer away. */
const MERGEABLE: readonly Stage[] = ['received', 'dispatched', 'handling']

type Seen = Pick<Context, 'actor' | 'directory'>

export function whyNotMerge(t: TicketState, context: Seen): Refusal | null {
  const refusal = whyNotCentre(t, 'appeal.dispatch', context) ?? whyNotOpen(t)
  if (refusal) return refusal
  if (t.appeal.stage === 'suspended') return refuse('is-suspended')
  return MERGEABLE.includes(t.appeal.stage) ? null : refuse('wrong-stage')
}

/**
 * An open target was never merged itself, so no circle can come about. A confidential report isn't merged: its
 * reporter would show through the other ticket.
 */
function whyNotInto(source: TicketState, into: TicketState, { actor, directory }: Seen): Refusal | null {
  const no = (why: string) => refuse('cannot-merge', { field: 'into', facts: { why } })
  if (!maySee(actor, into, directory.units)) return refuse('not-found', { field: 'into' })
  if (source.id === into.id) return no('itself')
  if (into.appeal.endedAt !== null) return no('targetEnded')
  if (source.appeal.confidential || into.appeal.confidential) return no('confidential')
  if (source.appeal.ownerUnitId !== into.appeal.ownerUnitId) return no('anotherCentre')
  return null
}

/** Both tickets change together. The source remembers its stage; what it had running ends here. */
export function mergeAppeals(source: TicketState, into: TicketState, context: Context): Change[] | Refusal {
  const refusal = whyNotMerge(source, context) ?? whyNotInto(source, into, context)
  if (refusal) return refusal
  const { now } = context
  const merged = new Draft(source, now).step('appeal.merged', { facts: { into: into.id } }, t => {
    t.appeal.stageBefore = t.appeal.stage
    t.appeal.mergedIntoId = into.id
    endAppeal(t, 'merged', now)
  })
  const tookIn = new Draft(into, now).step('appeal.tookIn', {
    facts: { from: source.id, number: source.appeal.number },
  })
  return [merged.change(), tookIn.change()]
}
