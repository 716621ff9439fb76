/** The routes of external platforms and of imports, the job that imports, and the reader that finds what goes back. */
import * as wire from '../../contract/exchange.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { Permission } from '../../domain/access/roles.ts'
import { isoOf } from '../../domain/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { openComparing } from '../intake/comparing.ts'
import { openReceiving } from '../intake/receiving.ts'
import { route } from '../kernel/http/route.ts'
import { textFrom } from '../kernel/http/written.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { type OnReaderError, type Reader, runReader } from '../record/history/reader.ts'
import { importRoutes } from './import-routes.ts'
import { channelOf, takeAll, takeFeedback } from './platform-messages.ts'
import { ackReply, openReplies, type PlatformReply, takeForPlatforms } from './platform-replies.ts'
import { runImports } from './run-imports.ts'

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
    ...importRoutes(parts),
  ]
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
