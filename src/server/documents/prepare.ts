/** Freezes a document: its data with the token that verifies it, the hash of both, and the template it is made with. */
import { randomBytes } from 'node:crypto'
import type { DocumentData } from '../../domain/documents/data.ts'
import type { DocumentSettings } from '../../domain/documents/settings.ts'
import type { FontShelf } from './fonts.ts'
import { hashOf } from './press.ts'
import { bundleOf, sourceOf } from './templates.ts'

/** What a row of `document` takes besides its number, and the row of `document_template` that has to stand beside it. */
export interface Prepared {
  data: DocumentData
  dataHash: Buffer
  token: string
  templateHash: Buffer
  template: { hash: Buffer; kind: string; source: string }
  /** Characters that no font has: it can be issued, and is printed once a font is there. */
  missing: string[]
}

/** 144 bits: nobody guesses one. */
const newToken = (): string => randomBytes(18).toString('base64url')

export function prepareWith(shelf: FontShelf, settings: DocumentSettings, data: DocumentData): Prepared {
  const bundle = bundleOf(data.kind, settings.kinds[data.kind].template)
  const token = newToken()
  const frozen: DocumentData = {
    ...data,
    verify: { token, url: `${data.paper.address}/v/${token}` },
    // Fonts that come later don't change what was issued before.
    paper: { ...data.paper, fonts: shelf.resolve(data.paper.fonts) },
  }
  return {
    data: frozen,
    dataHash: hashOf(frozen),
    token,
    templateHash: bundle.hash,
    template: { hash: bundle.hash, kind: data.kind, source: sourceOf(bundle) },
    missing: shelf.missingIn(textIn(frozen)),
  }
}

/** All that is printed. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textIn).join('')
  if (typeof value === 'object' && value !== null) return Object.values(value).map(textIn).join('')
  return ''
}
