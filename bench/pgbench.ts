/** PostgreSQL alone: pgbench writing the rows of real appeals, without any server before it. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { onServer, urlOf } from './city.ts'
import { type ExampleRow, exampleRows, ownOf } from './example-rows.ts'

const run = promisify(execFile)

/** Different appeals, each a script of its own. */
const SCRIPTS = 40
/** Above every id and number there is. */
const FIRST_ID = 2_000_000_000

function insertOf(row: ExampleRow): string {
  const values = row.columns.map((column, i) => {
    const value = row.values[i] ?? null
    const own = ownOf(row, column)
    if (value === null) return 'NULL'
    if (own === 'id') return ':id'
    return own === 'key' ? `${pg.escapeLiteral(value.slice(0, 18))} || :id` : pg.escapeLiteral(value)
  })
  return `INSERT INTO ${row.table} (${row.columns.map(c => `"${c}"`).join(', ')}) VALUES (${values.join(', ')});`
}

/** A transaction with one INSERT per row. */
const scriptOf = (rows: readonly ExampleRow[]): string =>
  `SELECT nextval('bench_id') AS id \\gset\nBEGIN;\n${rows.map(insertOf).join('\n')}\nCOMMIT;\n`

/** Transactions a second with 32 clients; null when pgbench isn't installed or can't run. */
export async function pgbench(database: string, seconds: number): Promise<number | null> {
  const folder = await mkdtemp(join(tmpdir(), 'yidan-pgbench-'))
  try {
    const examples = await exampleRows(urlOf(database), SCRIPTS)
    const files = examples.map((_, i) => join(folder, `${i}.sql`))
    await Promise.all(files.map((file, i) => writeFile(file, scriptOf(examples[i]!))))
    await onServer(c => c.query(`CREATE SEQUENCE bench_id START ${FIRST_ID}`), database)
    const { hostname, port, username } = new URL(urlOf(database))
    const args = [
      '-n',
      '-M',
      'simple',
      '-c',
      '32',
      '-j',
      '1',
      '-T',
      String(seconds),
      ...files.flatMap(f => ['-f', f]),
    ]
    const { stdout } = await run('pgbench', [
      ...args,
      '-h',
      hostname,
      '-p',
      port || '5432',
      '-U',
      username,
      database,
    ])
    return Math.round(Number(/tps = ([\d.]+)/.exec(stdout)?.[1]))
  } catch (error) {
    process.stderr.write(`pgbench left out: ${(error as Error).message.slice(0, 500)}\n`)
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
