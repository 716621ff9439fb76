/** Breaks a title into lines of about one length, between words (GB/T 9704-2012 §7.3.1: 回行词意完整、排列对称、长短适宜). */
import { widthOf } from './width.ts'

/** Characters of size 2 on a line of 156 mm. */
const PER_LINE = 20

const words = (title: string): string[] => {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  return [...segmenter.segment(title)].map(s => s.segment)
}

/** What may not begin a line, or end one. */
const NOT_FIRST = /^[的了地得和与及或等、，。；：）》】”’]/
const NOT_LAST = /([（《【“‘]|关于|对|将|把|在|和|与|及)$/

export function titleLines(title: string): string[] {
  const lines: string[] = []
  let rest = title
  for (let left = Math.ceil(widthOf(title) / PER_LINE); left > 1; left--) {
    const cut = bestCut(rest, left)
    lines.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  return [...lines, rest]
}

/** Where the first of so many lines ends: a place between words near an even share that leaves no line too long. */
function bestCut(text: string, lines: number): number {
  const share = widthOf(text) / lines
  let [at, best, cut] = [0, Number.POSITIVE_INFINITY, Math.round(text.length / lines)]
  for (const word of words(text)) {
    at += word.length
    const [head, tail] = [text.slice(0, at), text.slice(at)]
    const isTooLong = widthOf(head) > PER_LINE || widthOf(tail) > PER_LINE * (lines - 1)
    const isBad = NOT_FIRST.test(tail) || NOT_LAST.test(head)
    const cost = Math.abs(widthOf(head) - share) + (isBad ? 6 : 0) + (isTooLong ? 100 : 0)
    if (tail !== '' && cost < best) [best, cut] = [cost, at]
  }
  return cut
}
