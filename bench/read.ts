/** Opening, listing and searching with a million stored: 200 requests a second whatever the answers do. */
import { cityOf, onServer } from './city.ts'
import { fullCity, STORED } from './generate.ts'
import { type Figures, median } from './load.ts'
import { type Measured, measured } from './measured.ts'
import { startYidan } from './processes.ts'
import type { Found } from './report.ts'

const RATE = 200
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30)
const LIMIT = 30

/** Tickets from the whole time, and as many of the last days, where most that are opened lie. */
async function someNumbers(database: string): Promise<string[]> {
  const { rows } = await onServer(
    c =>
      c.query<{ number: string }>(
        `(SELECT number FROM appeal TABLESAMPLE BERNOULLI (0.1))
         UNION ALL (SELECT number FROM appeal ORDER BY tenant_id DESC, received_at DESC LIMIT 1000)`,
      ),
    database,
  )
  return rows.map(r => r.number)
}

export async function read(): Promise<Found> {
  const database = await fullCity()
  const city = await cityOf(database)
  const numbers = await someNumbers(database)
  const server = await startYidan(database)
  const rounds: Measured[] = []
  try {
    const job = { load: 'read', url: server.url, city, numbers, rate: RATE } as const
    await measured(database, server, { ...job, seconds: 10 })
    for (let n = 0; n < ROUNDS; n++)
      rounds.push(await measured(database, server, { ...job, seconds: SECONDS }))
  } finally {
    await server.stop()
  }
  const kinds = Object.keys(rounds[0]!.outcome)
  const lines = kinds.map(kind => lineOf(kind, rounds))
  const slow = lines.filter(l => l['p99 ms'] > LIMIT)
  const found =
    slow.map(l => `${l.what} ${l['p99 ms']} ms`).join(', ') ||
    `the slowest ${Math.max(...lines.map(l => l['p99 ms']))} ms`
  const noise = `load ${rounds.map(m => m.load).join(' ')}, others ${rounds.map(m => m.others).join(' ')} %`
  return {
    lines,
    goals: [
      {
        goal: `p99 ≤ ${LIMIT} ms each, ${STORED} stored, ${RATE} a second`,
        met: slow.length === 0,
        found: `${found}; ${noise}`,
      },
    ],
  }
}

function lineOf(what: string, runs: readonly Measured[]) {
  const figure = (name: keyof Figures) => median(runs.map(m => m.outcome[what]![name]))
  const errors = runs.reduce((sum, m) => sum + m.outcome[what]!.errors, 0)
  const all = runs.map(m => m.outcome[what]!.p99).join(' ')
  return {
    what,
    'p50 ms': figure('p50'),
    'p99 ms': figure('p99'),
    'p99, all rounds': all,
    'max ms': figure('max'),
    requests: figure('requests'),
    errors,
  }
}
