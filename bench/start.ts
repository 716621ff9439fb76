/** A second start: how long from `./yidan serve` to the first answer, beside a bare Fastify; on a given PostgreSQL and on its own. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyCity } from './empty.ts'
import { median, openLine } from './load.ts'
import { quiet } from './machine.ts'
import { rssOf, type Server, startBare, startYidan } from './processes.ts'
import type { Found } from './report.ts'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const LIMIT = 2000

/** Milliseconds until the process has answered, and its memory then. */
async function startOf(start: () => Promise<Server>, path: string): Promise<{ ms: number; mb: number }> {
  const since = performance.now()
  const server = await start()
  const line = openLine(server.url)
  await line.send('GET', path, '')
  const ms = Math.round(performance.now() - since)
  line.close()
  const mb = Math.round(rssOf(server.pid))
  await server.stop()
  return { ms, mb }
}

export async function start(): Promise<Found> {
  const empty = await emptyCity()
  const folder = await mkdtemp(join(tmpdir(), 'yidan-bench-start-'))
  // PostgreSQL runs as another account when this one is root.
  await chmod(folder, 0o755)
  const own = { DATABASE_URL: '', YIDAN_DATA: folder, YIDAN_SECRET: '', YIDAN_SAMPLE: 'on' }
  const ways: [what: string, path: string, start: () => Promise<Server>][] = [
    ['given PostgreSQL, sample off', '/', () => startYidan(empty)],
    ['its own PostgreSQL, sample city there', '/', () => startYidan(empty, own)],
    ['reference: bare Fastify, given PostgreSQL', '/api/v1/appeals', () => startBare(empty, 'plain')],
  ]
  try {
    const load = await quiet()
    const first = await startOf(ways[1]![2], '/')
    const lines = []
    for (const [what, path, begin] of ways) {
      const runs = []
      for (let n = 0; n < ROUNDS; n++) runs.push(await startOf(begin, path))
      const ms = runs.map(r => r.ms)
      lines.push({
        what,
        'ms to first answer': median(ms),
        'all rounds': ms.join(' '),
        'RSS MB': median(runs.map(r => r.mb)),
        'load before': load,
      })
    }
    const goals = lines.slice(0, 2).map(l => ({
      goal: `second start ≤ ${LIMIT} ms, ${l.what}`,
      met: l['ms to first answer'] <= LIMIT,
      found: `${l['ms to first answer']} ms`,
    }))
    return {
      lines: [
        { what: 'first start, its own PostgreSQL and sample city', 'ms to first answer': first.ms },
        ...lines,
      ],
      goals,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
