/** A browser as people use it: pages of several sizes, light and dark, with and without scripts, watched for errors and foreign requests. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { World } from '../world.ts'

/** Width and height of a screen, in CSS pixels. */
export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
  smallPhone: { width: 360, height: 740 },
} as const
export type Size = keyof typeof SIZES

const ALONE = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Of a page to answer or an element to appear, in milliseconds; two cores may be busy with other tests. */
const PATIENCE = 20_000

/** Where Chromium is: CHROMIUM in the environment, or where distributions put it; null when there is none. */
export const chromiumPath = (): string | null =>
  [process.env.CHROMIUM ?? '', ...PLACES].find(path => path !== '' && existsSync(path)) ?? null

export interface SeatOptions {
  /** http://127.0.0.1:port of the server under test; every other host is foreign. */
  base: string
  size?: Size
  dark?: boolean
  /** False: a browser that runs no scripts. */
  scripts?: boolean
  touch?: boolean
  userAgent?: string
  locale?: string
  /** The clock the page's scripts see; a test that moves it on calls `page.clock`. */
  now?: number
}

/** One person before one browser, with cookies of their own. */
export interface Seat {
  page: Page
  context: BrowserContext
  /** Opens a path of the server under test; gives its status. */
  go: (path: string) => Promise<number>
  /** Nothing for axe to find on what is shown now (WCAG 2.2 A and AA, and best practice). */
  axe: (what: string) => Promise<void>
  /** A picture of the whole page as it is now, `<folder>/<name>.png`; only where YIDAN_SHOTS names a folder. */
  shot: (name: string) => Promise<void>
  /** What went wrong so far: console errors, errors of scripts, requests to other hosts. */
  complaints: string[]
  /** Asserts that there is no complaint, and leaves. */
  leave: () => Promise<void>
}

export interface Browsing {
  sit: (options: SeatOptions) => Promise<Seat>
  close: () => Promise<void>
}

/** Starts Chromium. Throws when there is none. */
export async function openBrowser(): Promise<Browsing> {
  const executablePath = chromiumPath()
  if (!executablePath)
    throw new Error(`browser tests need Chromium: install it (${PLACES[0]}) or name it in CHROMIUM`)
  const browser = await chromium.launch({ executablePath, args: ALONE })
  return { sit: options => sit(browser, options), close: () => browser.close() }
}

async function sit(browser: Browser, o: SeatOptions): Promise<Seat> {
  const context = await browser.newContext({
    baseURL: o.base,
    viewport: SIZES[o.size ?? 'desktop'],
    colorScheme: o.dark ? 'dark' : 'light',
    javaScriptEnabled: o.scripts ?? true,
    hasTouch: o.touch ?? false,
    locale: o.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...(o.userAgent && { userAgent: o.userAgent }),
  })
  context.setDefaultTimeout(PATIENCE)
  const complaints: string[] = []
  const page = await context.newPage()
  watch(page, o.base, complaints)
  if (o.now !== undefined) await page.clock.setFixedTime(o.now)
  return {
    page,
    context,
    complaints,
    go: async path => (await page.goto(path, { waitUntil: 'load' }))?.status() ?? 0,
    axe: what => (o.scripts === false ? axeOnCopy(browser, { page, base: o.base }, what) : axe(page, what)),
    shot: name => shot(page, name),
    leave: async () => {
      await context.close()
      assert.deepEqual(complaints, [])
    },
  }
}

/** A refusal (4xx) is an answer, although the browser calls it an error. */
const IS_ANSWER = /the server responded with a status of 4\d\d/

function watch(page: Page, base: string, complaints: string[]): void {
  page.on('console', message => {
    if (message.type() === 'error' && !IS_ANSWER.test(message.text()))
      complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => complaints.push(`script: ${error.message}`))
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(base) && !/^(data|blob|about):/.test(url)) complaints.push(`foreign request: ${url}`)
  })
}

/** Axe needs timers, which a page without scripts has none of: it looks at a copy of what is shown, without its scripts. */
async function axeOnCopy(browser: Browser, { page, base }: { page: Page; base: string }, what: string) {
  const html = (await page.content())
    .replace(/<script\b[\s\S]*?<\/script>/g, '')
    .replace(/<\/?noscript>/g, '')
  const context = await browser.newContext({
    viewport: page.viewportSize(),
    storageState: await page.context().storageState(),
  })
  const copy = await context.newPage()
  const url = new URL(page.url(), base).href
  await copy.route(url, route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
  await copy.goto(url)
  await axe(copy, what)
  await context.close()
}

let axeSource: string | undefined
const RULES = {
  all: "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']",
  colours: "['color-contrast', 'link-in-text-block']",
}
const axeOf = (rules: keyof typeof RULES, within: string) =>
  `axe.run(document.querySelector('${within}') ?? document, { iframes: false, resultTypes: ['violations'], runOnly: ${RULES[rules]} })`

interface Found {
  id: string
  help: string
  nodes: { html: string; target: unknown[]; failureSummary: string }[]
}

export interface AxeOptions {
  /** `colours`: contrast alone. */
  rules?: keyof typeof RULES
  /** Only what is inside of it; a CSS selector. */
  within?: string | undefined
}

/** Rule, selector, and what would mend it, for everything axe finds on what is shown now. */
export async function axeFindings(
  page: Page,
  { rules = 'all', within = 'html' }: AxeOptions = {},
): Promise<string[]> {
  axeSource ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // Evaluated through the debugger, which no Content-Security-Policy stops.
  if (!(await page.evaluate('typeof axe !== "undefined"'))) await page.evaluate(axeSource)
  const { violations } = (await page.evaluate(axeOf(rules, within))) as { violations: Found[] }
  return violations.flatMap(v =>
    v.nodes.map(
      n =>
        `${v.id}: ${v.help}\n    ${n.target.join(' ')}\n    ${n.html}\n    ${n.failureSummary.replace(/\n/g, '\n    ')}`,
    ),
  )
}

async function axe(page: Page, what: string): Promise<void> {
  assert.deepEqual(await axeFindings(page), [], `axe on ${what}`)
}

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.YIDAN_SHOTS
  if (!folder) return
  const path = join(folder, `${name}.png`)
  await mkdir(dirname(path), { recursive: true })
  await page.screenshot({ path, fullPage: true })
}

/** Lets the town's server answer on a port of its own; gives `http://127.0.0.1:port`. Closing the world ends it. */
export async function listen({ app }: Pick<World, 'app'>): Promise<string> {
  await app.http.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`
}
