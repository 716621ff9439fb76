/** 群体事件: an appeal joins the parent of a mass incident, so that one answer reaches hundreds. */
import { maySee } from '../access/sight.ts'
import type { Context } from '../record/context.ts'
import { type Change, Draft } from '../record/draft.ts'
import type { TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { whyNotCentre, whyNotOpen } from './standing.ts'

export const whyNotJoinParent = (
  t: TicketState,
  context: Pick<Context, 'actor' | 'directory'>,
): Refusal | null => whyNotCentre(t, 'appeal.dispatch', context) ?? whyNotOpen(t)

/** One level only: a parent has no parent of its own, so there are no circles. `parent` null takes the child out again. */
export function joinParent(
  child: TicketState,
  parent: TicketState | null,
  hasChildren: boolean,
  context: Context,
): Change | Refusal {
  const refusal =
    whyNotJoinParent(child, context) ?? (parent && whyNotUnder(child, parent, hasChildren, context))
  if (refusal) return refusal
  return new Draft(child, context.now)
    .step('appeal.joinedParent', { facts: { parent: parent?.id ?? null } }, t => {
      t.appeal.parentId = parent?.id ?? null
    })
    .change()
}

function whyNotUnder(
  child: TicketState,
  parent: TicketState,
  hasChildren: boolean,
  { actor, directory }: Context,
): Refusal | null {
  const no = (why: string) => refuse('cannot-merge', { field: 'parent', facts: { why } })
  if (!maySee(actor, parent, directory.units)) return refuse('not-found', { field: 'parent' })
  if (child.id === parent.id) return no('itself')
  if (parent.appeal.endedAt !== null) return no('targetEnded')
  if (parent.appeal.parentId !== null) return no('parentIsChild')
  if (hasChildren) return no('childIsParent')
  if (child.appeal.confidential) return no('confidential')
  return null
}
