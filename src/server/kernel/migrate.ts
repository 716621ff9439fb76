/** Brings a database to the present schema: numbered SQL files, each once, each in a transaction, one server at a time. */
import { readdir, readFile } from 'node:fs/promises'
import type { Database } from './database.ts'

const FOLDER = new URL('../migrations/', import.meta.url)
/** Any fixed number: the advisory lock that lets one server migrate at a time. */
const LOCK = 12345_0001

export async function migrationFiles(): Promise<string[]> {
  return (await readdir(FOLDER)).filter(f => /^\d{4}-.*\.sql$/.test(f)).sort()
}

/** Applies what is missing, or what is missing of `only`. Returns the names applied. Throws when the database is newer than the program. */
export async function migrate(db: Database, only?: readonly string[]): Promise<string[]> {
  const client = await db.pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    )
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migration')
    const done = new Set(rows.map(r => r.name))
    const files = await migrationFiles()
    const unknown = [...done].find(name => !files.includes(name))
    if (unknown)
      throw new Error(
        `the database has migration ${unknown}, which this version does not know; use the newer version`,
      )
    const missing = files.filter(f => !done.has(f) && (only?.includes(f) ?? true))
    for (const file of missing) {
      const sql = await readFile(new URL(file, FOLDER), 'utf8')
      await client.query('BEGIN')
      await client.query(sql)
      await client.query('INSERT INTO migration (name) VALUES ($1)', [file])
      await client.query('COMMIT')
    }
    return missing
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
  }
}
