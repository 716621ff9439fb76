/** The routes of 接 for staff: receiving, comparing, and what the centre does with an appeal before it is dispatched. */
import * as wire from '../../contract/intake.ts'
import { askAppellant } from '../../domain/intake/ask-appellant.ts'
import { classifyAppeal } from '../../domain/intake/classify-appeal.ts'
import { answerAppeal, handOverAppeal, refuseAppeal } from '../../domain/intake/settle-undispatched.ts'
import { withdrawAppeal } from '../../domain/intake/withdraw-appeal.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { route } from '../kernel/http/route.ts'
import { textFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { addThrough, tellThrough } from './adding.ts'
import { articleVersionOf } from './articles.ts'
import { type Compare, candidateSeen } from './comparing.ts'
import { emergencyIn, risksIn } from './noticing.ts'
import { placeFrom, receiveInputFrom } from './reading.ts'
import type { Receive } from './receiving.ts'

export const receivingRoutes = ({ tenants }: Parts, compare: Compare, receive: Receive) => [
  route(wire.createAppeal, ({ body, actor, idempotency }) => {
    const { contactId, ...fields } = body
    return receive({ actor, input: receiveInputFrom(fields), contactId, once: idempotency })
  }),
  route(wire.findCandidates, async ({ body, actor }) => {
    const { policy } = await tenants.get(actor.tenantId)
    const { title = '', content = '', categoryId, place, phone } = body
    const draft = { title: plainText(title), content: plainText(content), ...(categoryId && { categoryId }) }
    const input = { ...draft, ...(place && { place: placeFrom(place) }) }
    const { candidates, repeats, search } = await compare({
      actor,
      tenantId: actor.tenantId,
      input,
      phone,
      exact: true,
    })
    return {
      candidates: candidates.map(candidateSeen),
      repeats: repeats.length,
      risks: risksIn(search.text),
      emergency: emergencyIn(search.text, policy.rules),
    }
  }),
]

/** A remark that may be left out or blank. */
const noteFrom = (note: string | undefined): { note?: string } =>
  note?.trim() ? { note: plainText(note) } : {}

export const changingRoutes = (parts: Parts) => [
  route(wire.addToAppeal, call => addThrough(parts, call, call.body)),
  route(wire.tellCentre, call => tellThrough(parts, call, call.body)),
  route(wire.askAppellant, call =>
    parts.tickets.act(call, call.params.number, askAppellant, {
      question: textFrom(call.body.question, 'question'),
    }),
  ),
  route(wire.withdrawAppeal, call => {
    const { note: reason } = noteFrom(call.body.reason)
    return parts.tickets.act(call, call.params.number, withdrawAppeal, reason === undefined ? {} : { reason })
  }),
  route(wire.refuseAppeal, call =>
    parts.tickets.act(call, call.params.number, refuseAppeal, {
      reason: call.body.reason,
      ...noteFrom(call.body.note),
    }),
  ),
  route(wire.answerAppeal, async call => {
    const version = await articleVersionOf(parts.db, call.actor.tenantId, call.body)
    if (version !== null && typeof version === 'object') return version
    const article = version === null ? {} : { articleId: call.body.articleId!, articleVersion: version }
    const input = { answer: textFrom(call.body.answer, 'answer'), ...article }
    return parts.tickets.act(call, call.params.number, answerAppeal, input)
  }),
  route(wire.handOverAppeal, call =>
    parts.tickets.act(call, call.params.number, handOverAppeal, {
      line: call.body.line,
      ...noteFrom(call.body.note),
    }),
  ),
  route(wire.classifyAppeal, call => parts.tickets.act(call, call.params.number, classifyAppeal, call.body)),
]
