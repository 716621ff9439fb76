/** `./yidan steps`, `sheets` and `documents` on a town: what they print, what --json holds, and their exit codes. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openWorld, type World } from '../../test/world.ts'

const YIDAN = fileURLToPath(new URL('../../yidan', import.meta.url))

let world: World
let folder: string
let numbers: string[]
before(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'yidan-verbs-'))
  numbers = [(await world.dispatched()).number, (await world.dispatched('water')).number]
})
after(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

async function yidan(...args: string[]) {
  const env = {
    ...process.env,
    DATABASE_URL: world.db.url,
    YIDAN_DATA: folder,
    YIDAN_SECRET: Buffer.alloc(32, 7).toString('base64'),
  }
  const child = spawn(YIDAN, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [said, wrong, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  const last = said.trim().split('\n').at(-1)!
  return { said, wrong, code: code as number, json: args.includes('--json') ? JSON.parse(last) : null }
}

test('steps: how much stands where, the rows of a step, and mistakes told with the words there are', async () => {
  const { json, code } = await yidan('steps', '--json')
  const duty = json.counts.find(
    (c: { step: string; kind: string }) => c.step === 'duty' && c.kind === 'appeal',
  )
  assert.deepEqual([duty.n, code], [2, json.amiss.some((a: { n: number }) => a.n > 0) ? 1 : 0])
  const rows = await yidan('steps', '--step', 'duty', '--unit', 'water', '--json')
  assert.deepEqual(
    rows.json.rows.map((r: { number: string }) => r.number),
    [numbers[1]],
  )
  const wrong = await yidan('steps', '--step', 'nowhere')
  assert.deepEqual([wrong.code, /--step is one of open, duty/.test(wrong.wrong)], [64, true], wrong.wrong)
})

test('sheets: rehearsed, issued about each, listed; what could not get one is told', async () => {
  const file = join(folder, 'numbers.txt')
  await writeFile(file, `${numbers.join('\n')}\n`)
  const issue = ['sheets', 'issue', '--kind', 'taskNotice', '--numbers', file, '--demand', '请三日内办结']
  const tried = await yidan(...issue, '--dry-run', '--json')
  assert.deepEqual([tried.code, tried.json.done, tried.json.dryRun], [0, 2, true])
  assert.deepEqual((await yidan(...issue, '--json')).json.done, 2)
  const again = await yidan(...issue)
  assert.deepEqual([again.code, /0 sheets were issued, 2 not/.test(again.said)], [65, true], again.said)
  const { json } = await yidan('sheets', 'list', '--unit', 'roads', '--json')
  assert.deepEqual(
    json.sheets.map((s: { number: string; kind: string }) => [s.number, s.kind]),
    [[numbers[0], 'taskNotice']],
  )
  assert.equal((await yidan('sheets')).code, 64)
})

test('documents: listed, written as PDF and Word, and a file is proved to be the one that was issued', async () => {
  const { json } = await yidan('documents', 'list', '--kind', 'taskNotice', '--json')
  const { number, hash } = json.documents[0]
  const pdf = join(folder, 'sheet.pdf')
  const made = await yidan('documents', 'render', number, '--pdf', pdf, '--json')
  assert.equal(made.code, 0, made.wrong)
  assert.equal((await readFile(pdf)).subarray(0, 5).toString(), '%PDF-')
  const word = join(folder, 'sheet.docx')
  assert.equal((await yidan('documents', 'render', number, '--word', word)).code, 0)
  const proved = await yidan('documents', 'verify', pdf, '--json')
  assert.deepEqual(
    [proved.code, proved.json.genuine, proved.json.number, proved.json.hash],
    [0, true, number, hash],
  )
  assert.equal((await yidan('documents', 'verify', word, '--number', number)).code, 0)
  const bytes = await readFile(pdf)
  bytes[bytes.length - 200]! ^= 1
  await writeFile(pdf, bytes)
  const forged = await yidan('documents', 'verify', pdf, '--number', number, '--json')
  assert.deepEqual([forged.code, forged.json.genuine], [1, false])
  assert.equal((await yidan('documents', 'render', '示督〔1999〕1号', '--pdf', pdf)).code, 65)
  await world.db.pool.query(
    `UPDATE document SET data = jsonb_set(data, '{title}', '"别的"') WHERE number = $1`,
    [number],
  )
  assert.equal((await yidan('documents', 'verify', word, '--number', number)).code, 1)
})
