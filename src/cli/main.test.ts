/** The command line as a shell meets it: its overview, its mistakes, and a reader who leaves before the end. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const YIDAN = fileURLToPath(new URL('../../yidan', import.meta.url))

/** Runs a command whose reader of `unread` has gone before it says anything. */
async function unread(which: 'stdout' | 'stderr', ...args: string[]) {
  const child = spawn(YIDAN, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  child[which].destroy()
  const rest = text(which === 'stdout' ? child.stderr : child.stdout)
  const [code, signal] = await once(child, 'exit')
  return { code, signal, rest: await rest }
}

for (const args of [
  ['--help'],
  ['import', '--help'],
  ['due', '2026-09-30T10:00', '5wd'],
  ['due', 'x', '--json'],
])
  test(`yidan ${args.join(' ')} | head ends quietly when head has gone: 141, as the shell tells of a closed pipe`, async () => {
    const { code, signal, rest } = await unread('stdout', ...args)
    assert.deepEqual([code, signal], [141, null])
    assert.doesNotMatch(rest, /EPIPE|at .*\.ts|node:/)
  })

test('a mistake that nobody reads of ends the same way', async () => {
  const { code, rest } = await unread('stderr', 'no-such-command')
  assert.deepEqual([code, rest], [141, ''])
})

test('read to the end, it ends with the command’s own code', async () => {
  const child = spawn(YIDAN, ['--help'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = text(child.stdout)
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
  assert.match(await said, /^Yidan 一单\n[\s\S]* {2}import /)
})

for (const args of [
  ['verify', 'everything'],
  ['export', 'appeals.csv', '--out', 'x.csv'],
  ['reconcile', '2026-10-01', '2026-10-31'],
])
  test(`a word too much is a mistake and told: yidan ${args.join(' ')}`, async () => {
    const child = spawn(YIDAN, [...args, '--json'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const said = text(child.stdout)
    const [code] = await once(child, 'exit')
    const { error } = JSON.parse((await said).trim().split('\n').at(-1)!)
    assert.deepEqual([code, error.startsWith(`'${args[1]}' is too much`)], [64, true], error)
  })

for (const args of [
  ['verify'],
  ['backup', '/tmp/never.tar.gz'],
  ['reconcile', '--from', '2026-10-01', '--until', '2026-10-31'],
  ['doctor'],
])
  test(`a mistyped data folder is not made by ${args[0]}, nor taken for a whole record`, async () => {
    const above = mkdtempSync(join(tmpdir(), 'yidan-mistyped-'))
    const folder = join(above, 'nowhere')
    const env = { ...process.env, YIDAN_DATA: folder, DATABASE_URL: '' }
    const child = spawn(YIDAN, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const [said, wrong] = [text(child.stdout), text(child.stderr)]
    const [code] = await once(child, 'exit')
    assert.equal(existsSync(folder), false)
    rmSync(above, { recursive: true })
    if (args[0] === 'doctor') assert.match(await said, /will be made on the first start/)
    else
      assert.deepEqual(
        [code, (await wrong).includes(`there is no Yidan in ${folder}`)],
        [69, true],
        await wrong,
      )
  })

test('matters are taken in where there is no city yet: the sample city is opened for them, and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yidan-fresh-'))
  chmodSync(folder, 0o711)
  const file = join(folder, 'one.jsonl')
  writeFileSync(
    file,
    `${JSON.stringify({ id: 1, user: 'A', title: '路灯不亮', time: '2019-01-02T10:00:00', detail: '三盏路灯不亮', reply: '已修复', reply_time: '2019-01-09T10:00:00' })}\n`,
  )
  const env = { ...process.env, YIDAN_DATA: join(folder, 'data'), DATABASE_URL: '' }
  const run = (...args: string[]) => {
    const child = spawn(YIDAN, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    return Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  }
  const [said, told, [code]] = await run('import', file, '--mapping', 'config/imports/replied.yaml', '--json')
  const { created, sampleCityOpened } = JSON.parse(said.trim().split('\n').at(-1)!)
  assert.deepEqual([code, created, sampleCityOpened], [0, 1, true], told)
  const [whole] = await run('verify', '--json')
  assert.ok(JSON.parse(whole.trim().split('\n').at(-1)!).appeals >= 1)
  rmSync(folder, { recursive: true })
})

test('yidan --version says which it is, and nothing else', async () => {
  const child = spawn(YIDAN, ['--version'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = text(child.stdout)
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
  assert.match(await said, /^yidan \d+\.\d+\.\d+\n$/)
})
