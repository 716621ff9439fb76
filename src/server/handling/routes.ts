/** The routes of 办. */
import { listAssignments as inbox } from '../../contract/assignments.ts'
import * as centre from '../../contract/centre-acts.ts'
import * as wire from '../../contract/handling.ts'
import * as reports from '../../contract/report-material.ts'
import * as requests from '../../contract/requests.ts'
import { accept } from '../../domain/handling/accept-answer.ts'
import { askCountersign } from '../../domain/handling/ask-countersign.ts'
import { askCloseException, askExclusion } from '../../domain/handling/ask-exception.ts'
import { askExtension } from '../../domain/handling/ask-extension.ts'
import { checkSite } from '../../domain/handling/check-site.ts'
import { contactAppellant } from '../../domain/handling/contact-appellant.ts'
import { decideRequest } from '../../domain/handling/decide-request.ts'
import { publishAppeal, unpublishAppeal } from '../../domain/handling/publish-appeal.ts'
import { recordProgress } from '../../domain/handling/record-progress.ts'
import { reply } from '../../domain/handling/reply.ts'
import { replyPreliminarily } from '../../domain/handling/reply-preliminarily.ts'
import { reportUpward } from '../../domain/handling/report-upward.ts'
import { rewriteContent } from '../../domain/handling/rewrite-content.ts'
import { sendBack } from '../../domain/handling/send-back.ts'
import { setLevel } from '../../domain/handling/set-level.ts'
import { signAssignment } from '../../domain/handling/sign-assignment.ts'
import { askSuspension, resumeAppeal } from '../../domain/handling/suspend-appeal.ts'
import { urgeAssignment } from '../../domain/handling/urge-assignment.ts'
import { urgeLead } from '../../domain/handling/urge-lead.ts'
import { refuse } from '../../domain/refusal.ts'
import { type Call, route } from '../kernel/http/route.ts'
import { instantFrom, textFrom, writtenIn } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { actOnMany } from '../record/bulk.ts'
import { acting } from '../record/evidence.ts'
import { listAssignments } from './inbox.ts'
import { draftReport, issueReport, readWayUpward, reportedPaper } from './report-material.ts'
import { listRequests, wordsOf } from './requests.ts'

/** Everything a person may have written in a body of 办. */
const WRITTEN = ['note', 'answer', 'internalNote', 'causeStep', 'text', 'report', 'to', 'content'] as const

const plain = <Body extends object>(body: Body): Body => writtenIn(body, WRITTEN)

/** Here the reason is in a person's own words, not a code of the rules. */
const withReason = <Body extends object>(body: Body): Body => writtenIn(body, ['reason'])

export const handlingRoutes = (parts: Parts) => [
  ...stepRoutes(parts),
  ...answerRoutes(parts),
  ...requestRoutes(parts),
  ...centreRoutes(parts),
]

function stepRoutes(parts: Parts) {
  const { tickets } = parts
  const act = acting(parts)
  return [
    route(wire.signAssignment, call =>
      tickets.act(call, call.params.number, signAssignment, { no: call.params.no }),
    ),
    route(wire.contactAppellant, call => {
      const { fileIds, at, ...body } = plain(call.body)
      const input = { ...body, no: call.params.no, ...(at && { at: instantFrom(at, 'at') }) }
      return act(call, fileIds, contactAppellant, files => ({ ...input, files }))
    }),
    route(wire.recordProgress, call => {
      const { fileIds, next, note } = plain(call.body)
      const plan = next && {
        what: textFrom(next.what, 'next.what'),
        dueAt: instantFrom(next.dueAt, 'next.dueAt'),
        personId: next.personId,
      }
      const input = { note, no: call.params.no, ...(plan && { next: plan }) }
      return act(call, fileIds, recordProgress, files => ({ ...input, files }))
    }),
    route(wire.checkSite, call => {
      const { fileIds, at, ...body } = plain(call.body)
      const input = { ...body, no: call.params.no, ...(at && { at: instantFrom(at, 'at') }) }
      return act(call, fileIds, checkSite, files => ({ ...input, files }))
    }),
    route(centre.rewriteContent, call =>
      tickets.act(call, call.params.number, rewriteContent, plain(call.body)),
    ),
    route(requests.resumeAppeal, call =>
      tickets.act(call, call.params.number, resumeAppeal, plain(call.body)),
    ),
  ]
}

