/** What a citizen waits for – weight and largest paint of each page on a phone with a processor four times slower – and when a workbench can first be used. On a fresh sample city, or `node bench/pages.ts http://…` on one that runs. */
import { loadavg } from 'node:os'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { cityFor } from '../docs/fresh-city.ts'
import { chromiumPath, SIZES } from '../test/browser/browser.ts'
import { type Found, type Line, print } from './report.ts'

const PAGES = [
  '/',
  '/report?entry=handle',
  '/follow',
  '/a/<own>',
  '/board',
  '/my',
  '/contact',
  '/about',
  '/outbox',
  '/nowhere',
]
/** Seats, the first page of each, and what there can be pressed first. */
const BENCHES = [
  ['desk', 'agent', '/desk', 'main a, main button'],
  ['call', 'agent', '/desk/call', 'main input'],
  ['dispatch', 'dispatcher', '/desk/dispatch', 'main li a'],
  ['unit', 'chengguan', '/unit', 'main a[href^="/unit/appeals/"]'],
  ['sign', 'chengguan-leader', '/unit/sign', 'main button'],
  ['command', 'supervisor', '/command/late', 'main a'],
  ['ledger', 'supervisor', '/command/ledger', '.grid .is-row'],
  ['admin', 'sysadmin', '/admin/rules', 'main button'],
] as const
const SLOWER = 4
const RUNS = Number(process.env.BENCH_ROUNDS ?? 5)
const LIMITS = { lcp: 1000, scripts: 50 * 1024, bench: 300 * 1024 }

interface Seen {
  /** Milliseconds. */
  at: number
  bytes: number
  scripts: number
}

/** Counts what comes over the line. */
async function watched(page: Page, slower: number): Promise<Omit<Seen, 'at'>> {
  const debug = await page.context().newCDPSession(page)
  await debug.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await debug.send('Network.enable')
  const came = { bytes: 0, scripts: 0 }
  const types = new Map<string, string>()
  debug.on('Network.responseReceived', e => types.set(e.requestId, e.type))
  debug.on('Network.loadingFinished', e => {
    came.bytes += e.encodedDataLength
    if (types.get(e.requestId) === 'Script') came.scripts += e.encodedDataLength
  })
  return came
}

const LARGEST = `new Promise(found => {
  new PerformanceObserver(list => found(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true })
  setTimeout(() => found(NaN), 3000)
})`

/** A new visitor each time: nothing is cached. */
async function visit(browser: Browser, url: string, cookies: Cookies): Promise<Seen> {
  const context = await browser.newContext({ viewport: SIZES.phone })
  await context.addCookies(cookies)
  const page = await context.newPage()
  const came = await watched(page, SLOWER)
  await page.goto(url, { waitUntil: 'networkidle' })
  const at = (await page.evaluate(LARGEST)) as number
  await context.close()
  return { at, ...came }
}

/** From the address to the first thing that can be pressed, with nothing cached. */
async function open(browser: Browser, url: string, cookies: Cookies, first: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: SIZES.desktop })
  await context.addCookies(cookies)
  const page = await context.newPage()
  const came = await watched(page, 1)
  const from = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator(first).first().waitFor({ timeout: 60_000 })
  const at = performance.now() - from
  await page.waitForLoadState('networkidle').catch(() => {})
  await context.close()
  return { at, ...came }
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** A matter of one's own, opened in this browser. */
async function ownMatter(browser: Browser, base: string): Promise<{ path: string; cookies: Cookies }> {
  const body = {
    kind: 'inquiry',
    intent: 'question',
    title: '公积金怎么提取',
    content: '退休后公积金怎么提取？',
  }
  const answer = await fetch(`${base}/api/v1/public/appeals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const { number, queryCode } = (await answer.json()) as { number: string; queryCode: string }
  const context = await browser.newContext({ baseURL: base })
  const page = await context.newPage()
  await page.goto('/follow')
  await page.locator('#number').fill(number)
  await page.locator('#code').fill(queryCode)
  await page.locator('main form .button').click()
  await page.waitForURL(`**/a/${number}`)
  const cookies = await context.cookies()
  await context.close()
  return { path: `/a/${number}`, cookies }
}

async function signedIn(browser: Browser, base: string, login: string): Promise<Cookies> {
  const context = await browser.newContext({ baseURL: base })
  await (await context.newPage()).goto(`/enter/${login}`)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const kb = (bytes: number): number => Math.round(bytes / 102.4) / 10

async function times(run: () => Promise<Seen>): Promise<Seen & { slowest: number }> {
  const seen: Seen[] = []
  for (let round = 0; round < RUNS; round++) seen.push(await run())
  const all = seen.map(s => s.at)
  return { ...seen[0]!, slowest: Math.max(...all), at: median(all) }
}

const lineOf = (what: string, { at, slowest, bytes, scripts }: Seen & { slowest: number }): Line => ({
  what,
  'median ms': Math.round(at),
  'slowest ms': Math.round(slowest),
  'all KB': kb(bytes),
  'scripts KB': kb(scripts),
  load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
})

/** `named`: a server that runs already. */
export async function pages(named?: string): Promise<Found> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('Chromium is needed: name it in CHROMIUM')
  const city = await cityFor(named)
  const args = ['--headless', '--no-sandbox', '--disable-gpu']
  const browser = await chromium.launch({ executablePath, args })
  const found: Found = { lines: [], goals: [] }
  try {
    const own = await ownMatter(browser, city.base)
    for (const path of PAGES) {
      const url = city.base + path.replace('/a/<own>', own.path)
      const seen = await times(() => visit(browser, url, own.cookies))
      found.lines.push(lineOf(path, seen))
      const met = seen.at <= LIMITS.lcp && seen.scripts <= LIMITS.scripts
      const goal = `${path}: LCP ≤ 1 s at ${SLOWER}× slower, scripts ≤ 50 KB`
      found.goals.push({ goal, met, found: `${Math.round(seen.at)} ms, ${kb(seen.scripts)} KB` })
    }
    for (const [name, login, path, first] of BENCHES) {
      const cookies = await signedIn(browser, city.base, login)
      const seen = await times(() => open(browser, city.base + path, cookies, first))
      found.lines.push(lineOf(`${name}, first interaction`, seen))
      const met = seen.scripts <= LIMITS.bench
      found.goals.push({
        goal: `${name}: first load ≤ 300 KB of scripts`,
        met,
        found: `${kb(seen.scripts)} KB`,
      })
    }
  } finally {
    await browser.close()
    await city.close()
  }
  return found
}

if (import.meta.main) print('pages', await pages(process.argv[2]))
