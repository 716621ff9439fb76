/** Takes an import in over the API: the form is read, the mapping and the head of the file are checked, the run is queued. */
import { rm } from 'node:fs/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/access/actor.ts'
import { DAY } from '../../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { keep, nameFrom, newIncoming, saveStream, storageRefusal } from '../files/receive-file.ts'
import { FRAME } from '../files/routes.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import type { Parts } from '../parts.ts'
import { type Given, givenMapping } from './given-mapping.ts'
import type { Mapping } from './mapping.ts'
import { UnreadableSource } from './records.ts'
import { openRun } from './runs.ts'
import { openSource } from './source.ts'

/** So long rejected rows can be read in full, and a run that is stopped can be gone on with. */
const KEPT = 30 * DAY
/** Of a mapping's text, in bytes. */
const LONGEST_MAPPING = 256 * 1024

/** The run's id. Throws InvalidInput for a form or a file that can't be read. */
export async function receiveImport(
  parts: Parts,
  actor: Actor,
  request: FastifyRequest,
): Promise<number | Refusal> {
  const most = parts.files.mostImport
  if (Number(request.headers['content-length'] ?? 0) > most + LONGEST_MAPPING + FRAME) return tooLarge(most)
  if (!request.isMultipart())
    throw wrong('file', '请以 multipart/form-data 上传。', 'send the file as multipart/form-data', 415)
  const temp = await newIncoming(parts.folder)
  try {
    const form = await readForm(request, temp, most)
    if (form.file.size > most) return tooLarge(most)
    const mapping = await givenMapping(form.mapping)
    if (isRefusal(mapping)) return mapping
    await assertReadable(temp, mapping)
    return await queue(parts, actor, { ...form, temp, mapping })
  } catch (error) {
    return storageRefusal(error)
  } finally {
    await rm(temp, { force: true })
  }
}

const tooLarge = (most: number) => refuse('file-too-large', { field: 'file', facts: { most } })
const wrong = (field: string, zh: string, en: string, status = 422) => new InvalidInput(field, zh, en, status)

interface SavedFile {
  name: string
  hash: Buffer
  size: number
}

interface Form {
  file: SavedFile
  mapping: Given
  dryRun: boolean
}

/** Parts may come in any order; all are read before the first mistake is told, so that the sender hears of it. */
async function readForm(request: FastifyRequest, temp: string, most: number): Promise<Form> {
  const found: { file?: SavedFile; mapping?: Given; dryRun?: string; fault?: InvalidInput } = {}
  const limits = {
    fileSize: Number.POSITIVE_INFINITY,
    files: 3,
    fields: 5,
    parts: 8,
    fieldSize: LONGEST_MAPPING,
  }
  for await (const part of request.parts({ limits })) {
    const { fieldname } = part
    if (part.type === 'file' && fieldname === 'file' && !found.file)
      found.file = { name: nameFrom(part.filename), ...(await saveStream(part.file, temp, most)) }
    else if (part.type === 'file') {
      const text = await textOf(part)
      if (fieldname === 'mapping') found.mapping = { name: nameFrom(part.filename), text }
      else found.fault ??= unknownField(fieldname)
    } else if (fieldname === 'mapping')
      found.mapping = { name: null, text: part.valueTruncated ? TOO_LONG : String(part.value) }
    else if (fieldname === 'dryRun') found.dryRun = String(part.value)
    else found.fault ??= unknownField(fieldname)
  }
  if (found.fault) throw found.fault
  return complete(found)
}

const unknownField = (name: string) =>
  wrong(name.slice(0, 60) || 'form', '不认识这个字段。', 'is not a known field', 400)
/** Stands for a text beyond all measure. */
const TOO_LONG = '\0'

async function textOf({ file }: MultipartFile): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= LONGEST_MAPPING) chunks.push(chunk)
  }
  return size > LONGEST_MAPPING ? TOO_LONG : Buffer.concat(chunks).toString('utf8')
}

function complete({
  file,
  mapping,
  dryRun = 'false',
}: Partial<Omit<Form, 'dryRun'>> & { dryRun?: string }): Form {
  if (!file) throw wrong('file', '没有文件。', 'there is no file in the form', 400)
  if (file.size === 0) throw wrong('file', '文件是空的。', 'the file is empty')
  if (!mapping)
    throw wrong('mapping', '请给出映射的名称或内容。', 'give the name of a mapping, or the text of one', 400)
  if (mapping.text.includes('\0'))
    throw wrong('mapping', '映射太长，或含有空字符。', 'the mapping is too long, or has a NUL character', 400)
  if (dryRun !== 'true' && dryRun !== 'false')
    throw wrong('dryRun', '应为 true 或 false。', 'must be true or false', 400)
  return { file, mapping, dryRun: dryRun === 'true' }
}

/** Its head at least: a file of another kind or with other columns is told at once. */
async function assertReadable(temp: string, mapping: Mapping): Promise<void> {
  try {
    const source = await openSource(temp, mapping)
    source.close()
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error
    throw wrong('file', error.zh, error.en)
  }
}

interface Checked extends Omit<Form, 'mapping'> {
  temp: string
  mapping: Mapping
}

const MEDIA = {
  csv: 'text/csv',
  jsonl: 'application/jsonl',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

async function queue(parts: Parts, actor: Actor, { temp, file, mapping, dryRun }: Checked): Promise<number> {
  const { tenantId, personId } = actor
  const kept = await keep(
    parts,
    { tenantId, personId, purpose: 'import' },
    { ...file, temp, type: MEDIA[mapping.format], keepUntil: parts.now() + KEPT },
  )
  return openRun(parts.db, {
    tenantId,
    mapping,
    source: file.name,
    sourceHash: file.hash.toString('hex'),
    dryRun,
    startedBy: personId,
    fileId: kept.id,
  })
}
