/** The mini-program's shell (ZY-06): in order as it stands, and the checker finds what isn't. */
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { wrongIn } from './check.ts'

const SHELL = fileURLToPath(new URL('../../miniprogram', import.meta.url))

test('[ZY-06] the shell of the mini-program is in order', () => {
  assert.deepEqual(wrongIn(SHELL), [])
})

/** What the checker says after one change to one file. */
async function spoilt(file: string, change: (text: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yidan-shell-'))
  try {
    await cp(SHELL, folder, { recursive: true })
    await writeFile(join(folder, file), change(await readFile(join(folder, file), 'utf8')))
    return wrongIn(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a page that is missing, a tag left open, an act nobody answers, a broken script, an unknown API are all found', async () => {
  const page = await spoilt('app.json', text => text.replace('pages/web/web', 'pages/gone/gone'))
  assert.equal(page.length, 3)
  const open = await spoilt('pages/home/home.wxml', text => text.replace('</button>', ''))
  assert.ok(open.some(p => p.includes('closes')))
  const act = await spoilt('pages/home/home.wxml', text => text.replace('"scan"', '"skan"'))
  assert.deepEqual(act, ['pages/home/home.wxml: nothing answers bindtap="skan"'])
  const script = await spoilt('app.js', text => text.replace('})', ''))
  assert.ok(script[0]?.startsWith('app.js: '))
  const api = await spoilt('pages/home/home.js', text => text.replace('wx.scanCode', 'wx.scanQr'))
  assert.deepEqual(api, ['pages/home/home.js: wx.scanQr is not known here'])
})
