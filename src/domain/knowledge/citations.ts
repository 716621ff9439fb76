/** References to policy documents as people write them – 依据《…》（文号）第×条 –, and whether each still stands. */
import { labelOf } from './sections.ts'

export interface Citation {
  /** Where in the text it begins and ends, 《 and the last sign included. */
  start: number
  end: number
  title: string
  /** The document's number, where it is named in brackets. */
  number: string | null
  /** 第三条 */
  section: string | null
}

const DIGITS = '零〇一二三四五六七八九十百千0-9'
const CITATION = new RegExp(
  `《([^《》\\n]{2,100})》(?:[（(]([^（）()\\n]{2,40}号)[）)])?(第[${DIGITS}]+条(?:之[${DIGITS}]+)?)?`,
  'g',
)

/** In the order of the text. */
export const citationsIn = (text: string): Citation[] =>
  [...text.matchAll(CITATION)].map(({ index, 0: whole, 1: title, 2: number, 3: section }) => ({
    start: index,
    end: index + whole.length,
    title: title!.trim(),
    number: number?.trim() ?? null,
    section: section === undefined ? null : labelOf(section),
  }))

/** What of a title is compared: spaces and the width of brackets say nothing. */
export const titleKeyOf = (title: string): string => title.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** What a reference is held against. */
export interface Cited {
  id: number
  title: string
  number: string | null
  isRepealed: boolean
  issuedOn: string
  sections: readonly string[]
}

/** `unknown`: not in the library, as most national laws are; nothing is wrong with that. */
export const CITATION_STATES = ['good', 'repealed', 'noSuchSection', 'unknown'] as const
export type CitationState = (typeof CITATION_STATES)[number]

/** Of documents with one title: the one whose number was named, else what is in force, else the newest. */
export function citedBy({ title, number }: Pick<Citation, 'title' | 'number'>, library: readonly Cited[]) {
  const alike = library.filter(r => titleKeyOf(r.title) === titleKeyOf(title))
  const numbered = number === null ? [] : alike.filter(r => r.number === number)
  const [found] = (numbered.length > 0 ? numbered : alike).toSorted(
    (a, b) => Number(a.isRepealed) - Number(b.isRepealed) || (a.issuedOn < b.issuedOn ? 1 : -1),
  )
  return found ?? null
}

export function stateOf(citation: Pick<Citation, 'section'>, cited: Cited | null): CitationState {
  if (!cited) return 'unknown'
  if (cited.isRepealed) return 'repealed'
  // What is there only as a file can't be looked into.
  const isMissing = citation.section !== null && cited.sections.length > 0
  return isMissing && !cited.sections.includes(citation.section!) ? 'noSuchSection' : 'good'
}
