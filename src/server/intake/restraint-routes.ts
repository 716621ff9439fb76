/** Restraints: a person decides that a caller who abuses the line is slowed, and may take it back; nobody is shut out. */
import * as wire from '../../contract/contacts.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { phoneKeyOf } from '../kernel/crypto/blind-index.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { route } from '../kernel/http/route.ts'
import { instantFrom, textFrom } from '../kernel/http/written.ts'
import type { Parts } from '../parts.ts'

interface Row {
  id: number
  reason: string
  perHour: number
  from: Instant
  until: Instant | null
  decidedBy: number | null
}

const COLUMNS =
  'id, reason, per_hour AS "perHour", from_at AS "from", until_at AS until, decided_by AS "decidedBy"'

const restraintSeen = (r: Row) => ({
  ...r,
  from: isoOf(r.from),
  until: r.until === null ? null : isoOf(r.until),
})

/** A phone belongs to no unit, so only who dispatches for the whole centre decides. */
async function isCentre({ tenants }: Parts, actor: Actor): Promise<boolean> {
  const { directory } = await tenants.get(actor.tenantId)
  return mayFor(actor, 'appeal.dispatch', directory.units.root.id, directory.units)
}

export const restraintRoutes = (parts: Parts) => [
  route(wire.createRestraint, async ({ actor, body }) => {
    if (!(await isCentre(parts, actor))) return refuse('not-permitted')
    const phoneKey = phoneKeyOf(parts.keys, body.phone)
    if (!phoneKey) throw new InvalidInput('phone', '请填写电话号码。', 'must have digits')
    const until = body.until === undefined ? null : isoOf(instantFrom(body.until, 'until'))
    const [row] = await parts.db.named<Row>(
      'restraint.create',
      `INSERT INTO restraint (tenant_id, phone_key, reason, per_hour, decided_by, from_at, until_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
      [
        actor.tenantId,
        phoneKey,
        textFrom(body.reason, 'reason'),
        body.perHour,
        actor.personId,
        isoOf(parts.now()),
        until,
      ],
    )
    return restraintSeen(row!)
  }),
  route(wire.listRestraints, async ({ actor }) => {
    if (!(await isCentre(parts, actor))) return { restraints: [] }
    const rows = await parts.db.named<Row>(
      'restraint.list',
      `SELECT ${COLUMNS} FROM restraint WHERE tenant_id = $1 AND (until_at IS NULL OR until_at > $2) ORDER BY id DESC LIMIT 1000`,
      [actor.tenantId, isoOf(parts.now())],
    )
    return { restraints: rows.map(restraintSeen) }
  }),
  route(wire.endRestraint, async ({ actor, params }) => {
    if (!(await isCentre(parts, actor))) return refuse('not-found')
    const ended = await parts.db.named(
      'restraint.end',
      `UPDATE restraint SET until_at = $3 WHERE tenant_id = $1 AND id = $2 AND (until_at IS NULL OR until_at > $3) RETURNING id`,
      [actor.tenantId, params.id, isoOf(parts.now())],
    )
    return ended.length > 0 ? null : refuse('not-found')
  }),
]
