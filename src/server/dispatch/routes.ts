/** The routes of 转. */
import * as wire from '../../contract/dispatch.ts'
import { mayFor } from '../../domain/access/actor.ts'
import { cancelAssignment } from '../../domain/dispatch/cancel-assignment.ts'
import { claimAppeal } from '../../domain/dispatch/claim-appeal.ts'
import { dispatchAppeal } from '../../domain/dispatch/dispatch-appeal.ts'
import { handAssignment } from '../../domain/dispatch/hand-assignment.ts'
import { passDown } from '../../domain/dispatch/pass-down.ts'
import { candidatesOf } from '../../domain/dispatch/recipient.ts'
import type { Change } from '../../domain/record/draft.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { type Call, route } from '../kernel/http/route.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { changedOf, ifSeen, keptOf } from '../record/tickets.ts'
import { listClaimable } from './claimable.ts'
import { dispatchMany, previewMany } from './many.ts'
import { returnRoutes } from './return-routes.ts'
import { seenTicket } from './seen.ts'
import { suggestForAppeal, suggestForDraft } from './suggestions.ts'

/** The same body with its note made safe to keep. */
const noted = <Body extends { note?: string }>(body: Body): Body =>
  body.note === undefined ? body : { ...body, note: plainText(body.note) }

export const dispatchRoutes = (parts: Parts) => [
  route(wire.dispatchAppeal, call =>
    parts.tickets.act(call, call.params.number, dispatchAppeal, noted(call.body)),
  ),
  route(wire.dispatchMany, ({ actor, body }) =>
    (body.dryRun ? previewMany : dispatchMany)(parts, actor, body.rows.map(noted)),
  ),
  route(wire.suggestForAppeal, ({ actor, params }) => suggestForAppeal(parts, actor, params.number)),
  route(wire.suggestForDraft, ({ actor, body }) => suggestForDraft(parts, actor, body)),
  route(wire.listClaimable, ({ actor, query }) => listClaimable(parts, actor, query)),
  route(wire.claimAppeal, call => claim(parts, call)),
  route(wire.passDown, call =>
    parts.tickets.act(call, call.params.number, passDown, {
      assignmentNo: call.params.no,
      ...noted(call.body),
    }),
  ),
  route(wire.cancelAssignment, call =>
    parts.tickets.act(call, call.params.number, cancelAssignment, {
      assignmentNo: call.params.no,
      ...noted(call.body),
    }),
  ),
  route(wire.handAssignment, call => hand(parts, call)),
  route(wire.listCandidates, call => candidates(parts, call)),
  ...returnRoutes(parts),
]

/** Not behind `ifSeen`: the decision itself says who sees a matter that is offered to them. */
async function claim({ db, tickets, door }: Parts, call: Call<typeof wire.claimAppeal>) {
  const { actor, params, body, ifMatch } = call
  const appealId = await tickets.idOf(actor.tenantId, params.number)
  if (appealId === null) return refuse('not-found')
  const act = { actor, appealId, decide: claimAppeal, input: noted(body), ifMatch, kept: keptOf(call) }
  return answeredOnce(db, call, async () => {
    const done = await door.act(act)
    return isRefusal(done) ? done : changedOf(done)
  })
}

async function hand({ db, tickets, door }: Parts, call: Call<typeof wire.handAssignment>) {
  const { actor, params, body, ifMatch, idempotency } = call
  const appealId = await tickets.idOf(actor.tenantId, params.number)
  if (appealId === null) return refuse('not-found')
  const input = { assignmentNo: params.no, ...noted(body) }
  const kept = idempotency && {
    ...idempotency,
    answer: ([c]: readonly Change[]) => handedOf(call, c!.after),
  }
  return answeredOnce(db, call, async () => {
    const done = await door.act({ actor, appealId, decide: ifSeen(handAssignment), input, ifMatch, kept })
    return isRefusal(done) ? done : handedOf(call, done.state)
  })
}

function handedOf({ params, body }: Call<typeof wire.handAssignment>, state: TicketState) {
  const personId = state.assignments.find(a => a.no === params.no)!.personId!
  return {
    ...changedOf({ state }),
    personId,
    ...(personId !== body.personId && { insteadOf: body.personId }),
  }
}

async function candidates(parts: Parts, { actor, params }: Call<typeof wire.listCandidates>) {
  const seen = await seenTicket(parts, actor, params.number)
  if (isRefusal(seen)) return seen
  const { state, context } = seen
  const { directory, now } = context
  const assignment = state.assignments.find(a => a.no === params.no)
  if (!assignment) return refuse('no-such-assignment')
  const { unitId } = assignment
  const mine =
    mayFor(actor, 'appeal.handle', unitId, directory.units) ||
    mayFor(actor, 'appeal.dispatch', state.appeal.ownerUnitId, directory.units)
  if (!mine) return refuse('not-your-unit')
  return { people: candidatesOf({ matter: state.appeal, unitId, directory, now }) }
}
