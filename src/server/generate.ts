/** Writes what is generated from the migrations and the contracts: tables.gen.ts and docs/openapi.gen.json (`npm run gen`). */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { openKeys } from './kernel/crypto/keys.ts'
import { type Database, openDatabase } from './kernel/database.ts'
import { writeTables } from './kernel/generate-tables.ts'
import { migrate } from './kernel/migrate.ts'
import { startPostgres } from './kernel/postgres/embedded.ts'
import { openWords } from './kernel/words.ts'

const OPENAPI = new URL('../../docs/openapi.gen.json', import.meta.url)

/** The text of docs/openapi.gen.json; the database is only connected to, nothing is read from it. */
export async function openApiText(db: Database): Promise<string> {
  const keys = await openKeys({ secret: randomBytes(32).toString('base64') })
  const app = await buildApp({ db, keys, words: openWords(), folder: tmpdir(), jobs: false })
  try {
    await app.http.ready()
    return `${JSON.stringify(app.http.swagger(), null, 1)}\n`
  } finally {
    await app.close()
  }
}

async function generate(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'yidan-generate-'))
  // PostgreSQL doesn't run as root; the account that runs it passes through.
  await chmod(folder, 0o711)
  const postgres = await startPostgres({ folder })
  const db = openDatabase(postgres.connection)
  try {
    await migrate(db)
    await writeTables(db)
    await writeFile(OPENAPI, await openApiText(db))
  } finally {
    await db.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await generate()
