/** The routes of 退单、异议、裁定. */
import * as wire from '../../contract/returns.ts'
import { decideReturn } from '../../domain/dispatch/decide-return.ts'
import { objectToDispatch } from '../../domain/dispatch/object-to-dispatch.ts'
import { returnAssignment } from '../../domain/dispatch/return-assignment.ts'
import { ruleOnObjection } from '../../domain/dispatch/rule-on-objection.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { route } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { showBounces } from './bounces.ts'

export const returnRoutes = (parts: Parts) => [
  route(wire.returnAssignment, call => {
    const { reason, note } = call.body
    const input = { assignmentNo: call.params.no, reason, note: plainText(note) }
    return parts.tickets.act(call, call.params.number, returnAssignment, input)
  }),
  route(wire.objectToDispatch, call => {
    const { reason, note } = call.body
    const input = { assignmentNo: call.params.no, reason, note: plainText(note) }
    return parts.tickets.act(call, call.params.number, objectToDispatch, input)
  }),
  route(wire.decideReturn, call => {
    const { note, ...body } = call.body
    const input = { approvalNo: call.params.no, ...body, ...(note && { note: plainText(note) }) }
    return parts.tickets.act(call, call.params.number, decideReturn, input)
  }),
  route(wire.ruleOnObjection, call => {
    const { basis, ...body } = call.body
    const input = { approvalNo: call.params.no, ...body, basis: plainText(basis) }
    return parts.tickets.act(call, call.params.number, ruleOnObjection, input)
  }),
  route(wire.showBounces, ({ actor, params }) => showBounces(parts, actor, params.number)),
]
