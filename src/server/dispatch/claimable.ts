/** The matters a unit may claim: nobody has them yet, and the catalogue or their place names the unit (NC-34). */
import { type Actor, mayFor, reachOf } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { type Claimable, isOfferedTo } from '../../domain/dispatch/claim-appeal.ts'
import { isoOf } from '../../domain/instant.ts'
import { cursorOf, positionFrom } from '../kernel/http/cursor.ts'
import type { Parts } from '../parts.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'

interface Row {
  id: number
  number: string
  kind: string
  title: string | null
  categoryId: number | null
  regionId: number | null
  gridId: number | null
  urgency: string
  receivedAt: number
}

const WAITING = `
SELECT id, number, kind, title, category_id AS "categoryId", region_id AS "regionId", grid_id AS "gridId", urgency,
  received_at AS "receivedAt"
FROM appeal
WHERE tenant_id = $1 AND stage = 'received' AND ${IS_APPEAL('kind')} AND NOT confidential AND (received_at, id) > ($2, $3)
ORDER BY received_at, id LIMIT $4`

/** How many waiting matters are looked at for one page. */
const READ = 500

interface Asked {
  after?: string
  limit?: number
}

/** The units the caller may claim for: the tops of their own subtrees, as far as the matter is offered to them. */
function claimingUnits(actor: Actor, matter: Claimable, directory: Directory): number[] {
  const own = reachOf(actor, 'appeal.handle').filter(id =>
    mayFor(actor, 'appeal.handle', id, directory.units),
  )
  return own.filter(unitId => isOfferedTo(unitId, matter, directory))
}

export async function listClaimable({ db, door }: Parts, actor: Actor, { after, limit = 50 }: Asked) {
  const { directory } = await door.context(actor)
  const from = after === undefined ? { at: 0, id: 0 } : positionFrom('received', after)
  const rows = await db.named<Row>('dispatch.claimable', WAITING, [
    actor.tenantId,
    isoOf(from.at),
    from.id,
    READ,
  ])
  const appeals = []
  let last: Row | undefined
  for (const row of rows) {
    if (appeals.length === limit) break
    last = row
    const unitIds = claimingUnits(actor, { ...row, confidential: false }, directory)
    if (unitIds.length > 0) appeals.push(shown(row, unitIds))
  }
  const more = last !== undefined && (rows.length === READ || last !== rows.at(-1))
  return { appeals, next: more ? cursorOf('received', { at: last!.receivedAt, id: last!.id }) : null }
}

const shown = ({ id, gridId, ...row }: Row, unitIds: number[]) => ({
  ...row,
  receivedAt: isoOf(row.receivedAt),
  unitIds,
})
