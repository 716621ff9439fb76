/** Writes what is generated from the migrations and the contracts: tables, OpenAPI, and the calls the web makes (`npm run gen`). */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '../contract/route.ts'
import { buildApp } from './app.ts'
import { openKeys } from './kernel/crypto/keys.ts'
import { type Database, openDatabase } from './kernel/database.ts'
import { writeTables } from './kernel/generate-tables.ts'
import { migrate } from './kernel/migrate.ts'
import { startPostgres } from './kernel/postgres/embedded.ts'
import { openWords } from './kernel/words.ts'

const OPENAPI = new URL('../../docs/openapi.gen.json', import.meta.url)
const CONTRACTS = new URL('../contract/', import.meta.url)
const CALLS = new URL('../web/calls.gen.ts', import.meta.url)

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' && value !== null && 'name' in value && 'path' in value && 'answer' in value

/** The text of src/web/calls.gen.ts: every call with its method and path; its types come from the contracts and weigh nothing. */
export async function callsText(): Promise<string> {
  const files = (await readdir(CONTRACTS)).filter(f => f.endsWith('.ts') && !f.endsWith('.test.ts')).sort()
  const rows = await Promise.all(
    files.map(async file => {
      const all: Record<string, unknown> = await import(new URL(file, CONTRACTS).href)
      return Object.entries(all).flatMap(([key, c]) =>
        isContract(c) ? [{ file, key, name: c.name, method: c.method, path: c.path }] : [],
      )
    }),
  )
  const calls = rows.flat().sort((a, b) => (a.name < b.name ? -1 : 1))
  return `/** Generated from src/contract by \`npm run gen\`: every call of the API. */
export interface Calls {
${calls.map(c => `  ${c.name}: typeof import('../contract/${c.file}').${c.key}`).join('\n')}
}

export const CALLS = {
${calls.map(c => `  ${c.name}: ['${c.method}', '${c.path}'],`).join('\n')}
} as const satisfies Record<keyof Calls, readonly [method: string, path: string]>
`
}

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
    await writeFile(CALLS, await callsText())
  } finally {
    await db.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await generate()
