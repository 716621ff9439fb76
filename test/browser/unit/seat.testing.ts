/** The town's people before a browser, signed in, at the time it really is. */
import { createHash, randomBytes } from 'node:crypto'
import { steppedRules } from '../../stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../world.ts'
import { type Browsing, listen, openBrowser, type Seat, type SeatOptions } from '../browser.ts'

export interface Town {
  world: World
  base: string
  browser: Browsing
  /** Somebody of the town, signed in, on the device that is described. */
  sit: (who: PersonName, options?: Omit<SeatOptions, 'base'>) => Promise<Seat>
  close: () => Promise<void>
}

/** Of a page that does a lot, while other tests run beside it; milliseconds. */
const PATIENCE = 60_000

export const PHONE = { size: 'phone', touch: true } as const

/** The browser's clock is the machine's, so the town's is too. */
export async function openTown(): Promise<Town> {
  const world = await openWorld({ rules: steppedRules })
  world.clock.set(new Date().toISOString())
  const base = await listen(world)
  const browser = await openBrowser()
  return {
    world,
    base,
    browser,
    async sit(who, options = {}) {
      const seat = await browser.sit({ base, ...options })
      seat.context.setDefaultTimeout(PATIENCE)
      await seat.context.addCookies([
        {
          name: 'yidan_session',
          value: await session(world, who),
          url: base,
          httpOnly: true,
          sameSite: 'Lax',
        },
      ])
      return seat
    },
    async close() {
      await browser.close()
      await world.close()
    },
  }
}

/** As the city’s own sign-in opens it, which asks for no second factor here. */
async function session({ db, tenantId, person }: World, who: PersonName): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.pool.query(
    `INSERT INTO session (tenant_id, token_hash, kind, name, person_id, proof, expires_at) VALUES ($1,$2,'session','test',$3,'oidc',$4)`,
    [tenantId, createHash('sha256').update(token).digest(), person[who], new Date(Date.now() + 8 * 3600_000)],
  )
  return token
}

/** A photo as a telephone takes it: a real picture of some size. */
export async function photo(
  { page }: Seat,
  colour: string,
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const base64 = (await page.evaluate(`(() => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 2400, height: 1800 })
    const drawing = canvas.getContext('2d')
    drawing.fillStyle = '${colour}'
    drawing.fillRect(0, 0, 2400, 1800)
    drawing.fillStyle = '#fff'
    drawing.fillRect(300, 300, 600, 900)
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]
  })()`)) as string
  return { name: `${colour.slice(1)}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}
