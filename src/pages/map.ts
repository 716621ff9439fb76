/** Outlines of the city's districts, so that a map works without a tile server: GeoJSON beside the city's files. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { get, type Pages } from './page.ts'

const SAMPLE = fileURLToPath(new URL('../../config/sample-city/outline.json', import.meta.url))
const NOTHING = '{"type":"FeatureCollection","features":[]}'

/** GET /map/outline.json: `outlines/<code>.json` of the data folder; the sample city brings its own; else an empty collection. */
export function mapPage(pages: Pages): void {
  get(pages, '/map/outline.json', async ({ tenant, reply }) => {
    const own = join(pages.parts.folder, 'outlines', `${tenant.code}.json`)
    const path = [own, ...(tenant.sample ? [SAMPLE] : [])].find(p => existsSync(p))
    return reply
      .type('application/geo+json')
      .header('cache-control', 'public, max-age=3600')
      .send(path ? readFileSync(path, 'utf8') : NOTHING)
  })
}
