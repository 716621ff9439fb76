/** What a citizen waits for: weight and largest paint of each page on a phone with a processor four times slower. */
import { chromium, type Page } from 'playwright-core'
import { chromiumPath, SIZES } from '../test/browser/browser.ts'

const PAGES = ['/', '/report?entry=handle', '/follow', '/board', '/my', '/contact', '/about']
const SLOWER = 4
const RUNS = 5

/** Milliseconds to the largest paint, and bytes that came over the line. */
async function visit(page: Page, url: string): Promise<{ lcp: number; bytes: number; scripts: number }> {
  const debug = await page.context().newCDPSession(page)
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await debug.send('Network.enable')
  let bytes = 0
  let scripts = 0
  const types = new Map<string, string>()
  debug.on('Network.responseReceived', e => types.set(e.requestId, e.type))
  debug.on('Network.loadingFinished', e => {
    bytes += e.encodedDataLength
    if (types.get(e.requestId) === 'Script') scripts += e.encodedDataLength
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const lcp = (await page.evaluate(`new Promise(found => {
    new PerformanceObserver(list => found(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true })
    setTimeout(() => found(-1), 3000)
  })`)) as number
  return { lcp, bytes, scripts }
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

/** `node bench/pages.ts http://127.0.0.1:12345`: a server that runs, with its pages built. */
async function main(): Promise<void> {
  const base = process.argv[2] ?? 'http://127.0.0.1:12345'
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('Chromium is needed: name it in CHROMIUM')
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  })
  console.log(`page, LCP at ${SLOWER}x slower (median of ${RUNS}), all bytes, scripts`)
  for (const path of PAGES) {
    const seen = []
    for (let run = 0; run < RUNS; run++) {
      // A new visitor each time: nothing is cached.
      const context = await browser.newContext({ viewport: SIZES.phone })
      seen.push(await visit(await context.newPage(), base + path))
      await context.close()
    }
    const { bytes, scripts } = seen[0]!
    console.log(`${path}, ${Math.round(median(seen.map(s => s.lcp)))} ms, ${kb(bytes)}, ${kb(scripts)}`)
  }
  await browser.close()
}

await main()
