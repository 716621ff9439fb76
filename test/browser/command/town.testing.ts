/** The town's people at the command: a month of matters behind them, late ones among them. */
import { DAY } from '../../../src/domain/instant.ts'
import { matterAt, steppedRules } from '../../stories/matter.testing.ts'
import type { World } from '../../world.ts'
import { type Seats, seatsOf } from '../seats.testing.ts'

/** Numbers of the matters below, by what is special about them. */
export type Numbers = Record<'late' | 'later' | 'today' | 'ready' | 'unready' | 'complex', string>

export interface Command extends Omit<Seats<Numbers>, 'lived'> {
  readonly numbers: Numbers
}

export function commandOfTown(): Command {
  const seats = seatsOf(steppedRules, liveThrough)
  return {
    get world() {
      return seats.world
    },
    get numbers() {
      return seats.lived
    },
    sit: seats.sit,
  }
}

const at = (moment: number): string => new Date(moment).toISOString()

/** Two are long late, one is complex, one can be struck off, one can't yet, and one came today. */
async function liveThrough(world: World): Promise<Numbers> {
  const now = Date.now()
  world.clock.set(at(now - 30 * DAY))
  await world.db.pool.query(`UPDATE unit SET phone = '0000-' || id WHERE tenant_id = $1`, [world.tenantId])
  const late = await world.dispatched('roads', { title: '柳荫街井盖缺失' })
  const later = await world.dispatched('water', { title: '幸福里停水', categoryId: world.category.water })
  const complex = await world.dispatched('west', { title: '老小区加装电梯' })
  await world.call('supervisor', 'POST', `/appeals/${complex.number}/level`, {
    body: { level: 'complex', reason: '多部门' },
  })
  const ready = await matterAt(world, { title: '路牌脱落' })
  await ready.answer()
  await ready.accept()
  await ready.visit()
  const unready = await matterAt(world, { title: '人行道积水' })
  await unready.answer()
  world.clock.set(at(now - 10 * 60_000))
  const today = await world.received({ title: '今天的路灯' })
  world.clock.set(at(now))
  return {
    late: late.number,
    later: later.number,
    complex: complex.number,
    ready: ready.number,
    unready: unready.number,
    today: today.number,
  }
}
