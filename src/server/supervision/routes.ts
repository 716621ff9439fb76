/** The routes of 督. */
import * as lights from '../../contract/light-watch.ts'
import { listLedgerSteps as listStepsWire, readLedgerSteps as readStepsWire } from '../../contract/steps.ts'
import * as wire from '../../contract/supervision.ts'
import * as bulk from '../../contract/supervision-bulk.ts'
import { refuse } from '../../domain/refusal.ts'
import { answerSheet } from '../../domain/supervision/answer-sheet.ts'
import { instruct } from '../../domain/supervision/instruct.ts'
import { objectToSheet } from '../../domain/supervision/object-to-sheet.ts'
import { acceptSheet, sendBackSheet } from '../../domain/supervision/review-sheet.ts'
import { decideProposal, type SendInput, sendSheet } from '../../domain/supervision/send-sheet.ts'
import { signSheet } from '../../domain/supervision/sign-sheet.ts'
import { supervise } from '../../domain/supervision/supervise.ts'
import { withdrawSheet } from '../../domain/supervision/withdraw-sheet.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt } from '../../domain/time/zone.ts'
import { type Call, route } from '../kernel/http/route.ts'
import { writtenIn } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { actOnMany } from '../record/bulk.ts'
import { acting } from '../record/evidence.ts'
import { lightNews, seeLights } from './light-news.ts'
import { listSheets, listTicketSheets } from './lists.ts'
import { openedTask } from './open-task.ts'
import { sheetPreview } from './preview-sheet.ts'
import { proposedFor } from './proposals.ts'
import { sendSheets } from './send-many.ts'
import { listSteps, readSteps } from './steps.ts'
import { verbatim } from './verbatim.ts'
import { wordsOf } from './words.ts'

/** Everything a person may have written in a body of 督. */
const plain = <Body extends object>(body: Body): Body =>
  writtenIn(body, ['demand', 'reason', 'note', 'answer'])

export const supervisionRoutes = (parts: Parts) => [
  ...centreRoutes(parts),
  ...unitRoutes(parts),
  route(wire.listTicketSheets, ({ actor, params }) => listTicketSheets(parts, actor, params.number)),
  route(wire.listSheets, ({ actor, query }) => listSheets(parts, actor, query)),
  route(readStepsWire, ({ actor, query }) => readSteps(parts, actor, query)),
  route(listStepsWire, ({ actor, query }) => listSteps(parts, actor, query)),
  route(lights.listMyLightNews, ({ actor }) => lightNews(parts, actor)),
  route(lights.seeMyLights, ({ actor, body }) => seeLights(parts.db, actor, body.upTo)),
]

function centreRoutes(parts: Parts) {
  const { tickets } = parts
  return [
    route(wire.sendSheet, call => send(parts, call)),
    route(bulk.previewSheet, async call => {
      const input = await sheetFrom(parts, call)
      return input ? sheetPreview(parts, call, input) : refuse('not-found')
    }),
    route(wire.instruct, call => instructed(parts, call)),
    route(wire.openTask, call => openedTask(parts, call)),
    route(bulk.sendSheets, ({ actor, body }) => sendSheets(parts, actor, plain(body))),
    route(bulk.superviseMany, ({ actor, body }) => {
      const { numbers, dryRun, ...input } = plain(body)
      return actOnMany(parts, actor, numbers, { decide: supervise, input, dryRun })
    }),
    route(wire.decideProposal, call => decide(parts, call)),
    route(wire.withdrawSheet, call =>
      tickets.act(call, call.params.number, withdrawSheet, { no: call.params.no, ...plain(call.body) }),
    ),
    route(wire.acceptSheet, call =>
      tickets.act(call, call.params.number, acceptSheet, { no: call.params.no }),
    ),
    route(wire.sendBackSheet, call =>
      tickets.act(call, call.params.number, sendBackSheet, { no: call.params.no, ...plain(call.body) }),
    ),
  ]
}

function unitRoutes(parts: Parts) {
  const { tickets } = parts
  const act = acting(parts)
  return [
    route(wire.signSheet, call => tickets.act(call, call.params.number, signSheet, { no: call.params.no })),
    route(wire.answerSheet, call => {
      const { fileIds, ...body } = plain(call.body)
      return act(call, fileIds, answerSheet, files => ({ ...body, no: call.params.no, files }))
    }),
    route(wire.objectToSheet, call =>
      tickets.act(call, call.params.number, objectToSheet, { no: call.params.no, ...plain(call.body) }),
    ),
  ]
}

async function send(parts: Parts, call: Call<typeof wire.sendSheet>) {
  const input = await sheetFrom(parts, call)
  return input
    ? parts.tickets.act({ ...call, issues: true }, call.params.number, sendSheet, input)
    : refuse('not-found')
}

/** What was asked for, with the words of the matter; null for a ticket that isn't there. */
async function sheetFrom(
  { tickets, db }: Parts,
  { actor, params, body: given }: Pick<Call<typeof wire.sendSheet>, 'actor' | 'params' | 'body'>,
): Promise<SendInput | null> {
  const id = await tickets.idOf(actor.tenantId, params.number)
  if (id === null) return null
  const words = (await wordsOf(db, actor.tenantId, [id]))(id)
  const { instruction, ...body } = plain(given)
  return { ...body, words, ...(instruction && { instruction: verbatim(instruction) }) }
}

async function instructed(parts: Parts, call: Call<typeof wire.instruct>) {
  const { tickets, db, door } = parts
  const { actor, params, body } = call
  const id = await tickets.idOf(actor.tenantId, params.number)
  if (id === null) return refuse('not-found')
  const { now, calendar } = await door.context(actor)
  const { words: written, by = actor.name, on = dayOfNumber(dayNumberAt(calendar.zone, now)) } = body
  const { limit, handleWithin } = body
  const instruction = verbatim({ by, words: written, on }, '')
  const words = (await wordsOf(db, actor.tenantId, [id]))(id)
  const input = { instruction, words, ...(limit && { limit }), ...(handleWithin && { handleWithin }) }
  return tickets.act({ ...call, issues: true }, params.number, instruct, input)
}

async function decide(parts: Parts, call: Call<typeof wire.decideProposal>) {
  const { tickets, db } = parts
  const { actor, params, body } = call
  const id = await tickets.idOf(actor.tenantId, params.number)
  if (id === null) return refuse('not-found')
  const words = (await wordsOf(db, actor.tenantId, [id]))(id)
  const proposed = await proposedFor(db, actor.tenantId, id, params.no)
  const { units = proposed, ...rest } = plain(body)
  const input = { ...rest, no: params.no, units, words }
  return tickets.act({ ...call, issues: true }, params.number, decideProposal, input)
}
