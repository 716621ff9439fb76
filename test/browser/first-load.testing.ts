/** What a browser that has nothing yet loads for a page: scripts and style sheets, by their size when compressed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { WEB_FOLDER } from '../../src/server/kernel/http/web-files.ts'
import type { Seat } from './browser.ts'

/** Of a workbench, in bytes. */
export const MOST = 300 * 1024

/** Opens the path, waits for what says that the page is there and for everything that comes after; gives bytes (gzip). */
export async function firstLoad({ page, go }: Seat, path: string, ready: string): Promise<number> {
  const files = new Set<string>()
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (/\.(js|css)$/.test(pathname)) files.add(pathname)
  })
  await go(path)
  await page.locator(ready).first().waitFor()
  await page.waitForLoadState('networkidle')
  return [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(WEB_FOLDER, file)), { level: 9 }).length,
    0,
  )
}
