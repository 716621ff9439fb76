/** 立项 over the wire. */
import type { openTask as wire } from '../../contract/supervision.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import { openTask } from '../../domain/supervision/open-task.ts'
import type { Call } from '../kernel/http/route.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { changedOf, keptOf } from '../record/tickets.ts'
import { verbatim } from './verbatim.ts'

/** A ticket of its own; the same call made again is answered as it was first. */
export async function openedTask({ db, door, tickets }: Parts, call: Call<typeof wire>) {
  const { actor, body } = call
  const { from, instruction, measure, ...rest } = body
  const fromId = from === undefined ? undefined : await tickets.idOf(actor.tenantId, from)
  if (fromId === null) return refuse('not-found', { field: 'from' })
  const input = {
    ...rest,
    title: lineFrom(rest.title, 'title'),
    content: textFrom(rest.content, 'content'),
    ...(measure && { measure: textFrom(measure, 'measure') }),
    ...(instruction && { instruction: verbatim(instruction) }),
    ...(fromId !== undefined && { fromId }),
  }
  const kept = keptOf(call)
  return answeredOnce(db, call, async () => {
    const done = await door.together({
      actor,
      appealIds: [],
      newIds: 1,
      issues: true,
      kept,
      decide: (_, context, ids) => {
        const decided = openTask(input, context, ids.appeal())
        return isRefusal(decided) ? decided : [decided]
      },
    })
    return Array.isArray(done) ? changedOf(done[0]!) : done
  })
}
