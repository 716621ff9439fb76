/** The routes of citizens and enterprises: sending, following, adding, withdrawing, answering, joining. */
import type { FastifyReply } from 'fastify'
import * as wire from '../../contract/public.ts'
import { SECOND } from '../../domain/instant.ts'
import { publicChannel } from '../../domain/intake/public-channel.ts'
import { withdrawAppeal } from '../../domain/intake/withdraw-appeal.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { type Call, NOBODY, route } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { appellantOf, tenantOfNumber } from '../record/appellants.ts'
import { addThrough, tellThrough } from './adding.ts'
import type { Compare } from './comparing.ts'
import { type Floods, openFloods } from './floods.ts'
import { appealsOfPhone, followedAppeal } from './following.ts'
import { joinThrough } from './joining.ts'
import { appellantFrom } from './reading.ts'
import type { Receive } from './receiving.ts'
import { sendThrough, whyNotPhone } from './sending.ts'

export function publicRoutes(parts: Parts, compare: Compare, receive: Receive) {
  const floods = openFloods()
  return [
    route(wire.sendAppeal, async call =>
      slowly(parts, call.reply, await sendThrough(parts, floods, receive, call)),
    ),
    route(wire.meToo, async call => slowly(parts, call.reply, await meToo(parts, floods, compare, call))),
    route(wire.followAppeal, async call => {
      const actor = await appellantOf(parts, call, call.params.number)
      if (isRefusal(actor)) return slowly(parts, call.reply, actor)
      return followedAppeal(parts, actor.tenantId, actor.appealId!)
    }),
    route(wire.ownAppeals, async ({ actor }) => {
      const { tenantId, phoneKey } = actor
      return {
        appeals:
          phoneKey === undefined ? [] : await appealsOfPhone(parts, tenantId, Buffer.from(phoneKey, 'hex')),
      }
    }),
    route(wire.addToOwn, async call => {
      const actor = await appellantOf(parts, call, call.params.number)
      return isRefusal(actor)
        ? slowly(parts, call.reply, actor)
        : addThrough(parts, { ...call, actor }, call.body)
    }),
    route(wire.tellOwn, async call => {
      const actor = await appellantOf(parts, call, call.params.number)
      return isRefusal(actor)
        ? slowly(parts, call.reply, actor)
        : tellThrough(parts, { ...call, actor }, call.body)
    }),
    route(wire.withdrawOwn, async call => {
      const actor = await appellantOf(parts, call, call.params.number)
      if (isRefusal(actor)) return slowly(parts, call.reply, actor)
      const reason = plainText(call.body.reason ?? '').trim()
      return parts.tickets.act(
        { ...call, actor },
        call.params.number,
        withdrawAppeal,
        reason ? { reason } : {},
      )
    }),
  ]
}

/** A refusal to slow down says after how many seconds another try is welcome. */
function slowly<T extends object>({ now }: Parts, reply: FastifyReply, answer: T | Refusal): T | Refusal {
  if (isRefusal(answer) && answer.refused === 'slow-down') {
    const until = Date.parse(String(answer.facts?.until))
    reply.header('retry-after', String(Math.max(1, Math.ceil((until - now()) / SECOND))))
  }
  return answer
}

async function meToo(
  parts: Parts,
  floods: Floods,
  compare: Compare,
  { params, body, request }: Call<typeof wire.meToo>,
) {
  const tenantId = await tenantOfNumber(parts, params.number)
  if (tenantId === null) return refuse('not-found')
  const { directory, policy } = await parts.tenants.get(tenantId)
  const flood = floods.count(tenantId, request.ip, policy.rules.floods.perAddressPerHour, parts.now())
  if (flood) return flood
  const channel = publicChannel(directory, body.channelId)
  if (isRefusal(channel)) return channel
  const actor = { ...NOBODY, tenantId }
  const appellant = appellantFrom(body.appellant)
  if (appellant?.phone) {
    const input = { title: '', content: '' }
    const { known } = await compare({ actor, tenantId, input, phone: appellant.phone })
    const tooOften = whyNotPhone(known, { policy })
    if (tooOften) return tooOften
  }
  const appealId = (await parts.tickets.idOf(tenantId, params.number))!
  const joined = await joinThrough(parts, {
    actor,
    appealId,
    channelId: channel.id,
    contact: null,
    appellant,
    whyNot: () => null,
  })
  if (isRefusal(joined)) return joined
  return { number: params.number, joined: await joinedSoFar(parts, tenantId, appealId) }
}

async function joinedSoFar({ db }: Parts, tenantId: number, appealId: number): Promise<number> {
  const [row] = await db.named<{ n: number }>(
    'intake.joined',
    `SELECT count(*) AS n FROM event WHERE tenant_id = $1 AND appeal_id = $2 AND kind = 'appeal.joined'`,
    [tenantId, appealId],
  )
  return row!.n
}
