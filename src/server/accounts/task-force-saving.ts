/** Sets up, changes and dissolves task forces: nothing is deleted, everything leaves a trace, and who sees what follows at once. */
import { sql } from 'kysely'
import type { InputOf } from '../../contract/route.ts'
import type * as wire from '../../contract/task-forces.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { forceStateOf, whyNotForce } from '../../domain/access/task-force.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import type { Day } from '../../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Queryable } from '../kernel/database.ts'
import { Refused } from '../kernel/http/problems.ts'
import type { Call } from '../kernel/http/route.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'
import { keepUnder } from '../kernel/once.ts'
import type { AccountParts } from './parts.ts'
import {
  appealsNumbered,
  type ForceAct,
  type ForceRow,
  forceById,
  type MemberRow,
  membersOf,
} from './task-forces.ts'

export type ForceParts = Pick<AccountParts, 'gate' | 'tenants'>
type Written = InputOf<typeof wire.createTaskForce>['body']
export interface SavedForce {
  id: number
  version: number
}

/** What the saving happens on. */
export interface Ground {
  actor: Actor
  directory: Directory
  today: Day
}

export const createForce = (
  parts: ForceParts,
  ground: Ground,
  body: Written,
): Promise<SavedForce | Refusal> =>
  saved(parts, ground, async tx => {
    const { tenantId, personId } = ground.actor
    const force = await checked(tx, ground, { ...body, dissolvedOn: null })
    const { rows } =
      await sql<SavedForce>`INSERT INTO task_force (tenant_id, version, name, task, basis, starts_on, ends_on,
        category_ids, region_ids, appeal_ids, created_at, created_by)
      VALUES (${tenantId}, 1, ${force.name}, ${force.task}, ${force.basis}, ${force.startsOn}, ${force.endsOn},
        ${force.categoryIds}::bigint[], ${force.regionIds}::bigint[], ${force.appealIds}::bigint[], ${new Date(parts.gate.now())},
        ${personId}) RETURNING id, version`.execute(tx)
    const done = rows[0]!
    await putMembers(tx, { tenantId, forceId: done.id, now: [], next: peopleOf(force, force.startsOn) })
    return { done, act: 'taskForce.opened', facts: { name: force.name, people: force.members.length + 1 } }
  })

export const changeForce = (
  parts: ForceParts,
  ground: Ground,
  call: Call<typeof wire.changeTaskForce>,
): Promise<SavedForce | Refusal> =>
  saved(parts, ground, async tx => {
    const { tenantId } = ground.actor
    const before = await unchanged(tx, ground, call)
    const now = (await membersOf(tx, tenantId, before.id)).filter(m => m.untilOn === null)
    const numbers = call.body.numbers ?? (await numbersOf(tx, tenantId, before))
    const force = await checked(tx, ground, { ...before, ...asWritten(now), ...call.body, numbers })
    const { rows } =
      await sql<SavedForce>`UPDATE task_force SET version = version + 1, name = ${force.name}, task = ${force.task},
        basis = ${force.basis}, starts_on = ${force.startsOn}, ends_on = ${force.endsOn},
        category_ids = ${force.categoryIds}::bigint[], region_ids = ${force.regionIds}::bigint[],
        appeal_ids = ${force.appealIds}::bigint[]
      WHERE tenant_id = ${tenantId} AND id = ${before.id} RETURNING id, version`.execute(tx)
    const done = rows[0]!
    const since = ground.today < force.startsOn ? force.startsOn : ground.today
    await putMembers(tx, { tenantId, forceId: done.id, now, next: peopleOf(force, since) })
    await keepUnder(tx, call, done)
    return { done, act: 'taskForce.changed', facts: { changed: Object.keys(call.body) } }
  })

export const dissolveForce = (
  parts: ForceParts,
  ground: Ground,
  call: Pick<Call<typeof wire.dissolveTaskForce>, 'actor' | 'params' | 'ifMatch' | 'body' | 'idempotency'>,
): Promise<SavedForce | Refusal> =>
  saved(parts, ground, async tx => {
    const { tenantId } = ground.actor
    const { id } = await unchanged(tx, ground, call)
    const { rows } =
      await sql<SavedForce>`UPDATE task_force SET version = version + 1, dissolved_on = ${ground.today},
      outcome = ${textFrom(call.body.outcome, 'outcome')} WHERE tenant_id = ${tenantId} AND id = ${id}
      RETURNING id, version`.execute(tx)
    const done = rows[0]!
    await keepUnder(tx, call, done)
    return { done, act: 'taskForce.dissolved', facts: {} }
  })

/** All or nothing, with a trace; from here on everybody's sight is asked anew. */
async function saved(
  { gate }: ForceParts,
  { actor: { tenantId, personId } }: Ground,
  save: (tx: Queryable) => Promise<{ done: SavedForce; act: ForceAct; facts: object }>,
): Promise<SavedForce | Refusal> {
  const committing = gate.db.kysely.transaction().execute(async tx => {
    const { done, act, facts } = await save(tx)
    const trace = { act, subject: String(done.id), facts: JSON.stringify(facts), at: new Date(gate.now()) }
    await tx
      .insertInto('audit')
      .values({ tenant_id: tenantId, person_id: personId, ...trace })
      .execute()
    return done
  })
  const result = await committing.catch(error => {
    if (error instanceof Refused) return error.refusal
    throw error
  })
  if (!isRefusal(result)) gate.presence.forgetAll()
  return result
}

