/** Takes the numbers that identify a person out of a text, so that search, models and boards never see them. */
import { RULES } from './identifying-numbers.ts'

/** What stands in a redacted text where a number stood. */
export const MARKERS: readonly string[] = [...new Set(RULES.map(rule => rule.marker))]

type Span = { start: number; end: number; marker: string }

/** Full-width letters, digits and signs as their ASCII twins, one for one, so that positions stay the same. */
const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000]/g, sign =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )

function spansOf(text: string): Span[] {
  const spans: Span[] = []
  for (const { marker, pattern, isReal } of RULES) {
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (isReal && !isReal(match[0])) {
        pattern.lastIndex = match.index + 1 // a real number may begin inside what was refused
        continue
      }
      spans.push({ start: match.index, end: match.index + match[0].length, marker })
    }
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end)
}

/**
 * The text with phones, resident IDs, plates, bank cards, e-mail addresses, chat accounts and travel papers
 * each replaced by a short marker. Appeal numbers, dates, amounts, door numbers and hotlines stay.
 */
export function redact(text: string): string {
  let redacted = ''
  let done = 0
  for (const { start, end, marker } of spansOf(narrow(text))) {
    if (start >= done) redacted += text.slice(done, start) + marker
    else if (end <= done) continue
    done = end
  }
  return redacted + text.slice(done)
}
