/** What a citizen's phone has to load: measured from the files that were built. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { buildWeb } from '../../../src/server/build-web.ts'
import { openWebFiles, WEB_FOLDER } from '../../../src/server/kernel/http/web-files.ts'

before(() => buildWeb())

const gzipped = (hrefs: Iterable<string>): number =>
  [...hrefs].reduce(
    (sum, href) => sum + gzipSync(readFileSync(join(WEB_FOLDER, href)), { level: 9 }).length,
    0,
  )

test('[ZY-06] no citizen page loads more than 50 KB of scripts, the one with the map included', () => {
  const files = openWebFiles()
  const of = (source: string) => {
    const { href, preloads } = files.entry(source)!
    return [href, ...preloads]
  }
  const everywhere = gzipped(new Set(of('src/pages/enhance/main.ts')))
  const withMap = gzipped(new Set([...of('src/pages/enhance/main.ts'), ...of('src/pages/enhance/map.ts')]))
  assert.ok(everywhere > 500 && everywhere < 6 * 1024, `${everywhere} bytes on every page`)
  assert.ok(withMap < 50 * 1024, `${withMap} bytes with the map`)
})
