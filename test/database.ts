/** A migrated database of its own for every test file, copied from a template; dropped at the end. */
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '../src/server/kernel/database.ts'
import { migrate, migrationFiles } from '../src/server/kernel/migrate.ts'
import { startPostgres } from '../src/server/kernel/postgres/embedded.ts'

export interface TestDatabase extends Database {
  /** For processes that the test starts: DATABASE_URL. */
  url: string
  drop: () => Promise<void>
}

/** Any fixed number: one process makes the template. */
const LOCK = 12345_0002

interface Server {
  url: (database: string) => string
  stop: () => Promise<void>
}

let serverStarted: Promise<Server> | undefined
/** Databases of this process that still stand; the server is let go with the last. */
let standing = 0

/** YIDAN_TEST_DATABASE_URL, or an embedded PostgreSQL shared by all test processes of this user. */
export const testServer = (): Promise<Server> => {
  serverStarted ??= findServer()
  return serverStarted
}

async function findServer(): Promise<Server> {
  const given = process.env.YIDAN_TEST_DATABASE_URL
  if (given)
    return {
      url: database => Object.assign(new URL(given), { pathname: `/${database}` }).href,
      stop: async () => {},
    }
  const folder = join(tmpdir(), `yidan-test-${userInfo().username}`)
  const { connection: c, stop } = await startPostgres({ folder })
  const query = new URLSearchParams({ host: c.host, port: String(c.port), user: c.user })
  return { url: database => `postgres:///${database}?${query}`, stop }
}

async function schemaHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await migrationFiles())
    hash.update(await readFile(new URL(`../src/server/migrations/${file}`, import.meta.url)))
  return hash.digest('hex').slice(0, 12)
}

async function template(server: Server, admin: pg.Client): Promise<string> {
  const name = `yidan_template_${await schemaHash()}`
  await admin.query('SELECT pg_advisory_lock($1)', [LOCK])
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [
      name,
    ])
    if (rowCount === 0) {
      // An attempt that failed may still be connected; nobody else is, this side of the lock.
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await admin.query(`CREATE DATABASE ${name}`)
      const db = openDatabase({ connectionString: server.url(name) })
      await migrate(db).finally(db.close)
      await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE true`)
    }
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [LOCK])
  }
  return name
}

async function withAdmin<T>(server: Server, run: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: server.url('postgres'), application_name: 'yidan-test' })
  await admin.connect()
  try {
    return await run(admin)
  } finally {
    await admin.end()
  }
}

/** A fresh, migrated, empty database. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = await testServer()
  standing++
  const name = `yidan_test_${randomBytes(6).toString('hex')}`
  await withAdmin(server, async admin =>
    admin.query(`CREATE DATABASE ${name} TEMPLATE ${await template(server, admin)}`),
  )
  const db = openDatabase({ connectionString: server.url(name), max: 8 })
  const drop = async () => {
    await db.close()
    await withAdmin(server, admin => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    standing--
    if (standing > 0) return
    serverStarted = undefined
    await server.stop()
  }
  return { ...db, url: server.url(name), drop }
}
