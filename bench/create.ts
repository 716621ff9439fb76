/** Creating appeals over the API, beside a bare route that writes the same rows, one that writes a single row, and pgbench. */
import { type City, cityOf, copyDatabase, dropDatabase, PREFIX } from './city.ts'
import { emptyCity } from './empty.ts'
import { type Figures, median } from './load.ts'
import { type Measured, measured } from './measured.ts'
import { pgbench } from './pgbench.ts'
import { startBare, startYidan } from './processes.ts'
import type { Found, Line } from './report.ts'

const DATABASE = `${PREFIX}_create`
const CLIENTS = 32
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10)
const WARM = 4

const SERVERS = {
  Yidan: () => startYidan(DATABASE),
  'A: bare route, the same rows one by one': () => startBare(DATABASE, 'rows'),
  'B: bare route, one plain row': () => startBare(DATABASE, 'plain'),
} as const
type Name = keyof typeof SERVERS

/** One round: a database copied anew, a server of its own. */
async function round(name: Name, city: City, run: number): Promise<Measured> {
  await copyDatabase(await emptyCity(), DATABASE)
  const server = await SERVERS[name]()
  try {
    return await measured(DATABASE, server, {
      load: 'create',
      url: server.url,
      city,
      run,
      clients: CLIENTS,
      warm: WARM,
      seconds: SECONDS,
    })
  } finally {
    await server.stop()
  }
}

export async function create(): Promise<Found> {
  const city = await cityOf(await emptyCity())
  const names = Object.keys(SERVERS) as Name[]
  const rounds = new Map(names.map(name => [name, [] as Measured[]]))
  for (let n = 1; n <= ROUNDS; n++)
    for (const name of names) rounds.get(name)!.push(await round(name, city, n))
  await copyDatabase(await emptyCity(), DATABASE)
  const bench = await pgbench(DATABASE, SECONDS)
  await dropDatabase(DATABASE)
  const lines = names.map(name => lineOf(name, rounds.get(name)!))
  return {
    lines: [...lines, { what: 'C: pgbench, the same rows', 'per second': bench }],
    goals: goalsOf(lines),
  }
}

function lineOf(what: Name, runs: readonly Measured[]) {
  const of = (pick: (m: Measured) => number) => median(runs.map(pick))
  const figure = (name: keyof Figures) => of(m => m.outcome.all![name])
  return {
    what,
    'per second': figure('perSecond'),
    'all rounds': runs.map(m => m.outcome.all!.perSecond).join(' '),
    'p50 ms': figure('p50'),
    'p99 ms': figure('p99'),
    errors: Math.max(...runs.map(m => m.outcome.all!.errors)),
    'server µs': of(m => m.serverUs),
    'postgres µs': of(m => m.postgresUs),
    'RSS MB': Math.max(...runs.map(m => m.rssMb)),
    'load before': runs.map(m => m.load).join(' '),
    'others %': runs.map(m => m.others).join(' '),
  } satisfies Line
}

function goalsOf([yidan, rows, plain]: ReturnType<typeof lineOf>[]): Found['goals'] {
  const toRows = yidan!['per second'] / rows!['per second']
  const toPlain = yidan!['per second'] / plain!['per second']
  return [
    {
      goal: 'at least as many as A',
      met: toRows >= 1,
      found: `${toRows.toFixed(2)} × A, ${toPlain.toFixed(2)} × B`,
    },
    { goal: 'p99 ≤ 50 ms', met: yidan!['p99 ms'] <= 50, found: `${yidan!['p99 ms']} ms` },
    {
      goal: 'memory ≤ 300 MB under this load',
      met: yidan!['RSS MB'] <= 300,
      found: `${yidan!['RSS MB']} MB`,
    },
  ]
}
