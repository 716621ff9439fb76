/** The town's people at the command: a month of matters behind them, late ones among them; a server, a browser, somebody signed in. */
import { createHash, randomBytes } from 'node:crypto'
import { after, before } from 'node:test'
import { DAY, HOUR } from '../../../src/domain/instant.ts'
import { buildWeb } from '../../../src/server/build-web.ts'
import { matterAt, steppedRules } from '../../stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../world.ts'
import { type Browsing, listen, openBrowser, type Seat, type SeatOptions } from '../browser.ts'

/** Of a page to answer, in milliseconds, while the machine does much else. */
const PATIENCE = 60_000

export interface Command {
  world: World
  sit: (who: PersonName, options?: Omit<SeatOptions, 'base'>) => Promise<Seat>
  /** Numbers of the matters below, by what is special about them. */
  numbers: Record<'late' | 'later' | 'today' | 'ready' | 'unready' | 'complex', string>
}

/** The browser's clock is the machine's, so the town's is too in the end. */
export function commandOfTown(): Command {
  const town = {} as { world: World; base: string; browser: Browsing; numbers: Command['numbers'] }
  before(async () => {
    await buildWeb()
    town.world = await openWorld({ rules: steppedRules })
    town.numbers = await liveThrough(town.world)
    town.base = await listen(town.world)
    town.browser = await openBrowser()
  })
  after(async () => {
    await town.browser?.close()
    await town.world?.close()
  })
  return {
    get world() {
      return town.world
    },
    get numbers() {
      return town.numbers
    },
    async sit(who, options = {}) {
      const seat = await town.browser.sit({ base: town.base, ...options })
      seat.context.setDefaultTimeout(PATIENCE)
      seat.page.on('response', r => {
        if (r.status() >= 500) seat.complaints.push(`${r.status()} ${r.url()}`)
      })
      const value = await session(town.world, who)
      await seat.context.addCookies([
        { name: 'yidan_session', value, url: town.base, httpOnly: true, sameSite: 'Lax' },
      ])
      return seat
    },
  }
}

const at = (moment: number): string => new Date(moment).toISOString()

/** Two are long late, one is complex, one can be struck off, one can't yet, and one came today. */
async function liveThrough(world: World): Promise<Command['numbers']> {
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

/** As the city’s own sign-in opens it, which asks for no password of one’s own. */
async function session({ db, tenantId, person }: World, who: PersonName): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.pool.query(
    `INSERT INTO session (tenant_id, token_hash, kind, name, person_id, proof, expires_at) VALUES ($1,$2,'session','test',$3,'oidc',$4)`,
    [tenantId, createHash('sha256').update(token).digest(), person[who], new Date(Date.now() + 8 * HOUR)],
  )
  return token
}
