/** One appeal of the sample city while it is being lived: its clock, its people, and the one door they all go through. */
import type { Actor } from '../../domain/access/actor.ts'
import type { FileRef } from '../../domain/handling/duty.ts'
import { DAY, type Instant, MINUTE } from '../../domain/instant.ts'
import { mustTake } from '../../domain/policy/traits.ts'
import { isPaused, runningClock } from '../../domain/record/clocks.ts'
import type { Context, Decide } from '../../domain/record/context.ts'
import type { Change } from '../../domain/record/draft.ts'
import type { Assignment, TicketState } from '../../domain/record/state.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import type { ClockKind } from '../../domain/vocabulary.ts'
import type { Receive } from '../intake/receiving.ts'
import type { Parts } from '../parts.ts'
import type { NewIds } from '../record/door.ts'
import type { Chance } from './chance.ts'
import type { Words } from './matters.ts'
import { inOffice } from './pace.ts'
import type { Persons } from './persons.ts'
import type { PicturePurpose, Pictures } from './pictures.ts'
import type { Plan } from './plan.ts'
import type { Until } from './telling.ts'
import type { Town } from './town.ts'
import { openWatch, type Watch } from './watch.ts'

/** What all lives share. */
export interface Scene {
  parts: Parts
  town: Town
  receive: Receive
  persons: Persons
  pictures: Pictures
  /** Called for every act that was refused: a story that doesn't fit the rules. */
  onRefused: (act: string, refusal: Refusal) => void
}

/** The rest of a story can't be told: somebody was told no. */
export class Refused extends Error {}
/** Nobody acts any more; not an error. */
export class Rests extends Error {}

/** Limit classes that wait for no office hours. */
const ROUND_THE_CLOCK = ['critical', 'utility']

export class Life {
  readonly scene: Scene
  readonly plan: Plan
  readonly chance: Chance
  private readonly watch: Watch
  /** Set when it is received. */
  id = 0
  words!: Words
  state!: TicketState

  constructor(scene: Scene, plan: Plan, until: Until, chance: Chance) {
    this.scene = scene
    this.plan = plan
    this.chance = chance
    this.watch = openWatch(this, until, chance.of('watch'))
  }

  /** Waits; meanwhile limits run out and sheets come and go. */
  until(at: Instant): Promise<void> {
    return this.watch.until(at)
  }

  /** Nobody tells of it any further. */
  rest(): Promise<void> {
    return this.watch.toTheEnd()
  }

  get now(): Instant {
    return this.scene.parts.now()
  }

  get appeal() {
    return this.state.appeal
  }

  /** The duty the whole matter hangs on. */
  get lead(): Assignment {
    return this.state.assignments.findLast(
      a => a.role === 'lead' && a.parentNo === null && a.stage !== 'returned',
    )!
  }

  /** One act of somebody; ends the story when it is refused, or when the appeal has come to where it rests. */
  async act<Input>(actor: Actor, decide: Decide<Input>, input: Input): Promise<void> {
    const done = await this.scene.parts.door.act({ actor, appealId: this.id, decide, input })
    if (isRefusal(done)) this.refused(decide.name, done)
    this.became(done.state)
  }

  /** An act on several tickets; this one first. */
  async together(
    actor: Actor,
    others: readonly Life[],
    decide: (states: TicketState[], context: Context, ids: NewIds) => Change[] | Refusal,
    newIds = 0,
  ): Promise<TicketState[]> {
    const lives = [this, ...others]
    const done = await this.scene.parts.door.together({
      actor,
      appealIds: lives.map(l => l.id),
      newIds,
      decide,
    })
    if (isRefusal(done)) this.refused('together', done)
    for (const { state } of done) for (const life of lives) if (life.id === state.id) life.state = state
    return done.map(d => d.state)
  }

  refused(act: string, refusal: Refusal): never {
    this.scene.onRefused(act, refusal)
    throw new Refused(`${act}: ${refusal.refused}`)
  }

  became(state: TicketState): void {
    this.state = state
    if (state.appeal.stage === this.plan.restsAt && this.restsHere()) throw new Rests()
  }

  /** The story ends here when what was just asked for is still waiting. */
  waitsFor(what: NonNullable<Plan['traits']['waits']>): void {
    if (this.plan.traits.waits === what) throw new Rests()
  }

  /** Received and dispatched come again after a return; the first time is meant. Half of what is handled has been begun. */
  private restsHere(): boolean {
    if (this.plan.restsAt !== 'handling') return true
    const begun = this.lead.contactedAt !== null
    return begun || this.plan.no % 2 === 0
  }

  /** Waits natural time. */
  wait(least: number, most: number): Promise<void> {
    return this.until(this.now + Math.round(this.chance.within(least, most)))
  }

  /** Waits some minutes of somebody's working time. */
  async office(leastMinutes: number, mostMinutes: number): Promise<void> {
    const at = this.now + this.chance.between(leastMinutes, mostMinutes) * MINUTE
    await this.until(this.isUrgent ? at : inOffice(this.scene.town.calendar, at, this.chance))
  }

  /** Waits until a share of a limit has passed; more than 1 misses it. A day is taken where the rules set no limit. */
  async share(kind: ClockKind, assignmentNo: number | null, least: number, most: number): Promise<void> {
    const clock = runningClock(this.state, kind, assignmentNo)
    const dueAt = clock && !isPaused(clock) ? clock.dueAt : this.now + DAY
    const share = this.plan.quick ? 0.15 : this.chance.within(least, most)
    const at = Math.max(this.now + MINUTE, Math.round(this.now + (dueAt - this.now) * share))
    await this.until(
      this.isUrgent ? at : this.inOfficeBefore(at, share < 1 ? dueAt : Number.POSITIVE_INFINITY),
    )
  }

  /** In office hours, but not past the limit that shall be kept. */
  private inOfficeBefore(at: Instant, dueAt: Instant): Instant {
    const then = inOffice(this.scene.town.calendar, at, this.chance)
    return then < dueAt ? then : Math.min(at, dueAt - MINUTE)
  }

  get isUrgent(): boolean {
    return ROUND_THE_CLOCK.includes(this.appeal.limitClass)
  }

  /** Must the rules' optional step be taken? */
  must(step: Parameters<typeof mustTake>[0]): boolean {
    const { directory, tenant } = this.scene.town
    return mustTake(step, this.appeal, directory, tenant.policy)
  }

  /** Pictures that go with an act. */
  async pictures(actor: Actor, ...purposes: PicturePurpose[]): Promise<FileRef[]> {
    const files: FileRef[] = []
    const to = { appealId: this.id, actor, at: this.now }
    for (const purpose of purposes) files.push(await this.scene.pictures.attach(to, purpose, this.chance))
    return files
  }

  /** The appellant with number and code. */
  get appellant(): Actor {
    const { tenantId } = this.scene.town
    return {
      kind: 'appellant',
      tenantId,
      personId: null,
      name: '诉求人',
      unitId: null,
      grants: [],
      appealId: this.id,
    }
  }

  someone(role: Parameters<Town['someone']>[0]): Actor {
    return this.scene.town.someone(role, this.chance)
  }

  forUnit(permission: Parameters<Town['forUnit']>[0], unitId: number): Actor {
    return this.scene.town.forUnit(permission, unitId, this.chance)
  }
}
