/** Restores a checked archive into an empty database: all rows in one transaction, then the files' places and sequences. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../kernel/database.ts'
import { migrate, migrationFiles } from '../kernel/migrate.ts'
import { EPOCH } from '../record/history/tail.ts'
import { closeEpoch } from '../record/seal/seal.ts'
import { ArchiveBroken } from './broken.ts'
import type { Manifest, TableEntry } from './manifest.ts'
import { entriesOf, storedPathOf, tableOf } from './read.ts'
import { quotedList, tablesOf } from './tables.ts'

export interface RestoreSettings {
  db: Database
  /** The data folder. */
  folder: string
  progress?: (message: string, done?: number, total?: number) => void
}

/** Throws ArchiveBroken when the database isn't empty or its schema is another; then nothing was written. */
export async function restoreArchive(
  path: string,
  manifest: Manifest,
  settings: RestoreSettings,
): Promise<void> {
  const { db } = settings
  await checkSchema(db, manifest)
  // An archive of an older version comes back into the schema it was made from; the newer migrations follow.
  await migrate(db, manifest.migrations)
  await checkEmpty(db)
  const client = await db.pool.connect()
  try {
    await client.query('BEGIN')
    await copyAll(client, path, manifest, settings)
    for (const [name, value] of Object.entries(manifest.sequences))
      await client.query('SELECT setval($1::regclass, $2)', [`public."${name}"`, value])
    await client.query('COMMIT')
    // Sealing asks for the tables of this version.
    await migrate(db)
    await beginEpoch(client)
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
  settings.progress?.('counting rows for the planner')
  await db.pool.query('ANALYZE')
}

/** This cluster counts transactions anew: the seals and all readers of the history go on behind the last event. */
async function beginEpoch(client: pg.PoolClient): Promise<void> {
  await client.query('BEGIN')
  const { afterId } = await closeEpoch(client)
  await client.query(
    `INSERT INTO reader (name, tx_to, after_id) VALUES ($1, 0, $2) ON CONFLICT (name) DO UPDATE SET after_id = excluded.after_id`,
    [EPOCH, afterId],
  )
  await client.query('COMMIT')
}

async function checkSchema(db: Database, manifest: Manifest): Promise<void> {
  const known = await migrationFiles()
  const newer = manifest.migrations.find(name => !known.includes(name))
  if (newer)
    throw new ArchiveBroken(
      `it comes from a newer version (migration ${newer}); restore it with that version`,
    )
  const { rows } = await db.pool.query<{ there: boolean }>(
    `SELECT to_regclass('public.migration') IS NOT NULL AS there`,
  )
  if (!rows[0]!.there) return
  const applied = await db.pool.query<{ name: string }>('SELECT name FROM migration ORDER BY name')
  const present = applied.rows.map(row => row.name)
  if (present.length > 0 && present.join() !== manifest.migrations.join())
    throw new ArchiveBroken(
      'the database has the tables of another version; restore into a new folder or database',
    )
}

async function checkEmpty(db: Database): Promise<void> {
  for (const { name } of await tablesOf(db.pool)) {
    const { rowCount } = await db.pool.query(`SELECT FROM "${name}" LIMIT 1`)
    if (rowCount)
      throw new ArchiveBroken(`the database is not empty: table ${name} has rows. Restore into a new one`)
  }
}

async function copyAll(
  client: pg.PoolClient,
  path: string,
  manifest: Manifest,
  settings: RestoreSettings,
): Promise<void> {
  let copying: Copying | null = null
  for await (const entry of entriesOf(path)) {
    const table = manifest.tables.find(t => t.name === tableOf(entry.name))
    if (copying && copying.table !== table) {
      await copying.end()
      copying = null
    }
    const stored = storedPathOf(entry.name)
    if (table) {
      settings.progress?.(`table ${table.name}`, manifest.tables.indexOf(table), manifest.tables.length)
      copying ??= new Copying(client, table)
      for await (const chunk of entry.content()) await copying.write(chunk)
    } else if (stored !== null) await writeStored(join(settings.folder, 'files', stored), entry.content())
    else for await (const _ of entry.content());
  }
  await copying?.end()
}

/** The rows of one table on their way into the database. */
class Copying {
  readonly table: TableEntry
  private readonly stream: Writable & { rowCount: number }
  private readonly ended: Promise<void>

  constructor(client: pg.PoolClient, table: TableEntry) {
    this.table = table
    this.stream = client.query(copyFrom(`COPY "${table.name}" (${quotedList(table.columns)}) FROM STDIN`))
    this.ended = finished(this.stream)
    // Awaited at the end; a failure before that comes out there or in write.
    this.ended.catch(() => {})
  }

  async write(chunk: Buffer): Promise<void> {
    if (!this.stream.write(chunk)) await Promise.race([once(this.stream, 'drain'), this.ended])
  }

  async end(): Promise<void> {
    this.stream.end()
    await this.ended
    if (this.stream.rowCount !== this.table.rows)
      throw new ArchiveBroken(
        `table ${this.table.name} in it has ${this.stream.rowCount} rows, not ${this.table.rows}`,
      )
  }
}

async function writeStored(path: string, content: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600, flush: true }))
}
