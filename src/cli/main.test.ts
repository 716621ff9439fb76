/** The command line as a shell meets it: its overview, its mistakes, and a reader who leaves before the end. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
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
