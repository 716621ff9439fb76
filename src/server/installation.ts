/** An installation opened for work: its database (embedded or given), its keys and words. Server and command line share it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type KeySettings, type Keys, openKeys } from './kernel/crypto/keys.ts'
import { type Database, type DatabaseSettings, isAway, openDatabase } from './kernel/database.ts'
import { migrate } from './kernel/migrate.ts'
import { startPostgres } from './kernel/postgres/embedded.ts'
import { explained } from './kernel/postgres/places.ts'
import { PostgresUnavailable } from './kernel/postgres/unavailable.ts'
import { assertVersion } from './kernel/postgres/version.ts'
import { openWords, type Words } from './kernel/words.ts'
import type { Settings } from './settings.ts'

export interface Installation {
  settings: Settings
  db: Database
  keys: Keys
  words: Words
  /** How to connect to the same database from another pool. */
  connection: DatabaseSettings
  /** How to open the same keys in another thread. */
  keySettings: KeySettings
  /** Migrations that were applied on opening. */
  migrated: string[]
  close: () => Promise<void>
}

export interface OpenOptions {
  log?: (line: string) => void
  /** Apply missing migrations (the default). */
  migrate?: boolean
  /** Connections in the pool. */
  max?: number
}

/** How long a given database may take to answer when the server starts, in milliseconds. */
const PATIENCE = 30_000

/** Throws PostgresUnavailable, or an Error that names a wrong setting. */
export async function openInstallation(settings: Settings, options: OpenOptions = {}): Promise<Installation> {
  const { log = () => {} } = options
  const embedded = settings.databaseUrl ? null : await startPostgres({ folder: settings.folder, log })
  const connection: DatabaseSettings = embedded
    ? { ...embedded.connection }
    : { connectionString: settings.databaseUrl! }
  const db = openDatabase({ ...connection, ...(options.max !== undefined && { max: options.max }) })
  const close = async () => {
    await db.close()
    await embedded?.stop()
  }
  try {
    await answering(db, log)
    await assertVersion(db.pool)
    const migrated = options.migrate === false ? [] : await migrate(db)
    const { YIDAN_SECRET: secret, YIDAN_SECRET_OLD: old } = process.env
    const keySettings = { folder: settings.folder, secret, old }
    const keys = await openKeys(keySettings).catch(error => {
      throw explained(error, settings.folder)
    })
    return { settings, db, keys, words: openWords(), connection, keySettings, migrated, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Waits for a database that is starting or away. */
async function answering(db: Database, log: (line: string) => void): Promise<void> {
  const giveUp = Date.now() + PATIENCE
  for (;;) {
    try {
      await db.pool.query('SELECT 1')
      return
    } catch (error) {
      if (!isAway(error)) throw new PostgresUnavailable(`the database refuses: ${(error as Error).message}`)
      if (Date.now() > giveUp)
        throw new PostgresUnavailable(
          `the database does not answer: ${(error as Error).message}. Check DATABASE_URL.`,
        )
      log(`waiting for the database: ${(error as Error).message}`)
      await sleep(500)
    }
  }
}
