/** 承办收件箱: the open duties of the caller's units by their own limit, and what each asks for next. */
import type { Duty, listAssignments as wire } from '../../contract/assignments.ts'
import type { InputOf } from '../../contract/route.ts'
import { type Actor, reachOf } from '../../domain/access/actor.ts'
import { maskAppeal } from '../../domain/access/masking.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import type { Asked } from '../../domain/handling/duty.ts'
import { nextStepOf } from '../../domain/handling/next-step.ts'
import { isoOf } from '../../domain/instant.ts'
import { isPaused, isRunning } from '../../domain/record/clocks.ts'
import type { Assignment, Clock, TicketState } from '../../domain/record/state.ts'
import { brightestOf, type Light, lightOf } from '../../domain/time/lights.ts'
import type { ClockKind } from '../../domain/vocabulary.ts'
import { cursorOf, positionFrom } from '../kernel/http/cursor.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'
import { type Names, namesOf, wireTime } from '../record/read/names.ts'
import { DUTY_CLOCKS, type Found, type Wanted, walkInbox } from './inbox-walk.ts'

type Query = InputOf<typeof wire>['query']

const LIST = 'assignments'
/** Duties without a limit come last; an instant before every other begins. */
const BEGINNING = { at: 0, id: 0, no: 0 }

export async function listAssignments({ db, door }: Parts, actor: Actor, query: Query) {
  const context = await door.context(actor)
  const { after, limit = 50, stage, role, light, mine } = query
  const unitIds = unitsOf(actor, query, context.directory.units)
  const from = after === undefined ? BEGINNING : positionFrom(LIST, after)
  if (unitIds?.length === 0) return { assignments: [], next: null }
  const wanted: Wanted = {
    tenantId: actor.tenantId,
    unitIds,
    personId: mine ? actor.personId : null,
    stages: stage?.length ? stage : null,
    role: role ?? null,
    lights: light?.length ? light : null,
    now: context.now,
  }
  const { found, last } = await walkInbox(db, wanted, from, limit + 1)
  const page = found.slice(0, limit)
  const goesOn = found.length > limit ? page.at(-1)! : last
  return {
    assignments: await dutiesOf({ db, tenantId: actor.tenantId, found: page }, context),
    next: goesOn === null ? null : cursorOf(LIST, goesOn),
  }
}

/** The units whose duties the caller sees, narrowed to a subtree when one is asked for; null for the whole city. */
function unitsOf(actor: Actor, { unitId }: Query, units: UnitTree): number[] | null {
  const tops = [...reachOf(actor, 'appeal.handle'), ...reachOf(actor, 'appeal.read')]
  const isWhole = unitId === undefined || unitId === units.root.id
  if (isWhole && (actor.kind === 'system' || tops.includes(units.root.id))) return null
  return units.all
    .map(u => u.id)
    .filter(id => unitId === undefined || units.isWithin(id, unitId))
    .filter(id => actor.kind === 'system' || tops.some(top => units.isWithin(id, top)))
}

interface Page {
  db: Parts['db']
  tenantId: number
  found: readonly Found[]
}

async function dutiesOf({ db, tenantId, found }: Page, context: Asked): Promise<Duty[]> {
  const ids = [...new Set(found.map(f => f.id))]
  const tickets = ids.length === 0 ? [] : await loadTickets(db, tenantId, ids)
  const byId = new Map(tickets.map(({ state }) => [state.id, state]))
  const names = namesOf(context.directory)
  return found.flatMap(({ id, no }) => {
    const ticket = byId.get(id)
    const duty = ticket?.assignments.find(a => a.no === no)
    return ticket && duty ? [dutyView(ticket, duty, context, names)] : []
  })
}

function dutyView(t: TicketState, a: Assignment, asked: Asked, names: Names): Duty {
  const clocks = t.clocks.filter(c => c.assignmentNo === a.no && c.unitId === a.unitId && isRunning(c))
  const dueOf = (...kinds: ClockKind[]) =>
    wireTime(clocks.findLast(c => kinds.includes(c.kind) && !isPaused(c))?.dueAt ?? null)
  return {
    ...matterOf(t, names),
    no: a.no,
    unit: names.unit(a.unitId),
    role: a.role,
    stage: a.stage,
    parentNo: a.parentNo,
    person: names.person(a.personId),
    assignedAt: isoOf(a.assignedAt),
    bound: a.bound,
    dueAt: wireTime(a.dueAt),
    due: {
      sign: dueOf('sign'),
      contact: dueOf('firstContact'),
      preliminary: dueOf('preliminaryReply'),
      reply: dueOf('reply', 'rework'),
    },
    light: reddest(clocks, asked.now),
    next: nextStepOf(t, a, asked),
    urges: a.urges ?? 0,
    urgedAt: wireTime(a.urgedAt),
    reworks: a.reworks,
    approvals: t.approvals
      .filter(p => p.assignmentNo === a.no && p.verdict === null)
      .map(p => ({ no: p.no, kind: p.kind, askedAt: isoOf(p.askedAt) })),
  }
}

function matterOf({ version, appeal }: TicketState, names: Names) {
  const a = maskAppeal(appeal)
  return {
    number: a.number,
    version,
    title: a.title,
    kind: a.kind,
    category: names.category(a.categoryId),
    region: names.region(a.regionId),
    urgency: a.urgency,
    level: a.level,
    confidential: a.confidential,
    appealStage: a.stage,
    receivedAt: isoOf(a.receivedAt),
    appealDueAt: wireTime(a.dueAt),
  }
}

function reddest(clocks: readonly Clock[], now: number): Light {
  const lights = clocks
    .filter(c => (DUTY_CLOCKS as readonly string[]).includes(c.kind))
    .map(c => lightOf(c, now))
  return brightestOf(lights)
}
