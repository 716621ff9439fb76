/** Reads what a form sent: fields by name, and files, which are kept at once so that a mistake elsewhere loses none. */
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isRefusal, refuse } from '../domain/refusal.ts'
import { countTry } from '../server/accounts/tries.ts'
import { receiveFile } from '../server/files/receive-file.ts'
import { PUBLIC_UPLOADS } from '../server/files/routes.ts'
import { fileById } from '../server/files/send-file.ts'
import { InvalidInput } from '../server/kernel/http/problems.ts'
import type { Parts } from '../server/parts.ts'
import { type Trouble, troubleFrom, troubleOf } from './calls.ts'

export interface KeptFile {
  id: number
  name: string
}

export interface Form {
  /** The last value of a name, without surrounding white space; empty when it wasn't sent. */
  get: (name: string) => string
  all: (name: string) => string[]
  files: KeptFile[]
  /** Of a file that was not taken. */
  trouble: Trouble | null
}

const MOST_FILES = 9
const MOST_FIELDS = 60

export async function readForms(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: MOST_FILES, fields: MOST_FIELDS, parts: MOST_FILES + MOST_FIELDS, fieldSize: 64 * 1024 },
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 256 * 1024 },
    (_request, body, done) => done(null, new URLSearchParams(body as string)),
  )
}

/** The files named by earlier attempts are looked up, those sent now are kept. */
export async function formOf(parts: Parts, tenantId: number, request: FastifyRequest): Promise<Form> {
  const fields: [string, string][] = []
  const files: KeptFile[] = []
  let trouble: Trouble | null = null
  if (request.isMultipart())
    for await (const part of request.parts({ limits: { fileSize: parts.files.mostPublic + 1 } })) {
      if (part.type === 'field') fields.push([part.fieldname, String(part.value)])
      else {
        const kept = await keepPart(parts, tenantId, request, part)
        if (kept && 'id' in kept) files.push(kept)
        else if (kept) trouble = kept
      }
    }
  else if (request.body instanceof URLSearchParams) fields.push(...request.body)
  for (const [, text] of fields) refuseBroken(text)
  const all = (name: string) => fields.filter(([n]) => n === name).map(([, value]) => value.trim())
  const before = await keptBefore(parts, tenantId, all('fileId'))
  return { get: name => all(name).at(-1) ?? '', all, files: [...before, ...files], trouble }
}

function refuseBroken(text: string): void {
  if (text.includes('\0') || !text.isWellFormed())
    throw new InvalidInput(
      'body',
      '文字里有不能保存的字符。',
      'The text has characters that cannot be kept.',
      400,
    )
}

async function keepPart(
  parts: Parts,
  tenantId: number,
  request: FastifyRequest,
  part: MultipartFile,
): Promise<KeptFile | Trouble | null> {
  // A form without a picture still sends an empty part.
  if (!part.filename) {
    part.file.resume()
    return null
  }
  const until = await countTry(parts.gate, tenantId, [{ limit: PUBLIC_UPLOADS, what: request.ip }])
  if (until) {
    part.file.resume()
    return { ...troubleOf(refuse('slow-down')), field: 'file' }
  }
  try {
    const most = parts.files.mostPublic
    const upload = {
      tenantId,
      personId: null,
      purpose: 'appeal',
      name: part.filename,
      content: part.file,
      most,
    } as const
    const kept = await receiveFile(parts, upload)
    return isRefusal(kept) ? { ...troubleOf(kept), field: 'file' } : { id: kept.id, name: kept.name }
  } catch (error) {
    return { ...troubleFrom(error), field: 'file' }
  }
}

/** Only files that hang on nothing yet; their ids are drawn by lot, so that nobody names another's. */
async function keptBefore({ db }: Parts, tenantId: number, ids: readonly string[]): Promise<KeptFile[]> {
  const wanted = [...new Set(ids.map(Number))].filter(id => Number.isSafeInteger(id) && id > 0).slice(0, 20)
  const rows = await Promise.all(wanted.map(id => fileById(db, tenantId, id)))
  return rows.flatMap(row => (row && row.appealId === null ? [{ id: row.id, name: row.name }] : []))
}
