/** The routes of task forces 工作专班. */
import type { AnswerOf } from '../../contract/route.ts'
import * as wire from '../../contract/task-forces.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import { forceStateOf, maySetUpForces, whyNotReadForce } from '../../domain/access/task-force.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { type Day, isoOf } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { redact } from '../../domain/text/redact.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt, zoneOf } from '../../domain/time/zone.ts'
import { type Call, type Route, route } from '../kernel/http/route.ts'
import { textFrom } from '../kernel/http/written.ts'
import { answeredOnce } from '../kernel/once.ts'
import { changeForce, createForce, dissolveForce, type ForceParts, type Ground } from './task-force-saving.ts'
import {
  type ForceRow,
  forceById,
  forcesOf,
  historyOf,
  type MemberRow,
  membersOf,
  notesOf,
  numbersOfAppeals,
} from './task-forces.ts'

export const taskForceRoutes = (parts: ForceParts): Route[] => [
  route(wire.listTaskForces, async ({ actor, query }) => {
    const { directory, today } = await groundOf(parts, actor)
    const seesAll = whyNotReadForce(actor, directory.units, false) === null
    const asked = {
      tenantId: actor.tenantId,
      today,
      personId: seesAll ? null : (actor.personId ?? 0),
      ...query,
    }
    const { page, next } = await forcesOf(parts.gate.db, asked)
    return {
      forces: page.map(f => ({
        ...lineOf(f, today),
        leader: f.leaderId === null ? null : personOf(f.leaderId, directory),
        memberCount: f.memberCount,
        mine: f.personIds.includes(actor.personId ?? 0) && forceStateOf(f, today) !== 'ended',
      })),
      can: { create: maySetUpForces(actor, directory.units) },
      next,
    }
  }),
  route(wire.readTaskForce, ({ actor, params }) => read(parts, actor, params.id)),
  route(wire.createTaskForce, async ({ actor, body }) => {
    const ground = await groundOf(parts, actor)
    return maySetUpForces(actor, ground.directory.units)
      ? createForce(parts, ground, body)
      : refuse('not-permitted')
  }),
  route(wire.changeTaskForce, call =>
    answeredOnce(parts.gate.db, call, () =>
      ifAllowed(parts, call, ground => changeForce(parts, ground, call)),
    ),
  ),
  route(wire.dissolveTaskForce, call =>
    answeredOnce(parts.gate.db, call, () =>
      ifAllowed(parts, call, ground => dissolveForce(parts, ground, call)),
    ),
  ),
  route(wire.noteTaskForce, call => note(parts, call)),
]

async function groundOf({ tenants, gate }: ForceParts, actor: Actor): Promise<Ground> {
  const { directory, zone } = await tenants.get(actor.tenantId)
  return { actor, directory, today: dayOfNumber(dayNumberAt(zoneOf(zone), gate.now())) }
}

async function ifAllowed<Done>(
  parts: ForceParts,
  { actor, params }: { actor: Actor; params: { id: number } },
  run: (ground: Ground) => Promise<Done | Refusal>,
): Promise<Done | Refusal> {
  const ground = await groundOf(parts, actor)
  const force = await forceById(parts.gate.db.kysely, actor.tenantId, params.id)
  if (!force) return refuse('not-found')
  return maySetUpForces(actor, ground.directory.units) ? run(ground) : refuse('not-permitted')
}

async function read(
  parts: ForceParts,
  actor: Actor,
  id: number,
): Promise<AnswerOf<typeof wire.readTaskForce> | Refusal> {
  const { db } = parts.gate
  const { directory, today } = await groundOf(parts, actor)
  const [force, members] = await Promise.all([
    forceById(db.kysely, actor.tenantId, id),
    membersOf(db.kysely, actor.tenantId, id),
  ])
  const own = members.filter(m => m.personId === actor.personId)
  const refusal = force ? whyNotReadForce(actor, directory.units, own.length > 0) : refuse('not-found')
  if (refusal || !force) return refusal ?? refuse('not-found')
  const [notes, history, appeals] = await Promise.all([
    notesOf(db, actor.tenantId, id),
    historyOf(db, actor.tenantId, id),
    numbersOfAppeals(db, actor.tenantId, force.appealIds),
  ])
  const here = members.filter(m => m.untilOn === null)
  const leader = here.find(m => m.role === 'leader')
  const nameOf = (person: number | null) => directory.people.get(person ?? 0)?.name ?? null
  const named = (found: { name: string } | undefined, key: number) => ({
    id: key,
    name: found?.name ?? String(key),
  })
  const isOver = forceStateOf(force, today) === 'ended'
  return {
    ...lineOf(force, today),
    leader: leader ? personOf(leader.personId, directory) : null,
    memberCount: here.length,
    mine: isOfForce(own) && !isOver,
    members: members.map(({ personId, role, duty, fromOn, untilOn }) => ({
      ...personOf(personId, directory),
      ...{ role, duty, fromOn, untilOn },
    })),
    categories: force.categoryIds.map(c => named(directory.categories.get(c), c)),
    regions: force.regionIds.map(r => named(directory.regions.get(r), r)),
    numbers: appeals.map(a => a.number),
    outcome: force.outcome,
    notes: notes.map(n => ({
      id: n.id,
      at: isoOf(n.at),
      by: nameOf(n.byId) ?? String(n.byId),
      text: n.text,
    })),
    history: history.map(h => ({ at: isoOf(h.at), by: nameOf(h.byId), act: h.act })),
    can: {
      edit: !isOver && maySetUpForces(actor, directory.units),
      note: !isOver && (isOfForce(own) || maySetUpForces(actor, directory.units)),
    },
  }
}

const isOfForce = (own: readonly MemberRow[]): boolean => own.some(m => m.untilOn === null)

/** Numbers that identify a person don't stand in it. */
async function note(
  parts: ForceParts,
  { actor, params, body }: Call<typeof wire.noteTaskForce>,
): Promise<{ id: number } | Refusal> {
  const { directory, today } = await groundOf(parts, actor)
  const [force, members] = await Promise.all([
    forceById(parts.gate.db.kysely, actor.tenantId, params.id),
    membersOf(parts.gate.db.kysely, actor.tenantId, params.id),
  ])
  const own = members.filter(m => m.personId === actor.personId)
  const refusal = force ? whyNotReadForce(actor, directory.units, own.length > 0) : refuse('not-found')
  if (refusal || !force) return refusal ?? refuse('not-found')
  if (!isOfForce(own) && !mayFor(actor, 'task.open', directory.units.root.id, directory.units))
    return refuse('not-permitted')
  if (forceStateOf(force, today) === 'ended') return refuse('wrong-stage')
  const { id } = await parts.gate.db.kysely
    .insertInto('task_force_note')
    .values({
      tenant_id: actor.tenantId,
      force_id: force.id,
      at: new Date(parts.gate.now()),
      by_id: actor.personId!,
      text: redact(textFrom(body.text, 'text')),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id }
}

function lineOf(force: ForceRow, today: Day) {
  const { id, version, name, task, basis, startsOn, endsOn, dissolvedOn } = force
  return { id, version, name, task, basis, startsOn, endsOn, dissolvedOn, state: forceStateOf(force, today) }
}

function personOf(id: number, { people, units }: Directory) {
  const person = people.get(id)
  const unitId = person?.unitId ?? units.root.id
  return {
    person: { id, name: person?.name ?? String(id) },
    unit: { id: unitId, name: units.get(unitId)?.name ?? String(unitId) },
  }
}
