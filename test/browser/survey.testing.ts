/** Looks at pages in every size, light and dark, and gathers whatever is wrong with any, so that one run tells everything. */
import assert from 'node:assert/strict'
import { axeFindings, type Seat, SIZES, type Size } from './browser.ts'

const WIDE_TO_NARROW = ['desktop', 'tablet', 'phone'] as const satisfies readonly Size[]

export interface Looking {
  /** Widest first when left out: 1440, 768 and 390 pixels. */
  sizes?: readonly Size[]
  /** Light and dark when left out. */
  schemes?: readonly ('light' | 'dark')[]
  /** Brings about what is to be looked at, again at each size: what was open may have closed when the page found its new form. */
  ready?: () => Promise<unknown>
}

export interface Survey {
  /** Looks at what the seat shows now; goes on whatever it finds. */
  look: (seat: Seat, state: string, looking?: Looking) => Promise<void>
  /** Something that was noticed besides. */
  note: (finding: string) => void
  /** Fails with all that was found. */
  isClean: () => void
}

export function openSurvey(folder: string): Survey {
  const found: string[] = []
  return {
    async look(seat, state, { sizes = WIDE_TO_NARROW, schemes = ['light', 'dark'], ready } = {}) {
      for (const size of sizes) {
        await seat.page.setViewportSize(SIZES[size])
        await isStill(seat)
        await ready?.()
        for (const colorScheme of schemes) {
          await seat.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await isStill(seat)
          const what = `${state}, ${SIZES[size].width} px, ${colorScheme}`
          found.push(...(await axeFindings(seat.page, what)), ...(await tooWide(seat, what)))
          await seat.shot(`${folder}/${state.replace(/[^\w一-鿿]+/g, '-')}-${size}-${colorScheme}`)
        }
      }
    },
    note: finding => found.push(finding),
    isClean: () =>
      assert.equal(found.length, 0, `${found.length} findings\n${[...new Set(found)].join('\n')}`),
  }
}

/** Nothing is on its way any more, and what was asked for has been drawn. */
export async function isStill({ page }: Seat): Promise<void> {
  await page.waitForFunction(
    `[...document.querySelectorAll('[role=status][aria-label="正在加载"], [role=status][aria-label="Loading"]')].length === 0`,
  )
  await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
}

async function tooWide({ page }: Seat, what: string): Promise<string[]> {
  const wide = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number
  return wide > 0 ? [`${what} · ${wide} pixels wider than the screen`] : []
}
