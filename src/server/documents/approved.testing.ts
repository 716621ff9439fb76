/** The sample of every template, printed as it ships: for the approved pictures and for what is measured. */
import { readFile } from 'node:fs/promises'
import type { DocumentData } from '../../domain/documents/data.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import type { DocumentSettings } from '../../domain/documents/settings.ts'
import { readDocuments } from '../directory/documents-file.ts'
import { openCompiler } from './compiler.ts'
import { openFontShelf } from './fonts.ts'
import { pressed } from './press.ts'
import { sampleOf } from './samples.ts'
import { bundleOf } from './templates.ts'

/** Pixels a point. */
export const APPROVED_SCALE = 0.9

export const approvedPicture = (kind: DocumentKind, page: number): URL =>
  new URL(`../../../templates/${kind}/approved/${page}.png`, import.meta.url)

export interface Printer {
  settings: DocumentSettings
  print: (data: DocumentData, seal?: Buffer) => Promise<Buffer>
  sample: (kind: DocumentKind) => Promise<Buffer>
  close: () => void
}

/** With the sample city's settings and the shipped fonts alone. */
export async function openPrinter(): Promise<Printer> {
  const file = new URL('../../../config/sample-city/documents.yaml', import.meta.url)
  const { settings: read } = await readDocuments(await readFile(file, 'utf8'))
  const shelf = await openFontShelf(undefined)
  const settings = { ...read!, fonts: shelf.resolve(read!.fonts) }
  const compiler = openCompiler({ fontFiles: shelf.files, longest: 60_000 })
  const print = async (data: DocumentData, seal: Buffer | null = null) =>
    (await pressed(compiler, { data, bundle: bundleOf(data.kind, null), seal, format: 'pdf' })).bytes
  return { settings, print, sample: kind => print(sampleOf(settings, kind)), close: compiler.close }
}
