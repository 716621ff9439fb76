/** Opening, listing and searching with a million stored: 200 requests a second whatever the answers do. */
import { cityOf, onServer } from './city.ts'
import { fullCity, STORED } from './generate.ts'
import { type Figures, median } from './load.ts'
import { type Measured, measured } from './measured.ts'
import { type Server, startBare, startYidan } from './processes.ts'
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

async function rounds(database: string, server: Server, times: number): Promise<Measured[]> {
  const [city, numbers] = [await cityOf(database), await someNumbers(database)]
  const job = { load: 'read', url: server.url, city, numbers, rate: RATE } as const
  const done: Measured[] = []
  try {
    await measured(database, server, { ...job, seconds: 10 })
    while (done.length < times) done.push(await measured(database, server, { ...job, seconds: SECONDS }))
  } finally {
    await server.stop()
  }
  return done
}

export async function read(): Promise<Found> {
  const database = await fullCity()
  const own = await rounds(database, await startYidan(database), ROUNDS)
  const bare = await rounds(database, await startBare(database, 'read'), 1)
  const kinds = Object.keys(own[0]!.outcome)
  const lines = kinds.map(kind => lineOf(kind, own, bare[0]!))
  const slow = lines.filter(l => l['p99 ms'] > LIMIT)
  const found =
    slow.map(l => `${l.what} ${l['p99 ms']} ms`).join(', ') ||
    `the slowest ${Math.max(...lines.map(l => l['p99 ms']))} ms`
  const noise = `load ${own.map(m => m.load).join(' ')}, others ${own.map(m => m.others).join(' ')} %`
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

function lineOf(what: string, runs: readonly Measured[], bare: Measured) {
  const figure = (name: keyof Figures) => median(runs.map(m => m.outcome[what]![name]))
  const errors = runs.reduce((sum, m) => sum + m.outcome[what]!.errors, 0)
  const all = runs.map(m => m.outcome[what]!.p99).join(' ')
  return {
    what,
    'p50 ms': figure('p50'),
    'p99 ms': figure('p99'),
    'p99, all rounds': all,
    'max ms': figure('max'),
    'bare route p99 ms': bare.outcome[what]!.p99,
    requests: figure('requests'),
    errors,
  }
}
