/** The routes of 访 and of 销号. */
import * as wire from '../../contract/visits.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { attemptVisit } from '../../domain/visits/attempt-visit.ts'
import { giveReview } from '../../domain/visits/give-review.ts'
import { reopenAppeal } from '../../domain/visits/reopen-appeal.ts'
import { strikeOff } from '../../domain/visits/strike-off.ts'
import { route } from '../kernel/http/route.ts'
import { textFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { appellantOf } from '../record/appellants.ts'
import { actOnMany } from '../record/bulk.ts'
import { listVisits } from './due-visits.ts'

export const visitRoutes = (parts: Parts) => {
  const { tickets } = parts
  return [
    route(wire.listVisits, ({ actor, query }) => listVisits(parts, actor, query)),
    route(wire.attemptVisit, call => {
      const { note, ...body } = call.body
      const input = { ...body, no: call.params.no, ...(note && { note: textFrom(note, 'note') }) }
      return tickets.act(call, call.params.number, attemptVisit, input)
    }),
    route(wire.giveReview, async call => {
      const actor = await appellantOf(parts, call, call.params.number)
      if (isRefusal(actor)) return actor
      const { stars, dimensions = {}, via = 'web', comment } = call.body
      const input = { stars, dimensions, via, ...(comment && { comment: textFrom(comment, 'comment') }) }
      return tickets.act({ ...call, actor }, call.params.number, giveReview, input)
    }),
    route(wire.reopenOwn, async call => {
      const actor = await appellantOf(parts, call, call.params.number)
      if (isRefusal(actor)) return actor
      const input = { note: textFrom(call.body.note, 'note') }
      return tickets.act({ ...call, actor }, call.params.number, reopenAppeal, input)
    }),
    route(wire.strikeOff, call => tickets.act(call, call.params.number, strikeOff, {})),
    route(wire.strikeOffMany, async ({ actor, body: { numbers, dryRun } }) => {
      const { done, ...rest } = await actOnMany(parts, actor, numbers, {
        decide: strikeOff,
        input: {},
        dryRun,
      })
      return { struckOff: done, ...rest }
    }),
    route(wire.reopenAppeal, call =>
      tickets.act(call, call.params.number, reopenAppeal, { note: textFrom(call.body.note, 'note') }),
    ),
  ]
}