function answerRoutes(parts: Parts) {
  const { tickets } = parts
  const act = acting(parts)
  return [
    route(wire.replyPreliminarily, call =>
      tickets.act(call, call.params.number, replyPreliminarily, { no: call.params.no, ...plain(call.body) }),
    ),
    route(wire.reply, call => {
      const { fileIds, ...body } = plain(call.body)
      return act(call, fileIds, reply, files => ({ ...body, no: call.params.no, files }))
    }),
    route(wire.acceptAnswer, call => tickets.act(call, call.params.number, accept, { no: call.params.no })),
    route(wire.sendBackAnswer, call =>
      tickets.act(call, call.params.number, sendBack, { no: call.params.no, ...plain(call.body) }),
    ),
  ]
}

function requestRoutes(parts: Parts) {
  const { tickets } = parts
  return [
    route(requests.askExtension, call =>
      tickets.act(call, call.params.number, askExtension, { no: call.params.no, ...plain(call.body) }),
    ),
    route(requests.askSuspension, call =>
      tickets.act(call, call.params.number, askSuspension, { no: call.params.no, ...plain(call.body) }),
    ),
    route(requests.askCountersign, call =>
      tickets.act(call, call.params.number, askCountersign, { no: call.params.no, ...plain(call.body) }),
    ),
    route(requests.reportUpward, call => reported(parts, call)),
    route(requests.askCloseException, call =>
      tickets.act(call, call.params.number, askCloseException, plain(call.body)),
    ),
    route(requests.askExclusion, call =>
      tickets.act(call, call.params.number, askExclusion, plain(call.body)),
    ),
    route(requests.decideRequest, call => decide(parts, call)),
    route(reports.readWayUpward, call => readWayUpward(parts, call)),
    route(reports.draftReport, call => draftReport(parts, call)),
    route(reports.issueReport, call => issueReport(parts, call)),
    route(requests.listRequests, ({ actor, query }) => listRequests(parts, actor, query)),
    route(inbox, ({ actor, query }) => listAssignments(parts, actor, query)),
  ]
}

/** What the centre does about a matter without handling it. */
function centreRoutes(parts: Parts) {
  const { tickets } = parts
  return [
    route(centre.urgeMany, ({ actor, body: { numbers, dryRun, ...body } }) =>
      actOnMany(parts, actor, numbers, { decide: urgeLead, input: plain(body), dryRun }),
    ),
    route(centre.urgeAssignment, call =>
      tickets.act(call, call.params.number, urgeAssignment, { no: call.params.no, ...plain(call.body) }),
    ),
    route(centre.setLevel, call => tickets.act(call, call.params.number, setLevel, withReason(call.body))),
    route(centre.publishAppeal, call => tickets.act(call, call.params.number, publishAppeal, {})),
    route(centre.unpublishAppeal, call =>
      tickets.act(call, call.params.number, unpublishAppeal, withReason(call.body)),
    ),
  ]
}

async function reported(parts: Parts, call: Call<typeof requests.reportUpward>) {
  const { actor, params } = call
  const { documentId, ...body } = plain(call.body)
  const appealId = await parts.tickets.idOf(actor.tenantId, params.number)
  if (appealId === null) return refuse('not-found')
  const paper =
    documentId === undefined ? undefined : await reportedPaper(parts, actor.tenantId, appealId, documentId)
  if (paper === null) return refuse('not-found', { field: 'documentId' })
  return parts.tickets.act(call, params.number, reportUpward, {
    no: params.no,
    ...body,
    ...(paper && { paper }),
  })
}

async function decide({ db, tickets }: Parts, call: Call<typeof requests.decideRequest>) {
  const { actor, params, body } = call
  const appealId = await tickets.idOf(actor.tenantId, params.number)
  if (appealId === null) return refuse('not-found')
  const asked = await wordsOf(db, actor.tenantId, appealId, params.no)
  return tickets.act(call, params.number, decideRequest, { ...plain(body), no: params.no, asked })
}
