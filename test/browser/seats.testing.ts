/** A town that people of the staff sit down in: what it has lived through, its server, a browser, somebody signed in. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before } from 'node:test'
import { HOUR } from '../../src/domain/instant.ts'
import type { Rules } from '../../src/domain/policy/rules.ts'
import { buildWeb } from '../../src/server/build-web.ts'
import { openWorld, type PersonName, type World } from '../world.ts'
import { axeFindings, type Browsing, listen, openBrowser, type Seat, type SeatOptions } from './browser.ts'

/** Of a page to answer, in milliseconds, while the machine does much else. */
const PATIENCE = 60_000

export interface Seats<Lived> {
  readonly world: World
  /** What came out of what the town lived through. */
  readonly lived: Lived
  /** What axe finds on the way is told all at once when the person leaves, so that a story is told to its end. */
  sit: (who: PersonName, options?: Omit<SeatOptions, 'base'>) => Promise<Seat>
}

/** For the tests of one file. The browser's clock is the machine's, so the town's should be too in the end. */
export function seatsOf<Lived>(rules: Rules, live: (world: World) => Promise<Lived>): Seats<Lived> {
  const town = {} as { world: World; base: string; browser: Browsing; lived: Lived }
  before(async () => {
    await buildWeb()
    town.world = await openWorld({ rules })
    town.lived = await live(town.world)
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
    get lived() {
      return town.lived
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
      return collecting(seat)
    },
  }
}

function collecting(seat: Seat): Seat {
  const found: string[] = []
  return {
    ...seat,
    axe: async what => {
      for (const finding of await axeFindings(seat.page)) found.push(`${what}: ${finding}`)
    },
    leave: async () => {
      await seat.leave()
      assert.deepEqual(found, [])
    },
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
