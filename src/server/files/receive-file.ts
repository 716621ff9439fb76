/** Takes an uploaded file in: streamed to the disk, checked, kept under its hash, and written down. */
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type { FilePurpose } from '../../contract/files.ts'
import type { Instant } from '../../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import type { Parts } from '../parts.ts'
import { checkFile } from './check-file.ts'
import { StorageAway, StorageFull, storageError } from './file-store.ts'
import type { FileSettings } from './settings.ts'
import { whereaboutsIn } from './whereabouts.ts'

export type FileParts = Pick<Parts, 'db' | 'tenants' | 'gate' | 'folder' | 'now'> & { files: FileSettings }

export interface Upload {
  tenantId: number
  /** Null for the public. */
  personId: number | null
  purpose: FilePurpose | 'import'
  name: string
  content: Readable
  /** Largest size in bytes. */
  most: number
}

export interface Kept {
  id: number
  name: string
  type: string
  size: number
}

/** Refused: too large, not allowed, not what its name says, a bomb, storage full or away. Throws InvalidInput for an empty file. */
export async function receiveFile(parts: FileParts, upload: Upload): Promise<Kept | Refusal> {
  const temp = await newIncoming(parts.folder)
  try {
    const name = nameFrom(upload.name)
    const { hash, size } = await saveStream(upload.content, temp, upload.most)
    if (size > upload.most) return refuse('file-too-large', { field: 'file', facts: { most: upload.most } })
    if (size === 0) throw new InvalidInput('file', '文件是空的。', 'the file is empty')
    const checked = await checkFile(temp, size, name)
    if (isRefusal(checked)) return checked
    return await keep(parts, upload, { temp, hash, size, name, type: checked.type })
  } catch (error) {
    return storageRefusal(error)
  } finally {
    await rm(temp, { force: true })
  }
}

/** Why nothing could be stored or read, as the caller hears it. Throws whatever else went wrong. */
export function storageRefusal(error: unknown): Refusal {
  if (error instanceof StorageFull) return refuse('storage-full')
  if (error instanceof StorageAway) return refuse('storage-away')
  throw error
}

export const incomingFolder = (folder: string): string => join(folder, 'files', 'incoming')

/** Where a file may be written until it is kept; whoever asks removes it. */
export async function newIncoming(folder: string): Promise<string> {
  await mkdir(incomingFolder(folder), { recursive: true, mode: 0o700 })
  return join(incomingFolder(folder), randomBytes(16).toString('hex'))
}

/** The last part of the name, in one line, 120 characters at most, with its extension. */
export function nameFrom(given: string): string {
  const name = plainText(given)
    .replace(/^.*[/\\]/s, '')
    .replace(/\s+/g, ' ')
    .trim()
  const dot = name.lastIndexOf('.')
  return dot > 0
    ? `${[...name.slice(0, dot)].slice(0, 110).join('')}${name.slice(dot).slice(0, 10)}`
    : name.slice(0, 120)
}

/** Writes a stream to a new file and hashes it; stops behind `most` bytes. Throws StorageFull. */
export async function saveStream(
  content: Readable,
  path: string,
  most: number,
): Promise<{ hash: Buffer; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      // What is too much is read to its end, so that the sender hears why, but not kept.
      done(null, size > most ? undefined : chunk)
    },
  })
  try {
    await pipeline(content, measure, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    throw storageError(error)
  }
  return { hash: hash.digest(), size }
}

interface Checked {
  temp: string
  hash: Buffer
  size: number
  name: string
  type: string
  /** Attached to nothing, it is forgotten then; after a day when left out. */
  keepUntil?: Instant
}

/** Ids are drawn by lot: whoever attaches a file names it, and nobody can guess another's. */
const newId = (): number => Number(randomBytes(8).readBigUInt64BE() >> 11n) || newId()

/** The lock keeps the sweep of forgotten files from taking the bytes away in between. */
export async function keep(
  { db, files, now }: Pick<FileParts, 'db' | 'files' | 'now'>,
  upload: Pick<Upload, 'tenantId' | 'personId' | 'purpose'>,
  file: Checked,
): Promise<Kept> {
  const { temp, hash, size, name, type, keepUntil } = file
  const hidden = /^(image|video)\//.test(type) ? await whereaboutsIn(temp, size) : []
  const id = newId()
  await db.kysely.transaction().execute(async trx => {
    await lockHash(hash).execute(trx)
    await files.store.keep(temp, hash, size)
    await trx
      .insertInto('file')
      .values({
        tenant_id: upload.tenantId,
        id,
        hash,
        size,
        type,
        name,
        purpose: upload.purpose,
        uploaded_by: upload.personId,
        uploaded_at: new Date(now()),
        ...(keepUntil !== undefined && { keep_until: new Date(keepUntil) }),
        hidden: sql<number[]>`${hidden.flat()}::int[]`,
      })
      .execute()
  })
  return { id, name, type, size }
}

/** Held to the end of the transaction. */
export const lockHash = (hash: Buffer) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`file ${hash.toString('hex')}`}, 0))`
