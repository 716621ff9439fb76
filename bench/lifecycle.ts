/**
 * The life of an appeal over the API – create, dispatch, sign, contact, reply, find it – empty and with a million stored,
 * beside bare routes that write one row for each of these requests.
 */
import { cityOf, copyDatabase, dropDatabase, PREFIX } from './city.ts'
import { emptyCity } from './empty.ts'
import { fullCity, STORED } from './generate.ts'
import { median } from './load.ts'
import { type Measured, measured } from './measured.ts'
import { type Server, startBare, startYidan } from './processes.ts'
import type { Found } from './report.ts'

const DATABASE = `${PREFIX}_life`
const CLIENTS = 32
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 15)
const WARM = 5
/** Of every lifecycle: create, dispatch, sign, contact, reply, search. */
const REQUESTS = 6

async function round(
  database: string,
  run: number,
  start: (database: string) => Promise<Server> = startYidan,
): Promise<Measured> {
  const city = await cityOf(database)
  const server = await start(database)
  try {
    return await measured(database, server, {
      load: 'lifecycle',
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

export async function lifecycle(): Promise<Found> {
  const full = await fullCity()
  const [empty, stored, bare]: Measured[][] = [[], [], []]
  // Every run needs seeds that the kept database has not seen.
  const fresh = Math.floor(Date.now() / 60_000) % 20_000
  for (let n = 1; n <= ROUNDS; n++) {
    await copyDatabase(await emptyCity(), DATABASE)
    empty!.push(await round(DATABASE, n))
    stored!.push(await round(full, fresh + n))
    await copyDatabase(await emptyCity(), DATABASE)
    bare!.push(await round(DATABASE, n, database => startBare(database, 'plain')))
  }
  await dropDatabase(DATABASE)
  const lines = [
    lineOf('empty', empty!),
    lineOf(`${STORED} stored`, stored!),
    lineOf('reference: bare routes, a row each', bare!),
  ]
  const share = Math.round((100 * lines[1]!['lifecycles per second']) / lines[0]!['lifecycles per second'])
  const goals = [
    {
      goal: '≥ 400 lifecycles a second',
      met: lines[0]!['lifecycles per second'] >= 400,
      found: `${lines[0]!['lifecycles per second']} = ${lines[0]!['requests per second']} requests`,
    },
    { goal: `with ${STORED} stored at least 90 % of it`, met: share >= 90, found: `${share} %` },
  ]
  return { lines, goals }
}

function lineOf(what: string, runs: readonly Measured[]) {
  const of = (pick: (m: Measured) => number) => median(runs.map(pick))
  const perSecond = of(m => m.outcome.all!.perSecond)
  return {
    what,
    'lifecycles per second': perSecond,
    'requests per second': perSecond * REQUESTS,
    'all rounds': runs.map(m => m.outcome.all!.perSecond).join(' '),
    'p50 ms': of(m => m.outcome.all!.p50),
    'p99 ms': of(m => m.outcome.all!.p99),
    errors: Math.max(...runs.map(m => m.outcome.all!.errors)),
    'server µs per lifecycle': of(m => m.serverUs),
    'postgres µs per lifecycle': of(m => m.postgresUs),
    'RSS MB': Math.max(...runs.map(m => m.rssMb)),
    'load before': runs.map(m => m.load).join(' '),
    'others %': runs.map(m => m.others).join(' '),
  }
}
