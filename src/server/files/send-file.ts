/** Sends a stored file: as an attachment, never to be sniffed or run, in ranges, without where a picture was taken. */
import { Transform } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'
import { type ByteRange, type FileStore, StorageAway } from './file-store.ts'

/** A file as the database knows it. */
export interface FileRow {
  tenantId: number
  id: number
  hash: Buffer
  size: number
  type: string
  name: string
  purpose: string
  appealId: number | null
  /** What holds it that is no ticket, and which. */
  holder: string | null
  holderId: number | null
  uploadedBy: number | null
  /** Spans as start, length, start, length …; blanked for everybody but the uploader. */
  hidden: number[]
}

/** Null when there is none. */
export async function fileById(db: Database, tenantId: number, id: number): Promise<FileRow | null> {
  const [row] = await db.named<FileRow>(
    'file.byId',
    `SELECT tenant_id AS "tenantId", id, hash, size, type, name, purpose, appeal_id AS "appealId",
       holder, holder_id AS "holderId", uploaded_by AS "uploadedBy", hidden FROM file WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  )
  return row ?? null
}

export interface Sending {
  store: FileStore
  file: FileRow
  /** With where it was taken: for its uploader. */
  original: boolean
}

/** Answers whole, in part (206), as unchanged (304) or out of range (416). */
export async function sendFile(
  { store, file, original }: Sending,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | Refusal> {
  const etag = `"${file.hash.toString('hex').slice(0, 32)}${original ? '' : '-s'}"`
  reply.headers({
    'content-type': file.type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, escaped)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    etag,
  })
  if (request.headers['if-none-match'] === etag) return reply.status(304).send()
  const range = rangeFrom(request.headers.range, file.size)
  if (range === 'none') return reply.status(416).header('content-range', `bytes */${file.size}`).send()
  const { first, last } = range ?? { first: 0, last: file.size - 1 }
  if (range) reply.status(206).header('content-range', `bytes ${first}-${last}/${file.size}`)
  reply.header('content-length', last - first + 1)
  try {
    const content = await store.open(file.hash, range ?? undefined)
    if (original || file.hidden.length === 0) return reply.send(content)
    const blanked = blank(file.hidden, first)
    content.on('error', error => blanked.destroy(error))
    return reply.send(content.pipe(blanked))
  } catch (error) {
    if (!(error instanceof StorageAway)) throw error
    for (const name of ['content-length', 'content-range', 'etag', 'content-disposition'])
      reply.removeHeader(name)
    return refuse('storage-away')
  }
}

const escaped = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

/** One range of bytes; undefined for the whole (several ranges are answered with it), 'none' when nothing lies in it. */
export function rangeFrom(header: string | undefined, size: number): ByteRange | 'none' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  if (from === '')
    return Number(to) === 0 ? 'none' : { first: Math.max(0, size - Number(to)), last: size - 1 }
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)]
  if (to !== '' && Number(to) < first) return undefined
  return first < size ? { first, last } : 'none'
}

/** Writes zeros over the spans; `at` is where in the file the stream begins. */
function blank(spans: readonly number[], at: number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const copy = Buffer.from(chunk)
      for (let i = 0; i + 1 < spans.length; i += 2) {
        const start = spans[i]! - at
        const end = start + spans[i + 1]!
        if (end > 0 && start < copy.length) copy.fill(0, Math.max(0, start), Math.min(copy.length, end))
      }
      at += chunk.length
      done(null, copy)
    },
  })
}
