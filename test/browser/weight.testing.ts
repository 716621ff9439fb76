/** What a page loads when it is opened for the first time: the scripts and styles that came over the wire, as gzip packs them. */
import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import type { Seat } from './browser.ts'

/** Bytes; of a seat whose browser has nothing yet. */
export async function weightOf({ page }: Seat, path: string): Promise<number> {
  const heard: Promise<number>[] = []
  const hear = (response: Response) => {
    if (/^(script|stylesheet)$/.test(response.request().resourceType())) heard.push(packed(response))
  }
  page.on('response', hear)
  await page.goto(path, { waitUntil: 'networkidle' })
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  page.off('response', hear)
  return (await Promise.all(heard)).reduce((sum, bytes) => sum + bytes, 0)
}

/** What was sent is smaller where the browser takes Brotli. */
async function packed(response: Response): Promise<number> {
  if (response.headers()['content-encoding'] === 'gzip')
    return (await response.request().sizes()).responseBodySize
  return gzipSync(await response.body(), { level: 9 }).length
}

export const KB = 1024
/** What the first load of a page of a workbench may weigh, in bytes. */
export const MOST = 300 * KB
