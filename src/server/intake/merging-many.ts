/** 批量并单: many appeals, each into another, or only what would become of each. */
import type { Actor } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import { mergeAppeals } from '../../domain/intake/merge-appeals.ts'
import type { Context } from '../../domain/record/context.ts'
import type { TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Parts } from '../parts.ts'
import { bulkAnswer, bulkRow, openPreview } from '../record/bulk.ts'
import { type Changed, changedOf } from '../record/tickets.ts'

interface Row {
  number: string
  into: string
}

export const decideMerge = (from: TicketState, into: TicketState, context: Context) =>
  maySee(context.actor, from, context.directory.units)
    ? mergeAppeals(from, into, context)
    : refuse('not-found')

/** One after another: a ticket may go into one that just took in another. */
export async function mergeMany({ tickets, door }: Parts, actor: Actor, rows: readonly Row[]) {
  const results = []
  for (const row of rows) results.push(bulkRow(row.number, await merged(row)))
  return bulkAnswer(results)

  async function merged({ number, into }: Row): Promise<Changed | Refusal> {
    const [source, target] = [
      await tickets.idOf(actor.tenantId, number),
      await tickets.idOf(actor.tenantId, into),
    ]
    if (source === null) return refuse('not-found')
    if (target === null) return refuse('not-found', { field: 'into' })
    const done = await door.together({
      actor,
      appealIds: [source, target],
      decide: ([from, to], context) => decideMerge(from!, to!, context),
    })
    return isRefusal(done) ? done : changedOf(done[0]!)
  }
}

export async function previewMerges(parts: Parts, actor: Actor, rows: readonly Row[]) {
  const preview = await openPreview(
    parts,
    actor,
    rows.flatMap(r => [r.number, r.into]),
  )
  const wouldBe = ({ number, into }: Row): Changed | Refusal => {
    const [from, to] = [preview.state(number), preview.state(into)]
    if (!from) return refuse('not-found')
    if (!to) return refuse('not-found', { field: 'into' })
    const decided = decideMerge(from, to, preview.context)
    if (isRefusal(decided)) return decided
    preview.keep(decided)
    return changedOf({ state: decided[0]!.after })
  }
  return bulkAnswer(rows.map(row => bulkRow(row.number, wouldBe(row))))
}
