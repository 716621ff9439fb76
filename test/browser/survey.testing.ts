/** Looks at pages in every size, light and dark, and gathers whatever is wrong with any, so that one run tells everything. */
import assert from 'node:assert/strict'
import { axeFindings, type Seat, SIZES, type Size } from './browser.ts'

const WIDE_TO_NARROW = ['desktop', 'tablet', 'phone'] as const satisfies readonly Size[]

const BOTH = ['light', 'dark'] as const

export interface Looking {
  /** Widest first when left out: 1440, 768 and 390 pixels. */
  sizes?: readonly Size[]
  /** Light and dark when left out. */
  schemes?: readonly ('light' | 'dark')[]
  /** Brings about what is to be looked at, again at each size: what was open may have closed when the page found its new form. */
  ready?: () => Promise<unknown>
  /** Only what is inside of it, where the rest was looked at before; a CSS selector. */
  within?: string
}

export interface Survey {
  /** Looks at what the seat shows now; goes on whatever it finds. */
  look: (seat: Seat, state: string, looking?: Looking) => Promise<void>
  /** Opens a page and looks at it in every size, light and dark, then once in English. */
  page: (seat: Seat, page: { path: string; ready: string }) => Promise<void>
  /** Something that was noticed besides. */
  note: (finding: string, where: string) => void
  /** Fails with all that was found. */
  isClean: () => void
}

export function openSurvey(folder: string): Survey {
  /** What is wrong, and where it was seen. */
  const found = new Map<string, string[]>()
  const note = (finding: string, where: string) => found.set(finding, [...(found.get(finding) ?? []), where])
  const survey: Survey = {
    async look(seat, state, { sizes = WIDE_TO_NARROW, schemes = BOTH, ready, within } = {}) {
      for (const size of sizes) {
        await seat.page.setViewportSize(SIZES[size])
        await isStill(seat)
        await ready?.()
        for (const colorScheme of schemes) {
          await seat.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await isStill(seat)
          // Of what a darker page changes only the colours can be wrong.
          const rules = colorScheme === schemes[0] ? 'all' : 'colours'
          for (const finding of [
            ...(await axeFindings(seat.page, { rules, within })),
            ...(await otherFindings(seat)),
          ])
            note(finding, `${state}, ${SIZES[size].width} px, ${colorScheme}`)
          await seat.shot(`${folder}/${state.replace(/[^\w一-鿿]+/g, '-')}-${size}-${colorScheme}`)
        }
      }
    },
    async page(seat, { path, ready }) {
      const isThere = () => seat.page.locator(ready).first().waitFor()
      await seat.go(path)
      await survey.look(seat, path, { ready: isThere })
      await seat.page.emulateMedia({ colorScheme: 'light' })
      await seat.page.setViewportSize(SIZES.desktop)
      await seat.page.evaluate("localStorage.setItem('yidan.lang', 'en')")
      await seat.page.reload()
      await survey.look(seat, `${path} in English`, {
        ready: isThere,
        sizes: ['desktop'],
        schemes: ['light'],
      })
      await seat.page.evaluate("localStorage.removeItem('yidan.lang')")
    },
    note,
    isClean() {
      const told = [...found].map(([finding, where]) => `${finding}\n    seen on ${where.join('; ')}`)
      assert.equal(told.length, 0, `${told.length} findings\n\n${told.join('\n\n')}`)
    },
  }
  return survey
}

const ON_ITS_WAY = ['正在加载', 'Loading'].map(name => `[role=status][aria-label="${name}"]`).join()

/** Nothing is on its way any more, and what was asked for has been drawn. */
export async function isStill({ page }: Seat): Promise<void> {
  const waiting = page.locator(ON_ITS_WAY)
  for (let tries = 0; (await waiting.count()) > 0; tries += 1) {
    assert.ok(tries < 600, 'the page is still loading')
    await page.waitForTimeout(50)
  }
  await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
}

/** What axe doesn't look for: a page wider than its screen; something that moves on and on for who asked for less motion. */
const OTHERS = `[
  ...(document.documentElement.scrollWidth > innerWidth
    ? [document.documentElement.scrollWidth - innerWidth + ' pixels wider than the screen'] : []),
  ...new Set(document.getAnimations()
    .filter(a => a.playState === 'running' && a.effect.getComputedTiming().iterations === Infinity)
    .map(a => 'moves without end: ' + a.effect.target.className)),
]`
const otherFindings = async ({ page }: Seat) => (await page.evaluate(OTHERS)) as string[]
