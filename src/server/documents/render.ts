/** A document as a file: made once from the frozen data and the frozen template, kept by its hash, served from there. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { DocumentData } from '../../domain/documents/data.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'
import { Refused } from '../kernel/http/problems.ts'
import type { Parts } from '../parts.ts'
import type { Compiler } from './compiler.ts'
import type { FontShelf } from './fonts.ts'
import { textIn } from './prepare.ts'
import { pressed } from './press.ts'
import { documentById, type FrozenRow } from './rows.ts'
import { sealImage } from './seals.ts'
import { bundleFrom } from './templates.ts'
import { wordOf } from './word.ts'

export const FORMATS = ['pdf', 'docx'] as const
export type Format = (typeof FORMATS)[number]

export interface Rendered {
  bytes: Buffer
  /** SHA-256 of the bytes. */
  hash: Buffer
}

export type RenderParts = Pick<Parts, 'db' | 'folder' | 'now'> & {
  files: Pick<Parts['files'], 'store'>
  compiler: Compiler
  fonts: FontShelf
}

/** Throws Refused when there is no such document, or a character that no font has. */
export async function renderDocument(
  parts: RenderParts,
  tenantId: number,
  { id, format }: { id: number; format: Format },
): Promise<Rendered> {
  const kept = await keptFile(parts, tenantId, { id, format })
  if (kept) return kept
  const row = await documentById(parts.db, tenantId, id)
  if (!row) throw new Refused(refuse('not-found'))
  const bytes = format === 'pdf' ? await pdfOf(parts, tenantId, row) : await docxOf(parts, tenantId, row)
  const hash = createHash('sha256').update(bytes).digest()
  await keepFile(parts, tenantId, { id, format, bytes, hash })
  return { bytes, hash }
}

async function pdfOf(
  parts: RenderParts,
  tenantId: number,
  { data, templateHash }: FrozenRow,
): Promise<Buffer> {
  mustHaveGlyphs(parts.fonts, data)
  const [template] = await parts.db.named<{ source: string }>(
    'document.template',
    'SELECT source FROM document_template WHERE tenant_id = $1 AND hash = $2',
    [tenantId, templateHash],
  )
  if (!template) throw new Error('the template of a document is missing')
  const seal = await sealImage(parts.db, tenantId, data.paper.seal)
  const job = { data, bundle: bundleFrom(template.source), seal, format: 'pdf' as const }
  return (await pressed(parts.compiler, job)).bytes
}

const docxOf = async (
  { db }: RenderParts,
  tenantId: number,
  { data, dataHash }: FrozenRow,
): Promise<Buffer> =>
  wordOf({ data, hash: dataHash.toString('hex'), seal: await sealImage(db, tenantId, data.paper.seal) })

/** Typst is silent about a character that it can't draw. */
export function mustHaveGlyphs(fonts: FontShelf, data: DocumentData): void {
  const characters = fonts.missingIn(textIn(data))
  if (characters.length > 0) throw new Refused(refuse('character-without-font', { facts: { characters } }))
}

interface Asked {
  id: number
  format: Format
}

/** What was made before; null when it wasn't, or its bytes are gone. */
async function keptFile(
  { db, files }: RenderParts,
  tenantId: number,
  { id, format }: Asked,
): Promise<Rendered | null> {
  const [row] = await db.named<{ hash: Buffer }>(
    'document.file',
    'SELECT hash FROM document_file WHERE tenant_id = $1 AND document_id = $2 AND format = $3',
    [tenantId, id, format],
  )
  if (!row) return null
  // The store may have lost it, or be away: the frozen data makes it anew.
  const bytes = await files.store
    .open(row.hash)
    .then(buffer)
    .catch(() => null)
  const isWhole = bytes !== null && createHash('sha256').update(bytes).digest().equals(row.hash)
  return isWhole ? { bytes, hash: row.hash } : null
}

async function keepFile(
  { db, files, folder, now }: RenderParts,
  tenantId: number,
  { id, format, bytes, hash }: Asked & Rendered,
): Promise<void> {
  const incoming = join(folder, 'files', 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const path = join(incoming, randomBytes(16).toString('hex'))
  try {
    await writeFile(path, bytes, { mode: 0o600 })
    await files.store.keep(path, hash, bytes.length)
  } finally {
    await rm(path, { force: true })
  }
  await rememberFile(db, [tenantId, id, format, hash, bytes.length, new Date(now())])
}

const rememberFile = (db: Database, values: unknown[]) =>
  db.named(
    'document.keepFile',
    `INSERT INTO document_file (tenant_id, document_id, format, hash, size, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, document_id, format) DO UPDATE SET hash = excluded.hash, size = excluded.size, at = excluded.at`,
    values,
  )
