/** Many tickets at once, each for itself: done in turns that share commits, or only decided, so that people see what would happen. */
import type { Actor } from '../../domain/access/actor.ts'
import type { Context, Decide } from '../../domain/record/context.ts'
import type { Change } from '../../domain/record/draft.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse, sentenceOf } from '../../domain/refusal.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from './load.ts'
import { type Changed, changedOf, ifSeen } from './tickets.ts'

/** As many as share one commit without holding up everybody else. */
const AT_ONCE = 32

/** What became of one number; `code` is null when it was, or would be, done. */
export function bulkRow(number: string, done: Changed | Refusal) {
  if (!isRefusal(done)) return { ...done, code: null, detail: null, detailEn: null }
  const { zh, en } = sentenceOf(done.refused)
  return { number, version: null, stage: null, code: done.refused, detail: zh, detailEn: en }
}
export type BulkRow = ReturnType<typeof bulkRow>

export function bulkAnswer<Row extends BulkRow>(results: Row[]) {
  const kept = results.filter(r => r.code !== null).length
  return { done: results.length - kept, kept, results }
}

/** Runs them in turns. */
export async function inTurns<Row>(
  rows: readonly Row[],
  run: (row: Row) => Promise<BulkRow>,
): Promise<BulkRow[]> {
  const results: BulkRow[] = []
  for (let from = 0; from < rows.length; from += AT_ONCE)
    results.push(...(await Promise.all(rows.slice(from, from + AT_ONCE).map(run))))
  return results
}

/** The tickets as they stand, and as what was decided before would leave them; nothing is committed. */
export interface Preview {
  context: Context
  /** Null for a number that doesn't exist. */
  state: (number: string) => TicketState | null
  keep: (changes: readonly Change[]) => void
}

export async function openPreview(
  { db, door, tickets }: Parts,
  actor: Actor,
  numbers: readonly string[],
): Promise<Preview> {
  const context = await door.context(actor)
  const ids = new Map<string, number>()
  for (const number of new Set(numbers)) {
    const id = await tickets.idOf(actor.tenantId, number)
    if (id !== null) ids.set(number, id)
  }
  const loaded = await loadTickets(db, actor.tenantId, [...new Set(ids.values())])
  const states = new Map<number, TicketState>(loaded.map(l => [l.state.id, l.state]))
  return {
    context,
    state: number => states.get(ids.get(number) ?? 0) ?? null,
    keep: changes => {
      for (const { after } of changes) states.set(after.id, after)
    },
  }
}

/** One act on many tickets of those the actor may see. */
export async function actOnMany<Input>(
  parts: Parts,
  actor: Actor,
  numbers: readonly string[],
  { decide, input, dryRun }: { decide: Decide<Input>; input: Input; dryRun: boolean | undefined },
) {
  if (!dryRun) {
    const act = (number: string) => parts.tickets.act({ actor, ifMatch: undefined }, number, decide, input)
    return bulkAnswer(await inTurns(numbers, async number => bulkRow(number, await act(number))))
  }
  const preview = await openPreview(parts, actor, numbers)
  const wouldBe = (number: string): Changed | Refusal => {
    const state = preview.state(number)
    const decided = state ? ifSeen(decide)(state, input, preview.context) : refuse('not-found')
    return isRefusal(decided) ? decided : changedOf({ state: decided.after })
  }
  return bulkAnswer(numbers.map(number => bulkRow(number, wouldBe(number))))
}
