/** 批量发单: a sheet about each of many tickets, in one commit; those that may not get one are told apart and left. */

import type { InputOf } from '../../contract/route.ts'
import type { sendSheets as wire } from '../../contract/supervision.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Context, Issuing } from '../../domain/record/context.ts'
import type { Change } from '../../domain/record/draft.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { sendSheet } from '../../domain/supervision/send-sheet.ts'
import type { Parts } from '../parts.ts'
import { bulkAnswer, bulkRow, openPreview } from '../record/bulk.ts'
import { type Changed, changedOf, ifSeen } from '../record/tickets.ts'
import { verbatim } from './verbatim.ts'
import { wordsOf } from './words.ts'

type Body = InputOf<typeof wire>['body']

/** Numbers of a preview are nobody's. */
const NO_NUMBERS: Issuing = { issue: () => ({ number: '', dataHash: '' }) }

export async function sendSheets(parts: Parts, actor: Actor, { numbers, dryRun, ...body }: Body) {
  const ids = new Map<string, number>()
  for (const number of numbers) {
    const id = await parts.tickets.idOf(actor.tenantId, number)
    if (id !== null) ids.set(number, id)
  }
  const words = await wordsOf(parts.db, actor.tenantId, [...ids.values()])
  const { instruction, ...asked } = body
  const input = { ...asked, ...(instruction && { instruction: verbatim(instruction) }) }
  const decide = (state: TicketState, context: Context) =>
    ifSeen(sendSheet)(state, { ...input, words: words(state.id) }, context)
  const outcomes = dryRun
    ? await tried(parts, actor, numbers, decide)
    : await done(parts, actor, [...ids.values()], decide)
  const byNumber = new Map(outcomes.map(o => [o.number, o.outcome]))
  return bulkAnswer(numbers.map(number => bulkRow(number, byNumber.get(number) ?? refuse('not-found'))))
}

interface Outcome {
  number: string
  outcome: Changed | Refusal
}
type DecideOne = (state: TicketState, context: Context) => Change | Refusal

async function tried(
  parts: Parts,
  actor: Actor,
  numbers: readonly string[],
  decide: DecideOne,
): Promise<Outcome[]> {
  const preview = await openPreview(parts, actor, numbers)
  const context = { ...preview.context, issuing: NO_NUMBERS }
  return numbers.flatMap(number => {
    const state = preview.state(number)
    return state ? [outcomeOf(number, decide(state, context))] : []
  })
}

const outcomeOf = (number: string, decided: Change | Refusal): Outcome => ({
  number,
  outcome: isRefusal(decided) ? decided : changedOf({ state: decided.after }),
})

async function done(
  { door }: Parts,
  actor: Actor,
  appealIds: readonly number[],
  decide: DecideOne,
): Promise<Outcome[]> {
  let outcomes: Outcome[] = []
  const committed = await door.together({
    actor,
    appealIds,
    issues: true,
    decide: (states, context) => {
      const decided = states.map(state => ({ number: state.appeal.number, made: decide(state, context) }))
      outcomes = decided.map(({ number, made }) => outcomeOf(number, made))
      return decided.flatMap(({ made }) => (isRefusal(made) ? [] : [made]))
    },
  })
  return isRefusal(committed) ? outcomes.map(({ number }) => ({ number, outcome: committed })) : outcomes
}
