/** Proves that every stored file is there and has the content its hash says, or names the first that hasn't. */
import { createHash } from 'node:crypto'
import type { Database } from '../kernel/database.ts'
import type { FileStore } from './file-store.ts'

export interface FilesChecked {
  files: number
  bytes: number
}

export interface BrokenFile {
  id: number
  tenant: string
  /** Number of its ticket; null while it belongs to none. */
  appeal: string | null
  name: string
  what: string
}

export type FilesVerdict = ({ ok: true } & FilesChecked) | { ok: false; broken: BrokenFile }

export interface CheckFiles {
  db: Database
  store: FileStore
  tenantId?: number | undefined
  progress?: (message: string, done?: number, total?: number) => void
}

interface Row {
  id: number
  tenantId: number
  tenant: string
  appeal: string | null
  name: string
  hash: Buffer
  size: number
}

const AT_ONCE = 500
const NEXT = `SELECT f.id, f.tenant_id AS "tenantId", t.code AS tenant, a.number AS appeal, f.name, f.hash, f.size
  FROM file f JOIN tenant t ON t.id = f.tenant_id LEFT JOIN appeal a ON a.tenant_id = f.tenant_id AND a.id = f.appeal_id
  WHERE (f.tenant_id, f.id) > ($1, $2) AND f.tenant_id <= $3 ORDER BY f.tenant_id, f.id LIMIT ${AT_ONCE}`
/** Beyond every id. */
const LAST = Number.MAX_SAFE_INTEGER

/** Reads every file once, one after another; what is uploaded meanwhile may or may not be among them. */
export async function checkFiles({ db, store, tenantId, progress }: CheckFiles): Promise<FilesVerdict> {
  const { rows: counted } = await db.pool.query<{ n: number }>('SELECT count(*) AS n FROM file')
  const checked: FilesChecked = { files: 0, bytes: 0 }
  let from = tenantId === undefined ? [0, 0] : [tenantId, 0]
  for (;;) {
    const rows = await db.named<Row>('file.verify', NEXT, [...from, tenantId ?? LAST])
    for (const { id, tenant, appeal, name, hash, size } of rows) {
      const what = await whatIsWrong(store, hash, size)
      // It may have been taken away, with an erased person for instance, since its row was read.
      if (what && (await isStill(db, id))) return { ok: false, broken: { id, tenant, appeal, name, what } }
      checked.files += 1
      checked.bytes += size
    }
    progress?.('files', checked.files, Math.max(checked.files, counted[0]!.n))
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return { ok: true, ...checked }
    from = [last.tenantId, last.id]
  }
}

async function whatIsWrong(store: FileStore, hash: Buffer, size: number): Promise<string | null> {
  const content = createHash('sha256')
  let read = 0
  try {
    for await (const chunk of await store.open(hash)) {
      content.update(chunk as Buffer)
      read += (chunk as Buffer).length
    }
  } catch (error) {
    return `its content can't be read: ${(error as Error).message}`
  }
  if (!content.digest().equals(hash)) return 'its content is not what was stored: the hash differs'
  return read === size ? null : `its content has ${read} bytes, but its row says ${size}`
}

const isStill = async (db: Database, id: number): Promise<boolean> =>
  (await db.pool.query('SELECT FROM file WHERE id = $1', [id])).rowCount === 1
