import type * as linking from '../../contract/linking.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import { type Part, splitAppeal } from '../../domain/intake/split-appeal.ts'
import type { Change } from '../../domain/record/draft.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import type { Call } from '../kernel/http/route.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'
import { type Once, rememberedUnder, whyNotAgain } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { changedOf } from '../record/tickets.ts'
import { raiseAlerts } from './alerts.ts'
import { risksIn } from './noticing.ts'
import { personOf } from './persons.ts'
import { placeFrom } from './reading.ts'
import { queryCodesOf } from './remembered.ts'

type SplitCall = Call<typeof linking.splitAppeal>

interface Split {
  number: string
  version: number
  stage: string
  numbers: string[]
}

export async function splitThrough(parts: Parts, call: SplitCall) {
  const { actor, idempotency: once, params } = call
  const before = await splitBefore(parts, actor, once)
  if (before) return before
  const appealId = await parts.tickets.idOf(actor.tenantId, params.number)
  if (appealId === null) return refuse('not-found')
  const input = {
    parts: call.body.parts.map(partFrom),
    appellant: await personOf(parts, actor.tenantId, { appealId }),
  }
  const done = await parts.door.together({
    actor,
    appealIds: [appealId],
    newIds: input.parts.length,
    ifMatch: call.ifMatch,
    decide: ([original], context, ids) => {
      if (!maySee(actor, original!, context.directory.units)) return refuse('not-found')
      const changes = splitAppeal(original!, input, context, ids.appeal)
      if (!isRefusal(changes) && once)
        changes[0]!.beside.idempotency = { ...once, status: 200, response: splitOf(changes) }
      return changes
    },
  })
  if (isRefusal(done)) return done
  for (const { state } of done.slice(1)) await raiseAlerts(parts, state, parts.now())
  const made = done.slice(1).map(d => ({ number: d.state.appeal.number, queryCode: d.queryCode! }))
  return { ...changedOf(done[0]!), parts: made }
}

type WirePart = SplitCall['body']['parts'][number]

function partFrom({ place, ...part }: WirePart, i: number): Part {
  const title = lineFrom(part.title, `parts.${i}.title`)
  const content = textFrom(part.content, `parts.${i}.content`)
  const risks = risksIn(`${title}\n${content}`)
  return {
    ...part,
    title,
    content,
    risks,
    ...(part.tags && { tags: part.tags.map(plainText) }),
    ...(place && { place: placeFrom(place) }),
  }
}

const splitOf = ([original, ...made]: Change[]): Split => ({
  ...changedOf({ state: original!.after }),
  numbers: made.map(c => c.after.appeal.number),
})

async function splitBefore(parts: Parts, { tenantId }: Actor, once: Once | undefined) {
  const remembered = once && (await rememberedUnder(parts.db, tenantId, once.key))
  if (!remembered) return null
  const refusal: Refusal | null = whyNotAgain(remembered, once)
  if (refusal) return refusal
  const { numbers, ...where } = remembered.response as unknown as Split
  const codes = await queryCodesOf(parts, tenantId, numbers)
  return { ...where, parts: numbers.map(number => ({ number, queryCode: codes.get(number)! })) }
}
