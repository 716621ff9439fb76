/** The routes of external platforms and of imports, the job that imports, and the reader that finds what goes back. */
import * as bursts from '../../contract/bursts.ts'
import * as wire from '../../contract/exchange.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { Permission } from '../../domain/access/roles.ts'
import { maySee } from '../../domain/access/sight.ts'
import { isoOf } from '../../domain/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { openComparing } from '../intake/comparing.ts'
import { openReceiving } from '../intake/receiving.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import { route } from '../kernel/http/route.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { type OnReaderError, type Reader, runReader } from '../record/history/reader.ts'
import { loadTickets } from '../record/load.ts'
import { wireTime } from '../record/read/names.ts'
import { readBursts, readHeap } from './bursts.ts'
import { importRoutes } from './import-routes.ts'
import { channelOf, takeAll, takeFeedback } from './platform-messages.ts'
import {
  ackReply,
  openReplies,
  type PlatformReply,
  refuseReply,
  repliesOf,
  sendReplyAgain,
  takeForPlatforms,
} from './platform-replies.ts'
import { runImports } from './run-imports.ts'
import { settleHeap } from './settle-burst.ts'

export function exchangeRoutes(parts: Parts) {
  const receive = openReceiving(parts, openComparing(parts))
  const { db, tenants, now } = parts
  const directoryOf = async ({ tenantId }: Actor) => (await tenants.get(tenantId)).directory
  /** Matters of a platform are the centre's that owns its channel, whatever unit has them now. */
  const whyNot = async (actor: Actor, permission: Permission, platform: string) => {
    const { channels, units } = await directoryOf(actor)
    const channel = channelOf({ channels }, platform)
    if (!channel) return refuse('no-such-platform', { field: 'platform' })
    return mayFor(actor, permission, channel.ownerUnitId ?? units.root.id, units)
      ? null
      : refuse('not-permitted')
  }
  return [
    route(
      wire.takeMessages,
      async ({ params, body, actor }) =>
        (await whyNot(actor, 'contact.take', params.platform)) ??
        takeAll(parts, receive, actor, params.platform, body.messages),
    ),
    route(wire.giveFeedback, async ({ params, body, actor }) => {
      const refusal = await whyNot(actor, 'contact.take', params.platform)
      if (refusal) return refusal
      const comment = body.comment === undefined ? {} : { comment: textFrom(body.comment, 'comment') }
      return takeFeedback(parts, actor, params, { stars: body.stars, ...comment })
    }),
    route(wire.listReplies, async ({ params: { platform }, query: { after, limit = 100 }, actor }) => {
      const { tenantId } = actor
      const refusal = await whyNot(actor, 'import', platform)
      if (refusal) return refusal
      const { policy } = await tenants.get(tenantId)
      const replies = await openReplies(db, {
        tenantId,
        platform,
        limit,
        ...(after !== undefined && { after }),
      })
      return {
        replies: replies.map(replySeen(policy.rules.refusals.reasons)),
        next: replies.length < limit ? null : String(replies.at(-1)!.id),
      }
    }),
    route(wire.ackReply, async ({ params: { platform, id }, actor }) => {
      const refusal = await whyNot(actor, 'import', platform)
      if (refusal) return refusal
      const { tenantId, personId } = actor
      const ackedAt = await ackReply(db, { tenantId, platform, id }, personId, now())
      return ackedAt === null ? refuse('no-such-reply', { field: 'id' }) : { id, ackedAt: isoOf(ackedAt) }
    }),
    route(wire.refuseReply, async ({ params: { platform, id }, body, actor }) => {
      const refusal = await whyNot(actor, 'import', platform)
      if (refusal) return refusal
      const { tenantId, personId } = actor
      const said = { reason: lineFrom(body.reason, 'reason'), by: personId, now: now() }
      const done = await refuseReply(db, { tenantId, platform, id }, said)
      if (done === null) return refuse('no-such-reply', { field: 'id' })
      const { appealId, at } = done
      const key = `reply:${id}:${at}`
      await raiseAlert(db, { tenantId, key, kind: 'replyRefused', appealId, facts: { platform }, at })
      return { id, refusedAt: isoOf(at) }
    }),
    route(wire.sendReplyAgain, async ({ params: { platform, id }, actor }) => {
      const refusal = await whyNot(actor, 'import', platform)
      if (refusal) return refusal
      const isBack = await sendReplyAgain(db, { tenantId: actor.tenantId, platform, id })
      return isBack ? { id } : refuse('no-such-reply', { field: 'id' })
    }),
    route(wire.listTicketReplies, ({ params, actor }) => ticketReplies(parts, actor, params.number)),
    route(bursts.readBursts, call => readBursts(parts, call)),
    route(bursts.readHeap, call => readHeap(parts, call)),
    route(bursts.settleHeap, ({ actor, body }) => settleHeap(parts, actor, body)),
    ...importRoutes(parts),
  ]
}

async function ticketReplies({ db, door, tickets }: Parts, actor: Actor, number: string) {
  const id = await tickets.idOf(actor.tenantId, number)
  const [ticket] = id === null ? [] : await loadTickets(db, actor.tenantId, [id])
  const { directory } = await door.context(actor)
  if (!ticket || !maySee(actor, ticket.state, directory.units)) return refuse('not-found')
  const replies = await repliesOf(db, actor.tenantId, ticket.state.id)
  return {
    replies: replies.map(({ at, ackedAt, refusedAt, ...reply }) => ({
      ...reply,
      at: isoOf(at),
      publishedAt: wireTime(ackedAt),
      refusedAt: wireTime(refusedAt),
    })),
  }
}

/** A refusal without words of its own says those of the rules. */
export const replySeen =
  (reasons: readonly { code: string; zh: string; route?: string | null }[]) =>
  ({ reason, text, at, ...reply }: PlatformReply) => {
    const known = reasons.find(r => r.code === reason)
    const said = [known?.zh, known?.route, text].filter(Boolean).join(' ')
    return { ...reply, at: isoOf(at), text: said === '' ? null : said }
  }

export const exchangeJobs = (parts: Parts): Job[] => [runImports(parts)]

/** Finds answers to messages of platforms. */
export const exchangeReaders = ({ db }: Parts, onError: OnReaderError): Reader[] => [
  runReader({ name: 'platforms', db, take: takeForPlatforms, onError }),
]
