/** 扎堆处置 through the door: a hundred tickets to a commit, each with a result of its own. */
import type { settleHeap as wire } from '../../contract/bursts.ts'
import type { InputOf } from '../../contract/route.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import { joinAll, type SettleInput, settleTicket } from '../../domain/intake/settle-burst.ts'
import type { Context, Issuing } from '../../domain/record/context.ts'
import type { Change } from '../../domain/record/draft.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'
import { bulkAnswer, bulkRow } from '../record/bulk.ts'
import { loadTickets } from '../record/load.ts'
import { type Changed, changedOf } from '../record/tickets.ts'
import { wordsOf } from '../supervision/words.ts'

type Body = InputOf<typeof wire>['body']
type Outcomes = Map<number, Changed | Refusal>

/** Tickets that share one commit. */
const TOGETHER = 100

/** Numbers of a preview are nobody's. */
const NO_NUMBERS: Issuing = { issue: () => ({ number: '', dataHash: '' }) }

export async function settleHeap(parts: Parts, actor: Actor, body: Body) {
  const { db, door } = parts
  const numbers = [body.head, ...body.numbers.filter(n => n !== body.head)]
  const ids = await idsOf(parts, actor.tenantId, numbers)
  const headId = ids.get(body.head)
  if (headId === undefined) return refuse('not-found', { field: 'head' })
  const words = (await wordsOf(db, actor.tenantId, [headId]))(headId)
  const input = inputFrom(body, words)
  const [loaded] = await loadTickets(db, actor.tenantId, [headId])
  const context = { ...(await door.context(actor)), issuing: NO_NUMBERS }
  // Whether it can be done at all is known before anything is.
  const tried = loaded ? seen(settleTicket)(loaded.state, input, context) : refuse('not-found')
  if (isRefusal(tried)) return tried
  const others = numbers.slice(1).flatMap(n => ids.get(n) ?? [])
  const asked: Settling = { actor, headId, others, way: body.way, input }
  const { outcomes, sheetNumber } = body.dryRun
    ? { outcomes: await preview(parts, asked, context, tried), sheetNumber: null }
    : await settle(parts, asked)
  const results = numbers.map(n => bulkRow(n, outcomes.get(ids.get(n) ?? 0) ?? refuse('not-found')))
  return { ...bulkAnswer(results), sheetNumber }
}

interface Settling {
  actor: Actor
  headId: number
  others: number[]
  way: Body['way']
  input: SettleInput
}

function inputFrom({ units, note, preliminary, notice }: Body, words: SettleInput['words']): SettleInput {
  return {
    words,
    units,
    ...(note && { note: lineFrom(note, 'note') }),
    ...(preliminary && { preliminary: textFrom(preliminary, 'preliminary') }),
    ...(notice && { notice: { ...notice, demand: textFrom(notice.demand, 'notice.demand') } }),
  }
}

async function idsOf(
  { db }: Parts,
  tenantId: number,
  numbers: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.named<{ id: number; number: string }>(
    'bursts.ids',
    'SELECT id, number FROM appeal WHERE tenant_id = $1 AND number = ANY ($2::text[])',
    [tenantId, numbers],
  )
  return new Map(rows.map(r => [r.number, r.id]))
}

type Settle = typeof settleTicket

/** What may not be seen isn't there. */
const seen =
  (decide: Settle): Settle =>
  (state, input, context) =>
    maySee(context.actor, state, context.directory.units)
      ? decide(state, input, context)
      : refuse('not-found')

/** Those of a heap that stay tickets of their own get no notice each: one names them all. */
const ofEach = ({ notice: _, ...input }: SettleInput): SettleInput => input

async function preview(
  { db }: Parts,
  { actor, headId, others, way, input }: Settling,
  context: Context,
  tried: Change,
): Promise<Outcomes> {
  const loaded = await loadTickets(db, actor.tenantId, others)
  const states = loaded.map(l => l.state)
  const outcomes: Outcomes = new Map([[headId, changedOf({ state: tried.after })]])
  if (way === 'merge') tell(outcomes, joinSeen(tried.before!, states, context))
  else
    for (const state of states)
      outcomes.set(state.id, outcomeOf(seen(settleTicket)(state, ofEach(input), context)))
  return outcomes
}

const outcomeOf = (decided: Change | Refusal): Changed | Refusal =>
  isRefusal(decided) ? decided : changedOf({ state: decided.after })

/** Those that may not be seen are refused as if they weren't there. */
function joinSeen(head: TicketState, sources: readonly TicketState[], context: Context) {
  const isSeen = (t: TicketState) => maySee(context.actor, t, context.directory.units)
  const joined = joinAll(head, sources.filter(isSeen), context)
  for (const t of sources) if (!isSeen(t)) joined.refused.set(t.id, refuse('not-found'))
  return joined
}

function tell(outcomes: Outcomes, { changes, refused }: ReturnType<typeof joinAll>): void {
  for (const [id, refusal] of refused) outcomes.set(id, refusal)
  // The last is the ticket that took them in, which is told of by itself.
  for (const change of changes.slice(0, -1)) outcomes.set(change.after.id, changedOf({ state: change.after }))
}

async function settle(parts: Parts, asked: Settling) {
  const outcomes: Outcomes = new Map()
  const { others, way } = asked
  for (let from = 0; from < others.length; from += TOGETHER) {
    const ids = others.slice(from, from + TOGETHER)
    await (way === 'merge' ? mergeSome(parts, asked, ids, outcomes) : settleEach(parts, asked, ids, outcomes))
  }
  return { outcomes, sheetNumber: await settleHead(parts, asked, outcomes) }
}

async function mergeSome({ door }: Parts, { actor, headId }: Settling, ids: number[], outcomes: Outcomes) {
  let joined: ReturnType<typeof joinAll> = { changes: [], refused: new Map() }
  const done = await door.together({
    actor,
    appealIds: [headId, ...ids],
    decide: ([head, ...sources], context) => {
      joined = joinSeen(head!, sources, context)
      return joined.changes
    },
  })
  if (isRefusal(done)) for (const id of ids) outcomes.set(id, done)
  else tell(outcomes, joined)
}

async function settleEach({ door }: Parts, { actor, input }: Settling, ids: number[], outcomes: Outcomes) {
  let decided: [number, Change | Refusal][] = []
  const done = await door.together({
    actor,
    appealIds: ids,
    decide: (states, context) => {
      decided = states.map(state => [state.id, seen(settleTicket)(state, ofEach(input), context)])
      return decided.flatMap(([, made]) => (isRefusal(made) ? [] : [made]))
    },
  })
  for (const [id, made] of decided) outcomes.set(id, isRefusal(done) ? done : outcomeOf(made))
}

/** The ticket that stands for the heap, last: its preliminary reply reaches all that went into it. */
async function settleHead(
  { door }: Parts,
  { actor, headId, input }: Settling,
  outcomes: Outcomes,
): Promise<string | null> {
  const done = await door.act({
    actor,
    appealId: headId,
    decide: seen(settleTicket),
    input,
    issues: input.notice !== undefined,
  })
  outcomes.set(headId, isRefusal(done) ? done : changedOf(done))
  return !isRefusal(done) && input.notice ? (done.state.sheets.at(-1)?.number ?? null) : null
}
