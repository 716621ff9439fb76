/** The town's people at the desk: a server, a browser, and somebody signed in before it. */
import { createHash, randomBytes } from 'node:crypto'
import { after, before } from 'node:test'
import type { Page } from 'playwright-core'
import { HOUR } from '../../../src/domain/instant.ts'
import { type Matter, matterAt, steppedRules } from '../../stories/matter.testing.ts'
import { uploaded } from '../../stories/upload.testing.ts'
import { openWorld, type PersonName, type World } from '../../world.ts'
import { type Browsing, listen, openBrowser, type Seat, type SeatOptions } from '../browser.ts'

export interface Desk {
  world: World
  /** Somebody of the town, signed in; the browser's clock stands as the town's does. */
  sit: (who: PersonName, options?: Omit<SeatOptions, 'base'>) => Promise<Seat>
}

/** A town for the tests of one file. */
export function deskOfTown(): Desk {
  const town = {} as { world: World; base: string; browser: Browsing }
  before(async () => {
    town.world = await openWorld({ rules: steppedRules })
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
    async sit(who, options = {}) {
      const seat = await town.browser.sit({ base: town.base, now: town.world.clock.now(), ...options })
      // The machine may be busy with other tests.
      seat.context.setDefaultTimeout(90_000)
      await seat.context.addCookies([
        { name: 'yidan_session', value: await session(town.world, who), url: town.base, httpOnly: true },
      ])
      return seat
    },
  }
}

async function session({ db, tenantId, person, clock }: World, who: PersonName): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.pool.query(
    `INSERT INTO session (tenant_id, token_hash, kind, proof, name, person_id, expires_at) VALUES ($1,$2,'session','oidc','test',$3,$4)`,
    [tenantId, createHash('sha256').update(token).digest(), person[who], new Date(clock.now() + 8 * HOUR)],
  )
  return token
}

/** A key as people press it, not as part of a text. */
export const press = (page: Page, key: string): Promise<void> => page.keyboard.press(key)

/** Waits until the text is there to read. */
export const reads = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ state: 'visible' })

/** A matter at the roads department whose pictures can be opened. */
export async function shownMatter(world: World, fields: Record<string, unknown>): Promise<Matter> {
  const m = await matterAt(world, fields)
  m.files = (...purposes) => Promise.all(purposes.map(p => uploaded(world, 'roads', p)))
  return m
}

const square = (west: number, south: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.2, south],
      [west + 0.2, south + 0.2],
      [west, south + 0.2],
      [west, south],
    ],
  ],
})

/** The two districts side by side on the map, the town's lamps in the middle of the eastern one. */
export async function drawDistricts({ db, tenantId, region }: World): Promise<void> {
  for (const [id, outline] of [
    [region.east, square(120.02, 30.55)],
    [region.west, square(119.82, 30.55)],
  ])
    await db.pool.query('UPDATE region SET outline = $3 WHERE tenant_id = $1 AND id = $2', [
      tenantId,
      id,
      JSON.stringify(outline),
    ])
}
