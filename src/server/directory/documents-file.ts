/** Reads a city's documents.yaml: what differs from the shipped settings of its official documents. */
import { readFile } from 'node:fs/promises'
import { DocumentSettings } from '../../domain/documents/settings.ts'
import { settingsProblems } from '../../domain/documents/settings-check.ts'
import type { Queryable } from '../kernel/database.ts'
import type { Problem } from './files/problem.ts'
import { shapeProblems } from './files/shape.ts'
import { readYaml } from './files/yaml.ts'
import { merge } from './merge.ts'

export const DOCUMENTS_FILE = 'documents.yaml'
const PRESET = new URL('../../../config/documents.yaml', import.meta.url)

let preset: Promise<unknown> | undefined
const presetValue = (): Promise<unknown> => {
  preset ??= readFile(PRESET, 'utf8').then(text => readYaml('config/documents.yaml', text).value)
  return preset
}

export interface DocumentsReading {
  /** Null when there are problems. */
  settings: DocumentSettings | null
  /** The file says which seal; else the one in use stays. */
  namesSeal: boolean
  problems: Problem[]
}

/** The settings where a city says nothing. */
export const shippedDocuments = async (): Promise<DocumentSettings> =>
  structuredClone((await presetValue()) as DocumentSettings)

export async function readDocuments(text: string): Promise<DocumentsReading> {
  const file = readYaml(DOCUMENTS_FILE, text)
  if (file.problems.length > 0) return { settings: null, namesSeal: false, problems: file.problems }
  const merged = merge(await presetValue(), file.value ?? {})
  const wrong = [
    ...shapeProblems(DocumentSettings, merged).map(p => ({ ...p })),
    ...(shapeProblems(DocumentSettings, merged).length > 0
      ? []
      : settingsProblems(merged as DocumentSettings)
          .filter(p => !p.path.endsWith('.seal'))
          .map(p => ({ path: p.path.split('.'), message: `${p.path}: ${p.en}` }))),
  ]
  const problems = wrong.map(({ path, message }) => ({
    file: DOCUMENTS_FILE,
    line: file.find(path).line,
    column: path.join('.'),
    message,
  }))
  const namesSeal = typeof file.value === 'object' && file.value !== null && 'seal' in file.value
  return { settings: problems.length > 0 ? null : (merged as DocumentSettings), namesSeal, problems }
}

export interface StoredDocuments {
  version: number
  settings: DocumentSettings
}

/** Null where a city has said nothing yet. */
export async function newestDocuments(db: Queryable, tenantId: number): Promise<StoredDocuments | null> {
  const row = await db
    .selectFrom('document_settings')
    .select(['version', 'settings'])
    .where('tenant_id', '=', tenantId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Only settings that were checked are ever written.
  return row ? { version: row.version, settings: row.settings as unknown as DocumentSettings } : null
}

/** Writes the version after the newest; a race for it fails on the key. */
export async function addDocuments(
  db: Queryable,
  tenantId: number,
  settings: DocumentSettings,
  { at, by, version }: { at: number; by: number | null; version: number },
): Promise<void> {
  await db
    .insertInto('document_settings')
    .values({
      tenant_id: tenantId,
      version,
      settings: JSON.stringify(settings),
      at: new Date(at),
      by_id: by,
    })
    .execute()
}
