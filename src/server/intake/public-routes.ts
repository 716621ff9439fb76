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
import { senderOf, sendThrough, whyNotPhone } from './sending.ts'
import { numberBehind, similarTo } from './similar.ts'

/** Of one address: somebody who writes looks a few times, somebody who sounds a city out looks often. */
const LOOKS_PER_HOUR = 120

export function publicRoutes(parts: Parts, compare: Compare, receive: Receive) {
  const floods = openFloods()
  const looks = openFloods()
  return [
    route(wire.sendAppeal, async call =>
      slowly(parts, call.reply, await sendThrough(parts, floods, receive, call)),
    ),
    route(wire.meToo, async call =>
      slowly(
        parts,
        call.reply,
        await meToo(parts, floods, compare, call.request.ip, { ...call.params, ...call.body }),
      ),
    ),
    route(wire.similarMatters, async call => {
      const asked = await senderOf(parts, call.actor, call.query.tenant)
      if (isRefusal(asked)) return asked
      const flood = looks.count(asked.tenantId, call.request.ip, LOOKS_PER_HOUR, parts.now())
      if (flood) return slowly(parts, call.reply, flood)
      return similarTo(parts, compare, asked.tenantId, call.body)
    }),
    route(wire.joinSimilar, async call => {
      const { ref, ...body } = call.body
      const number = numberBehind(parts, ref)
      if (number === null) return refuse('not-found')
      const joined = await meToo(parts, floods, compare, call.request.ip, { number, ...body })
      if (isRefusal(joined)) return slowly(parts, call.reply, joined)
      return { joined: joined.joined }
    }),
    route(wire.followAppeal, async call => {
      const actor = await appellantOf(parts, call, call.params.number)
      if (isRefusal(actor)) return slowly(parts, call.reply, actor)
      return followedAppeal(parts, actor, actor.appealId!)
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

type Joined = Call<typeof wire.meToo>['body'] & { number: string }

async function meToo(
  parts: Parts,
  floods: Floods,
  compare: Compare,
  address: string,
  { number, ...body }: Joined,
) {
  const tenantId = await tenantOfNumber(parts, number)
  if (tenantId === null) return refuse('not-found')
  const { directory, policy } = await parts.tenants.get(tenantId)
  const flood = floods.count(tenantId, address, policy.rules.floods.perAddressPerHour, parts.now())
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
  const appealId = (await parts.tickets.idOf(tenantId, number))!
  const joined = await joinThrough(parts, {
    actor,
    appealId,
    channelId: channel.id,
    contact: null,
    appellant,
    whyNot: () => null,
  })
  if (isRefusal(joined)) return joined
  return { number, joined: await joinedSoFar(parts, tenantId, appealId) }
}

async function joinedSoFar({ db }: Parts, tenantId: number, appealId: number): Promise<number> {
  const [row] = await db.named<{ n: number }>(
    'intake.joined',
    `SELECT count(*) AS n FROM event WHERE tenant_id = $1 AND appeal_id = $2 AND kind = 'appeal.joined'`,
    [tenantId, appealId],
  )
  return row!.n
}
