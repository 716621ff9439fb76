/**
 * Fills a city with as many appeals as wanted, in minutes: rows like those the server writes, of every stage, over a year.
 * The history is shortened and its hashes chain nothing, so `./yidan verify` would refuse it.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { openKeys } from '../src/server/kernel/crypto/keys.ts'
import { openWords } from '../src/server/kernel/words.ts'
import { type CopyShape, copyValue } from '../src/server/record/copy-text.ts'
import { cityOf, createCity, onServer, PREFIX, SECRET, urlOf } from './city.ts'
import { openRows, type Rows } from './generated-rows.ts'
import { startYidan } from './processes.ts'

/** How many are stored in the full database. */
export const STORED = Number(process.env.BENCH_APPEALS ?? 1_000_000)
const BATCH = 5_000

const SHAPES: Record<string, CopyShape> = {
  facts: 'json',
  changes: 'json',
  texts: 'json',
  pauses: 'json',
  tags: 'array',
  risks: 'array',
  bands: 'array',
  words: 'words',
}

/** The database's name; it is kept from run to run, and made when it isn't there or has another schema. */
export async function fullCity(n: number = STORED): Promise<string> {
  const name = `${PREFIX}_${n}`
  if (!(await isThere(name))) await fill(name, n)
  return name
}

/** A database is only given its name when it is complete. */
async function isThere(name: string): Promise<boolean> {
  const { rowCount } = await onServer(c => c.query('SELECT FROM pg_database WHERE datname = $1', [name]))
  return rowCount === 1
}

async function fill(name: string, n: number): Promise<void> {
  const started = performance.now()
  const tell = (what: string) =>
    process.stderr.write(`${Math.round((performance.now() - started) / 1000)} s: ${what}\n`)
  const building = `${name}_building`
  await createCity(building)
  const client = new pg.Client({ connectionString: urlOf(building) })
  await client.connect()
  try {
    await client.query(`SET maintenance_work_mem = '512MB'; SET synchronous_commit = off`)
    const indexes = await dropIndexes(client)
    await write(client, building, n, tell)
    for (const index of indexes) {
      await client.query(index)
      tell(index.replace(/^CREATE (UNIQUE )?INDEX (\S+).*/s, 'index $2'))
    }
    await client.query('VACUUM (ANALYZE)')
    await client.query('CHECKPOINT')
    tell('vacuumed and analysed')
  } finally {
    await client.end()
  }
  await settle(building)
  tell('lights climbed, messages decided')
  await onServer(c => c.query(`ALTER DATABASE ${building} RENAME TO ${name}`))
}

/** What has come of the limits that are past and nobody has looked at yet: what climbs them, and all that follows from it. */
const LEFT = `SELECT (SELECT count(*) FROM clock WHERE next_at <= now())
  + (SELECT count(*) FROM reader WHERE tx_to <= (SELECT max(tx) FROM event)) > 0 AS "is"`

/** Runs the server until it has caught up, so that it isn't measured doing so. */
async function settle(database: string): Promise<void> {
  const server = await startYidan(database)
  try {
    while ((await onServer(c => c.query<{ is: boolean }>(LEFT), database)).rows[0]!.is) await sleep(2000)
  } finally {
    await server.stop()
  }
  await onServer(c => c.query('VACUUM (ANALYZE)'), database)
  await onServer(c => c.query('CHECKPOINT'), database)
}

/** Takes away what is quicker made at the end; answers how. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; text: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS text FROM pg_index
     WHERE NOT indisprimary AND indrelid = ANY ('{appeal,assignment,clock,reach,contact,identity,appeal_search,event}'::regclass[])`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map(r => r.text)
}

async function write(
  client: pg.Client,
  database: string,
  n: number,
  tell: (what: string) => void,
): Promise<void> {
  const rowsOf = openRows(await cityOf(database), openWords(), await openKeys({ secret: SECRET }))
  const now = Date.now()
  for (let from = 1; from <= n; from += BATCH) {
    const tables = new Map<string, Rows[number][1][]>()
    for (let i = from; i < Math.min(from + BATCH, n + 1); i++)
      for (const [table, row] of rowsOf(i, n, now)) {
        if (!tables.has(table)) tables.set(table, [])
        tables.get(table)!.push(row)
      }
    for (const [table, rows] of tables) {
      // What a row leaves out is null.
      const fields = [...new Set(rows.flatMap(Object.keys))]
      const copy = client.query(copyFrom(`COPY ${table} (${fields.map(f => `"${f}"`)}) FROM STDIN`))
      await pipeline(Readable.from([Buffer.from(rows.map(r => lineOf(r, fields)).join(''))]), copy)
    }
    if ((from - 1) % (BATCH * 20) === 0) tell(`${from + BATCH - 1} appeals`)
  }
  await client.query(`SELECT setval('appeal_id_seq', $1::bigint), setval('contact_id_seq', $1::bigint)`, [
    n + 1,
  ])
  // All of it was read and sealed long ago.
  await client.query(
    `INSERT INTO reader (name, tx_to, after_id) SELECT name, pg_snapshot_xmax(pg_current_snapshot())::text::bigint, 0
     FROM unnest('{messages,webhooks,platforms,figures,seal}'::text[]) name`,
  )
}

const lineOf = (row: Record<string, unknown>, fields: readonly string[]): string =>
  `${fields.map(f => copyValue(row[f], SHAPES[f] ?? 'plain')).join('\t')}\n`
