/** The sample that stands beside every template: what previews and the approved outputs show. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { DocumentData } from '../../domain/documents/data.ts'
import { type DocumentKind, isSheet, type PaperKind } from '../../domain/documents/kinds.ts'
import { blankDraft, paperData } from '../../domain/documents/paper-data.ts'
import type { DocumentSettings } from '../../domain/documents/settings.ts'
import { type SheetFacts, sheetData } from '../../domain/documents/sheet-data.ts'
import { blocksFrom } from '../../domain/documents/written.ts'

const FOLDER = new URL('../../../templates/', import.meta.url)

interface PaperSample {
  number: string
  issuedOn: string
  text: string
  appendices: { title: string; text: string }[]
}

/** The sample as the city's settings make it; it verifies nothing. With the seal where the settings have one. */
export function sampleOf(settings: DocumentSettings, kind: DocumentKind): DocumentData {
  const sample: unknown = parse(readFileSync(new URL(`${kind}/sample.yaml`, FOLDER), 'utf8'))
  const data = isSheet(kind)
    ? sheetData(settings, { ...(sample as SheetFacts), kind, seal: settings.kinds[kind].seal })
    : paperSample(settings, kind, sample as PaperSample)
  const token = 'sample'.padEnd(24, '-')
  return { ...data, verify: { token, url: `${settings.address}/v/${token}` } }
}

function paperSample(settings: DocumentSettings, kind: PaperKind, sample: PaperSample): DocumentData {
  const { number, issuedOn, text, appendices, ...written } = sample
  const draft = {
    ...blankDraft(kind),
    ...written,
    body: blocksFrom(text),
    appendices: appendices.map(a => ({ title: a.title, body: blocksFrom(a.text) })),
    seal: settings.kinds[kind].seal,
  }
  return paperData(settings, draft, { number, issuedOn })
}
