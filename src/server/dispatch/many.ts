/** 批量派单: many appeals at once, each through the door for itself; or only what would become of each. */
import type { Actor } from '../../domain/access/actor.ts'
import type { DispatchInput } from '../../domain/dispatch/dispatch-appeal.ts'
import { dispatchAppeal } from '../../domain/dispatch/dispatch-appeal.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse, sentenceOf } from '../../domain/refusal.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'
import { type Changed, ifSeen } from '../record/tickets.ts'

export interface DispatchRow extends DispatchInput {
  number: string
}

/** How many rows are under way at once; they share the committer's statements. */
const AT_ONCE = 32

const refusedRow = (number: string, { refused, ...more }: Refusal) => {
  const { zh, en } = sentenceOf(refused)
  return { number, refused: { code: refused, detail: zh, detailEn: en, ...more } }
}

type RowResult = Changed | ReturnType<typeof refusedRow>

const answerOf = (rows: RowResult[]) => ({
  dispatched: rows.filter(r => !('refused' in r)).length,
  rows,
})

/** Every row succeeds or is refused by itself; rows of the same appeal follow each other. */
export async function dispatchMany({ tickets }: Parts, actor: Actor, rows: readonly DispatchRow[]) {
  const results: RowResult[] = []
  const waiting = [...Map.groupBy(rows.entries(), ([, row]) => row.number).values()]
  const work = async () => {
    for (let same = waiting.shift(); same; same = waiting.shift())
      for (const [i, { number, ...input }] of same) {
        const done = await tickets.act({ actor, ifMatch: undefined }, number, dispatchAppeal, input)
        results[i] = isRefusal(done) ? refusedRow(number, done) : done
      }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return answerOf(results)
}

/** Decides every row as it stands now, after the rows before it, and commits nothing. */
export async function previewMany({ db, door, tickets }: Parts, actor: Actor, rows: readonly DispatchRow[]) {
  const context = await door.context(actor)
  const ids = new Map<string, number>()
  for (const { number } of rows) {
    const id = await tickets.idOf(actor.tenantId, number)
    if (id !== null) ids.set(number, id)
  }
  const loaded = await loadTickets(db, actor.tenantId, [...new Set(ids.values())])
  const states = new Map<number, TicketState>(loaded.map(l => [l.state.id, l.state]))
  const preview = ({ number, ...input }: DispatchRow): RowResult => {
    const state = states.get(ids.get(number) ?? 0)
    if (!state) return refusedRow(number, refuse('not-found'))
    const decided = ifSeen(dispatchAppeal)(state, input, context)
    if (isRefusal(decided)) return refusedRow(number, decided)
    states.set(state.id, decided.after)
    return { number, version: decided.after.version, stage: decided.after.appeal.stage }
  }
  return answerOf(rows.map(preview))
}
