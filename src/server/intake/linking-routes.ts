import * as linking from '../../contract/linking.ts'
import { maySee } from '../../domain/access/sight.ts'
import { joinParent } from '../../domain/intake/join-parent.ts'
import { unmergeAppeals, whyNotUnmerge } from '../../domain/intake/unmerge-appeals.ts'
import type { Decide } from '../../domain/record/context.ts'
import { isRefusal, refuse } from '../../domain/refusal.ts'
import { type Call, route } from '../kernel/http/route.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import { changedOf, keptOf } from '../record/tickets.ts'
import { joinStaff } from './joining.ts'
import { decideMerge, mergeMany, previewMerges } from './merging-many.ts'
import { splitThrough } from './splitting.ts'

export const linkingRoutes = (parts: Parts) => [
  route(linking.mergeAppeals, call => answeredOnce(parts.db, call, () => merge(parts, call))),
  route(linking.unmergeAppeals, call => answeredOnce(parts.db, call, () => unmerge(parts, call))),
  route(linking.mergeMany, ({ actor, body }) =>
    (body.dryRun ? previewMerges : mergeMany)(parts, actor, body.rows),
  ),
  route(linking.splitAppeal, call => splitThrough(parts, call)),
  route(linking.joinParent, call => answeredOnce(parts.db, call, () => setParent(parts, call))),
  route(linking.joinAppeal, call => answeredOnce(parts.db, call, () => joinStaff(parts, call))),
]

async function merge({ tickets, door }: Parts, call: Call<typeof linking.mergeAppeals>) {
  const { actor, ifMatch, params, body } = call
  const source = await tickets.idOf(actor.tenantId, params.number)
  if (source === null) return refuse('not-found')
  const into = await tickets.idOf(actor.tenantId, body.into)
  if (into === null) return refuse('not-found', { field: 'into' })
  const done = await door.together({
    actor,
    appealIds: [source, into],
    ifMatch,
    kept: keptOf(call),
    decide: ([from, to], context) => decideMerge(from!, to!, context),
  })
  return isRefusal(done) ? done : changedOf(done[0]!)
}

const isMerged: Decide<null> = (state, _, context) =>
  whyNotUnmerge(state, context) ?? refuse('changed-meanwhile')

async function unmerge(parts: Parts, call: Call<typeof linking.unmergeAppeals>) {
  const { actor, ifMatch, params } = call
  const [row] = await parts.db.named<{ id: number; into: number | null }>(
    'intake.mergedInto',
    'SELECT id, merged_into_id AS into FROM appeal WHERE tenant_id = $1 AND number = $2',
    [actor.tenantId, params.number],
  )
  // Not merged: the ticket itself says why not, if the actor may see it.
  if (!row?.into) return parts.tickets.act(call, params.number, isMerged, null)
  const done = await parts.door.together({
    actor,
    appealIds: [row.id, row.into],
    ifMatch,
    kept: keptOf(call),
    decide: ([from, into], context) => {
      if (!maySee(actor, from!, context.directory.units)) return refuse('not-found')
      if (from!.appeal.mergedIntoId !== into!.id) return refuse('not-merged')
      return unmergeAppeals(from!, into!, context)
    },
  })
  return isRefusal(done) ? done : changedOf(done[0]!)
}

async function setParent({ db, tickets, door }: Parts, call: Call<typeof linking.joinParent>) {
  const { actor, ifMatch, params, body } = call
  const { tenantId } = actor
  const child = await tickets.idOf(tenantId, params.number)
  if (child === null) return refuse('not-found')
  const parent = body.parent === null ? null : await tickets.idOf(tenantId, body.parent)
  if (body.parent !== null && parent === null) return refuse('not-found', { field: 'parent' })
  const below = await db.named(
    'intake.children',
    'SELECT FROM appeal WHERE tenant_id = $1 AND parent_id = $2 LIMIT 1',
    [tenantId, child],
  )
  const done = await door.together({
    actor,
    appealIds: parent === null ? [child] : [child, parent],
    ifMatch,
    kept: keptOf(call),
    decide: ([of, under], context) => {
      if (!maySee(actor, of!, context.directory.units)) return refuse('not-found')
      const change = joinParent(of!, under ?? null, below.length > 0, context)
      return isRefusal(change) ? change : [change]
    },
  })
  return isRefusal(done) ? done : changedOf(done[0]!)
}
