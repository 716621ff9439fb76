/** `./yidan serve` when it can't. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freshDatabase, type TestDatabase } from '../../test/database.ts'

const YIDAN = fileURLToPath(new URL('../../yidan', import.meta.url))

let db: TestDatabase
let taken: Server
const folder = mkdtempSync(join(tmpdir(), 'yidan-serve-'))
before(async () => {
  db = await freshDatabase()
  taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
})
after(async () => {
  taken.close()
  rmSync(folder, { recursive: true, force: true })
  await db.drop()
})

test('on a port that is taken it says so and ends, jobs and readers too', async t => {
  const { port } = taken.address() as { port: number }
  const env = { YIDAN_PORT: `${port}`, YIDAN_SAMPLE: 'off', YIDAN_DATA: folder, DATABASE_URL: db.url }
  const child = spawn(YIDAN, ['serve'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  })
  t.after(() => child.kill('SIGKILL'))
  const said = text(child.stderr)
  const ended = await Promise.race([
    once(child, 'exit'),
    new Promise(resolve => setTimeout(resolve, 60_000, 'still running').unref()),
  ])
  assert.deepEqual(ended, [69, null])
  assert.match(await said, /^yidan: .*EADDRINUSE.*; set YIDAN_PORT to another port\n$/)
})
