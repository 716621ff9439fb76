/** Writes a backup: one snapshot of all tables and the stored files, streamed into one compressed archive. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Keys } from '../kernel/crypto/keys.ts'
import type { Database } from '../kernel/database.ts'
import { FORMAT, type Manifest, macOf, type TableEntry } from './manifest.ts'
import { quotedList, sequencesOf, type TableShape, tablesOf } from './tables.ts'
import { TAR_END, tarFrame } from './tar.ts'

/** A table is cut into files of about this many bytes: tar wants to know a size before the content. */
const PIECE = 4 * 1024 * 1024

export interface BackupSettings {
  db: Database
  keys: Keys
  /** The data folder, with the stored files in files/. */
  folder: string
  /** The secret to put into the archive; null leaves it out. */
  secret: string | null
  progress?: (message: string, done?: number, total?: number) => void
}

/**
 * Writes the archive to `path`, which appears only when it is complete; answers its manifest. Memory doesn't grow
 * with the record. The server may go on working: everything is read in one snapshot.
 */
export async function writeBackup(path: string, settings: BackupSettings): Promise<Manifest> {
  const part = `${path}.part`
  const client = await settings.db.pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const writing = new Writing(client, settings)
    await pipeline(
      Readable.from(writing.archive(), { objectMode: false }),
      createGzip({ level: 6 }),
      createWriteStream(part, { mode: 0o600 }),
    )
    await syncFile(part)
    await rename(part, path)
    await syncFile(dirname(path))
    return writing.manifest!
  } catch (error) {
    await rm(part, { force: true })
    throw error
  } finally {
    await client.query('ROLLBACK').catch(() => {})
    client.release()
  }
}

async function syncFile(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const file = await open(path, 'r')
  await file.sync().finally(() => file.close())
}

class Writing {
  manifest: Manifest | undefined
  private readonly at = Date.now()
  private readonly tables: TableEntry[] = []
  private readonly files = { count: 0, bytes: 0, sha256: '' }
  private readonly client: pg.PoolClient
  private readonly settings: BackupSettings

  constructor(client: pg.PoolClient, settings: BackupSettings) {
    this.client = client
    this.settings = settings
  }

  async *archive(): AsyncGenerator<Buffer> {
    const { secret } = this.settings
    const tables = await tablesOf(this.client)
    const head = await headOf(this.client)
    if (secret !== null) yield* this.file('secret', Buffer.from(secret))
    for (const [i, table] of tables.entries()) {
      this.settings.progress?.(`table ${table.name}`, i, tables.length)
      yield* this.table(table)
    }
    yield* this.storedFiles()
    const said = {
      format: FORMAT,
      madeAt: new Date(this.at).toISOString(),
      ...head,
      tables: this.tables,
      sequences: await sequencesOf(this.client),
      files: this.files,
      withSecret: secret !== null,
    } as const
    this.manifest = { ...said, mac: macOf(said, this.settings.keys) }
    yield* this.file('manifest.json', Buffer.from(JSON.stringify(this.manifest, null, 2)))
    yield TAR_END
  }

  private *file(name: string, content: Buffer): Generator<Buffer> {
    const { header, padding } = tarFrame(name, content.length, this.at)
    yield header
    yield content
    yield padding
  }

  private async *table({ name, columns }: TableShape): AsyncGenerator<Buffer> {
    const copying = this.client.query(copyTo(`COPY "${name}" (${quotedList(columns)}) TO STDOUT`))
    const hash = createHash('sha256')
    let pieces = 0
    for await (const piece of inPieces(copying, hash))
      yield* this.file(`tables/${name}/${String(++pieces).padStart(6, '0')}.copy`, piece)
    this.tables.push({ name, columns, rows: copying.rowCount, sha256: hash.digest('hex') })
  }

  private async *storedFiles(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    for (const path of await filesIn(join(this.settings.folder, 'files'))) {
      const from = join(this.settings.folder, 'files', path)
      const { size } = await stat(from)
      const name = `files/${path.split(sep).join('/')}`
      this.settings.progress?.('stored files', this.files.count)
      const { header, padding } = tarFrame(name, size, this.at)
      yield header
      hash.update(`${name}\n${size}\n`)
      for await (const chunk of createReadStream(from, {
        end: Math.max(size - 1, 0),
      }) as AsyncIterable<Buffer>) {
        hash.update(chunk)
        yield chunk
      }
      yield padding
      this.files.count += 1
      this.files.bytes += size
    }
    this.files.sha256 = hash.digest('hex')
  }
}

async function* inPieces(chunks: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  let piece: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    piece.push(chunk)
    size += chunk.length
    if (size < PIECE) continue
    yield Buffer.concat(piece)
    piece = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(piece)
}

/** Paths of all files in a folder and below, in order; none when there is no such folder. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const all = await readdir(folder, { recursive: true, withFileTypes: true })
    return all
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function headOf(client: pg.ClientBase): Promise<Pick<Manifest, 'migrations' | 'seals'>> {
  const migrations = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY name')
  const seals = await client.query<{ tenant: string; no: number; hash: string }>(
    `SELECT DISTINCT ON (s.tenant_id) t.code AS tenant, s.no, encode(s.hash, 'hex') AS hash
     FROM seal s JOIN tenant t ON t.id = s.tenant_id ORDER BY s.tenant_id, s.no DESC`,
  )
  return { migrations: migrations.rows.map(row => row.name), seals: seals.rows }
}
