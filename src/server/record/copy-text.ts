/** Rows as PostgreSQL's COPY reads them: one line each, values apart by tabs. */

/** How a column's value is written. */
export type CopyShape = 'plain' | 'json' | 'array' | 'words'

const SPECIAL = /[\\\t\n\r\b\f\v]/
const SPECIALS = /[\\\t\n\r\b\f\v]/g
const ESCAPED: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
}

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(SPECIALS, c => ESCAPED[c]!) : text

/** `{"a","b"}` or `{1,2}`. */
function arrayText(values: readonly unknown[]): string {
  const items = values.map(v =>
    typeof v === 'number' ? String(v) : `"${String(v).replace(/["\\]/g, '\\$&')}"`,
  )
  return `{${items.join(',')}}`
}

/** The text of a tsvector without positions. Words are letters and digits: what needs quoting is looked for once. */
function wordsText(words: readonly string[]): string {
  const text = `'${words.join("' '")}'`
  if (!text.includes('\\') && countOf(text, "'") === words.length * 2) return text
  return words.map(word => `'${word.replace(/['\\]/g, '$&$&')}'`).join(' ')
}

function countOf(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

/** One value, escaped; absent and null are `\N`. */
export function copyValue(value: unknown, shape: CopyShape): string {
  if (value === null || value === undefined) return '\\N'
  if (shape === 'json') return escaped(JSON.stringify(value))
  if (shape === 'array') return escaped(arrayText(value as readonly unknown[]))
  if (shape === 'words') return escaped(wordsText(value as readonly string[]))
  return typeof value === 'string' ? escaped(value) : String(value)
}
