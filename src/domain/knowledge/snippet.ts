/** The few lines of a text around what was searched for, with the hits told apart. */

export interface SnippetPart {
  text: string
  hit: boolean
}

const BEFORE = 30
const LENGTH = 120

/** About 120 signs from shortly before the first hit; from the beginning when nothing is hit. Joined, the parts are the excerpt. */
export function snippetOf(text: string, words: readonly string[]): SnippetPart[] {
  const flat = text.replace(/\s+/g, ' ').trim()
  const first = hitsIn(flat, words)[0]?.start ?? 0
  const start = Math.max(0, first - BEFORE)
  // Half a surrogate pair is no sign.
  const excerpt = flat.slice(start, start + LENGTH).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
  const parts: SnippetPart[] = []
  let at = 0
  for (const hit of hitsIn(excerpt, words)) {
    if (hit.start > at) parts.push({ text: excerpt.slice(at, hit.start), hit: false })
    parts.push({ text: excerpt.slice(hit.start, hit.end), hit: true })
    at = hit.end
  }
  if (at < excerpt.length) parts.push({ text: excerpt.slice(at), hit: false })
  const isCut = start + LENGTH < flat.length
  const ends = (there: boolean) => (there ? [{ text: '…', hit: false }] : [])
  return [...ends(start > 0), ...parts, ...ends(isCut)]
}

/** Where words stand, in order; those that touch or overlap are one. */
function hitsIn(text: string, words: readonly string[]): { start: number; end: number }[] {
  const sought = words.filter(Boolean).map(word => RegExp.escape(word))
  if (sought.length === 0) return []
  const found: { start: number; end: number }[] = []
  for (const word of sought)
    for (const { index, 0: hit } of text.matchAll(new RegExp(word, 'giu')))
      found.push({ start: index, end: index + hit.length })
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: { start: number; end: number }[] = []
  for (const hit of found) {
    const last = merged.at(-1)
    if (last && hit.start <= last.end) last.end = Math.max(last.end, hit.end)
    else merged.push({ ...hit })
  }
  return merged
}
