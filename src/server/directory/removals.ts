/** Takes a duty or a local day out of the directory, and says who is away. */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { Instant } from '../../domain/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { Refused } from '../kernel/http/problems.ts'
import { type Edited, type EditParts, edit, mustReach } from './edits.ts'

export const removeCatalogueEntry = (parts: EditParts, actor: Actor, id: number): Promise<Edited> =>
  edit(parts, actor, async (tx, units) => {
    const entry = await tx
      .deleteFrom('catalogue_entry')
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!entry) throw new Refused(refuse('not-found'))
    mustReach(actor, units, [units.get(entry.unit_id)?.code ?? null])
    return { act: 'directory.catalogue', subject: String(id), facts: { before: entry, after: null } }
  })

export const removeLocalDay = (parts: EditParts, actor: Actor, day: string): Promise<Edited> =>
  edit(parts, actor, async (tx, units) => {
    mustReach(actor, units, [null])
    const removed = await tx
      .deleteFrom('local_day')
      .where('tenant_id', '=', actor.tenantId)
      .where('day', '=', day)
      .returningAll()
      .executeTakeFirst()
    if (!removed) throw new Refused(refuse('not-found'))
    return { act: 'directory.localDays', subject: day, facts: { before: removed, after: null } }
  })

export interface Leave {
  from: Instant | null
  /** Null: until further notice. */
  until: Instant | null
  /** Code of the person who stands in. */
  substitute: string | null
}

/** Everybody for themselves; for others who may edit the directory of their unit. No `from` ends the leave. */
export const setLeave = (
  parts: EditParts,
  actor: Actor,
  { code, leave }: { code: string; leave: Leave },
): Promise<Edited> =>
  edit(parts, actor, async (tx, units) => {
    const { tenantId } = actor
    const people = await tx
      .selectFrom('person')
      .select(['id', 'code', 'unit_id', 'active'])
      .where('tenant_id', '=', tenantId)
      .where('code', 'in', [code, leave.substitute ?? code])
      .execute()
    const person = people.find(p => p.code === code)
    if (!person) throw new Refused(refuse('not-found'))
    if (person.id !== actor.personId && !mayFor(actor, 'directory.edit', person.unit_id, units))
      throw new Refused(refuse('not-your-unit'))
    const substitute =
      leave.substitute === null ? null : people.find(p => p.code === leave.substitute && p.active)
    mustBePossible(leave, { isFound: substitute !== undefined, isSelf: substitute?.id === person.id })
    await tx
      .updateTable('person')
      .set({
        away_from: dateOf(leave.from),
        away_until: dateOf(leave.until),
        substitute_id: substitute?.id ?? null,
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', person.id)
      .execute()
    return { act: 'directory.leave', subject: code, facts: { ...leave } }
  })

function mustBePossible({ from, until }: Leave, substitute: { isFound: boolean; isSelf: boolean }): void {
  const wrong = (field: string) => {
    throw new Refused(refuse('leave-impossible', { field }))
  }
  if (until !== null && (from === null || until <= from)) wrong('until')
  if (!substitute.isFound || substitute.isSelf) wrong('substitute')
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at))
