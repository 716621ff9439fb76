/** The ledger in a browser with a million stored: scroll, filter, put in order; and the wall's first paint. */
/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { openBrowser } from '../test/browser/browser.ts'
import { cityOf } from './city.ts'
import { fullCity, STORED } from './generate.ts'
import { median } from './load.ts'
import { quiet } from './machine.ts'
import { startYidan } from './processes.ts'
import type { Found } from './report.ts'

const LIMIT = 200
const SCREENS = 60
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)

/** Where the ledger stands; another server than one's own may be named, e.g. one on another machine. */
const SERVER = process.env.BENCH_SERVER

type Times = Record<string, number[]>

export async function ledger(): Promise<Found> {
  const database = await fullCity()
  const { tokens } = await cityOf(database)
  const server = SERVER ? { url: SERVER, stop: async () => {} } : await startYidan(database)
  const browser = await openBrowser()
  try {
    const load = await quiet()
    const { page, context } = await browser.sit({ base: server.url })
    context.setDefaultTimeout(120_000)
    await context.setExtraHTTPHeaders({ authorization: `Bearer ${tokens.dispatcher}` })
    const times: Times = {}
    const note = (what: string, ms: number) => {
      times[what] = [...(times[what] ?? []), Math.round(ms)]
    }
    for (let round = 0; round < ROUNDS; round++) await walk(page, server.url, note)
    await wall(page, server.url, note)
    return found(times, load)
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** As somebody looks through it: open, scroll down and jump, narrow, put in order, take the narrowing away. */
async function walk(page: Page, url: string, note: (what: string, ms: number) => void): Promise<void> {
  const opened = performance.now()
  await page.goto(`${url}/command/ledger`)
  await page.locator('.grid-row.is-row').first().waitFor()
  note('open, first rows', performance.now() - opened)
  for (let screen = 1; screen <= SCREENS; screen++) note('scroll one screen', await scrolled(page))
  note('filter: red light', await pressed(page, '.quick:nth-of-type(2)'))
  note('sort: by due time', await pressed(page, '.grid-head .grid-cell:nth-of-type(7) .sort'))
  note('filter: in hand as well', await pressed(page, '.quick:nth-of-type(1)'))
  note('sort: by receipt', await pressed(page, '.grid-head .grid-cell:nth-of-type(8) .sort'))
  note('filters away', await pressed(page, '.chips > li:last-child button'))
}

/** Milliseconds from the wheel until every row on screen has its text. */
const scrolled = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const grid = document.querySelector<HTMLElement>('.grid')!
    const from = performance.now()
    grid.scrollTop += grid.clientHeight
    const isWhole = () => {
      const { top, bottom } = grid.getBoundingClientRect()
      const rows = [...grid.querySelectorAll('.is-row')].map(r => [r, r.getBoundingClientRect()] as const)
      const shown = rows.filter(([, box]) => box.bottom > top && box.top < bottom)
      return shown.length > 10 && shown.every(([row]) => !row.querySelector('.bone'))
    }
    do await new Promise(requestAnimationFrame)
    while (!isWhole() && performance.now() - from < 10_000)
    return performance.now() - from
  })

/** Milliseconds from a click until the list that was asked for stands there, or that there is nothing. */
const pressed = (page: Page, selector: string): Promise<number> =>
  page.evaluate(async chosen => {
    const before = location.search
    const from = performance.now()
    document.querySelector<HTMLElement>(chosen)!.click()
    // Until then the rows of the list before stand there, and the grid says that it is busy.
    const isThere = () =>
      location.search !== before &&
      (document.querySelector('.grid:not([aria-busy="true"]) .is-row .number') !== null ||
        document.querySelector('.grid-none .ant-empty') !== null)
    do await new Promise(requestAnimationFrame)
    while (!isThere() && performance.now() - from < 10_000)
    return performance.now() - from
  }, selector)

async function wall(page: Page, url: string, note: (what: string, ms: number) => void): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1080 })
  for (let round = 0; round < ROUNDS; round++) {
    const opened = performance.now()
    await page.goto(`${url}/command/wall`)
    await page.locator('.wall-tile').first().waitFor({ timeout: 120_000 })
    note('wall, its numbers', performance.now() - opened)
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    )
    note('wall, first paint', paint)
  }
}

function found(times: Times, load: number): Found {
  const lines = Object.entries(times).map(([what, all]) => {
    const sorted = [...all].sort((a, b) => a - b)
    return {
      what,
      'p50 ms': median(all),
      'p95 ms': sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))]!,
      'max ms': sorted.at(-1)!,
      times: all.length,
      'load before': load,
    }
  })
  const answers = lines.filter(l => /^(scroll|filter|sort)/.test(l.what))
  return {
    lines,
    goals: answers.map(l => ({
      goal: `${l.what} on screen ≤ ${LIMIT} ms, ${STORED} stored`,
      met: l['p95 ms'] <= LIMIT,
      found: `p95 ${l['p95 ms']} ms`,
    })),
  }
}
