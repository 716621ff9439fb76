/** `npm test`: every test on the embedded PostgreSQL 18 (or on YIDAN_TEST_DATABASE_URL), in the browser where there is one. */
import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildWeb } from '../src/server/build-web.ts'
import { chromiumPath } from './browser/browser.ts'
import { testServer } from './database.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

async function testFiles(): Promise<string[]> {
  const named = process.argv.slice(2)
  if (named.length > 0) return named
  const all = await Promise.all(
    ['src', 'test'].map(folder => readdir(`${ROOT}${folder}`, { recursive: true })),
  )
  const files = [...all[0]!.map(f => `src/${f}`), ...all[1]!.map(f => `test/${f}`)]
  return files.filter(f => f.endsWith('.test.ts') && isRun(f)).sort()
}

/** Folders of test/browser, e.g. `citizen,unit`, or `off`; all when left out. */
const chosen = process.env.YIDAN_TEST_BROWSER
/** In CI a browser that is missing is a failure; elsewhere its tests are left out, and it is said. */
const inBrowser = chosen !== 'off' && (Boolean(process.env.CI) || chromiumPath() !== null)
const isRun = (file: string): boolean =>
  !file.startsWith('test/browser/') ||
  (inBrowser && (chosen === undefined || chosen.split(',').includes(file.split('/')[2]!)))

const run = (command: string, args: string[], env: Record<string, string> = {}): Promise<number> =>
  new Promise(resolve => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('exit', code => resolve(code ?? 1))
  })

if (!inBrowser)
  console.log('No Chromium, or not asked for: the tests in test/browser are not part of this run.')
await buildWeb(console.log)
const server = await testServer()
const args = [
  '--test',
  '--test-concurrency=2',
  // What hangs is told of.
  '--test-timeout=900000',
  '--test-reporter=./test/summary.ts',
  '--test-reporter-destination=stdout',
]
process.exitCode = await run(process.execPath, [...args, ...(await testFiles())], {
  // Each file is a process of its own; what was compiled for one need not be for the next.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? `${ROOT}node_modules/.cache/yidan`,
  YIDAN_TEST_DATABASE_URL: process.env.YIDAN_TEST_DATABASE_URL ?? server.url('postgres'),
})
await server.stop()