/** The force as the caller saw it, still at work; throws Refused. */
async function unchanged(
  tx: Queryable,
  { actor, today }: Ground,
  { params, ifMatch }: { params: { id: number }; ifMatch: number | undefined },
): Promise<ForceRow> {
  const force = await forceById(tx, actor.tenantId, params.id, true)
  const refusal = !force
    ? refuse('not-found')
    : ifMatch === undefined
      ? refuse('version-needed', { field: 'If-Match' })
      : ifMatch !== force.version
        ? refuse('changed-meanwhile', { facts: { version: force.version } })
        : forceStateOf(force, today) === 'ended'
          ? refuse('wrong-stage')
          : null
  if (refusal || !force) throw new Refused(refusal ?? refuse('not-found'))
  return force
}

type Given = Written & { dissolvedOn: Day | null }

/** With everything it names looked up; throws Refused and InvalidInput. */
async function checked(tx: Queryable, { actor, directory }: Ground, given: Given) {
  const force = {
    ...given,
    name: lineFrom(given.name, 'name'),
    task: textFrom(given.task, 'task'),
    basis: lineFrom(given.basis, 'basis'),
  }
  const must = (found: boolean, refusal: Refusal) => {
    if (!found) throw new Refused(refusal)
  }
  const refusal = whyNotForce(force)
  if (refusal) throw new Refused(refusal)
  const known = (id: number | null) => id === null || directory.people.get(id)?.active === true
  must(known(force.leaderId), refuse('no-such-person', { field: 'leaderId' }))
  must(known(force.deputyId), refuse('no-such-person', { field: 'deputyId' }))
  const stranger = force.members.findIndex(m => !known(m.personId))
  must(stranger < 0, refuse('no-such-person', { field: `members.${stranger}.personId` }))
  must(
    force.categoryIds.every(id => directory.categories.has(id)),
    refuse('no-such-category', { field: 'categoryIds' }),
  )
  must(
    force.regionIds.every(id => directory.regions.has(id)),
    refuse('no-such-region', { field: 'regionIds' }),
  )
  const found = await appealsNumbered(tx, actor.tenantId, force.numbers)
  must(found.length === force.numbers.length, refuse('no-such-ticket', { field: 'numbers' }))
  return { ...force, appealIds: found.map(a => a.id) }
}

type Person = Omit<MemberRow, 'untilOn'>

const peopleOf = ({ leaderId, deputyId, members }: Written, fromOn: Day): Person[] => [
  { personId: leaderId, role: 'leader', duty: null, fromOn },
  ...(deputyId === null ? [] : [{ personId: deputyId, role: 'deputy', duty: null, fromOn } as const]),
  ...members.map(m => ({ personId: m.personId, role: 'member', duty: m.duty, fromOn }) as const),
]

const asWritten = (now: readonly MemberRow[]): Pick<Written, 'leaderId' | 'deputyId' | 'members'> => ({
  leaderId: now.find(m => m.role === 'leader')?.personId ?? 0,
  deputyId: now.find(m => m.role === 'deputy')?.personId ?? null,
  members: now.filter(m => m.role === 'member').map(({ personId, duty }) => ({ personId, duty })),
})

const numbersOf = async (tx: Queryable, tenantId: number, { appealIds }: ForceRow): Promise<string[]> => {
  const rows = await tx
    .selectFrom('appeal')
    .select('number')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', appealIds.length > 0 ? appealIds : [0])
    .execute()
  return rows.map(r => r.number)
}

/** Who left, or has another part now, ends today; who came begins. */
async function putMembers(
  tx: Queryable,
  {
    tenantId,
    forceId,
    now,
    next,
  }: { tenantId: number; forceId: number; now: readonly MemberRow[]; next: readonly Person[] },
): Promise<void> {
  const same = (a: Person, b: Person) => a.personId === b.personId && a.role === b.role && a.duty === b.duty
  const gone = now.filter(m => !next.some(n => same(m, n)))
  const come = next.filter(n => !now.some(m => same(m, n)))
  if (gone.length > 0)
    await tx
      .updateTable('task_force_member')
      .set({ until_on: next[0]!.fromOn })
      .where('tenant_id', '=', tenantId)
      .where('force_id', '=', forceId)
      .where('until_on', 'is', null)
      .where(
        'person_id',
        'in',
        gone.map(m => m.personId),
      )
      .execute()
  if (come.length > 0)
    await tx
      .insertInto('task_force_member')
      .values(
        come.map(({ personId, role, duty, fromOn }) => ({
          ...{ tenant_id: tenantId, force_id: forceId, person_id: personId, role, duty, from_on: fromOn },
        })),
      )
      .execute()
}
