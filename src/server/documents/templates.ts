/** Templates in Typst: the shipped ones, a city's own, and the bundle that is frozen with whatever was made of it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { DocumentKind } from '../../domain/documents/kinds.ts'

const FOLDER = new URL('../../../templates/', import.meta.url)

/** A template with the layout it is made of, as it was at the time; `hash` names both. */
export interface Bundle {
  hash: Buffer
  lib: string
  template: string
}

const known = new Map<string, string>()
function shipped(path: string): string {
  const text = known.get(path) ?? readFileSync(new URL(path, FOLDER), 'utf8')
  known.set(path, text)
  return text
}

export const shippedTemplate = (kind: DocumentKind): string => shipped(`${kind}/template.typ`)

export const shippedLayout = (): string => shipped('lib.typ')

/** A kind's template with today's layout; `own` is a city's, in place of the shipped one. */
export function bundleOf(kind: DocumentKind, own: string | null): Bundle {
  return bundle(shipped('lib.typ'), own ?? shippedTemplate(kind))
}

/** Between layout and template where both are hashed: a sign that no Typst source has. */
const SEAM = '\n\u0001 template.typ\n'

function bundle(lib: string, template: string): Bundle {
  return { lib, template, hash: createHash('sha256').update(lib).update(SEAM).update(template).digest() }
}

/** As one text, for the archive. */
export const sourceOf = ({ lib, template }: Bundle): string => JSON.stringify({ lib, template })

/** Throws when it is no such text. */
export function bundleFrom(source: string): Bundle {
  const { lib, template } = JSON.parse(source) as { lib: string; template: string }
  return bundle(lib, template)
}
