/** Turns a text as officials type it into blocks: 一、（一）1.（1）are headings, lines with | are a table, the rest paragraphs. */
import { plainText } from '../text/plain-text.ts'
import type { Block, BlockOf } from './blocks.ts'
import { widthOf } from './width.ts'

const MARKS: readonly (readonly [level: 1 | 2 | 3 | 4, pattern: RegExp])[] = [
  [1, /^([一二三四五六七八九十]{1,4}、)\s*(.+)$/],
  [2, /^([（(][一二三四五六七八九十]{1,4}[）)])\s*(.+)$/],
  [3, /^([0-9]{1,2}[.．])\s*([^0-9].*)$/],
  [4, /^([（(][0-9]{1,2}[）)])\s*(.+)$/],
]
/** 出席：, 列席：, 请假：, 记录：, 地点：, 主持：of minutes. */
const LABELLED = /^(出席|列席|请假|缺席|主持|记录|时间|地点|参会单位)[：:]\s*(.+)$/
/** A heading is a line, or the first sentence of one; longer than this it is a paragraph that happens to be counted. */
const LONGEST = 60
/** A line that is one whole sentence is counted text, unless it is as short as a heading. */
const SHORT = 16

/** Blank lines separate nothing: every line is a paragraph of its own, as in a typed document. */
export function blocksFrom(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of plainText(text).split('\n')) {
    const words = line.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
    const cells = cellsIn(words)
    const last = blocks.at(-1)
    if (!words) continue
    if (!cells) blocks.push(headingIn(words) ?? labelledIn(words) ?? { type: 'paragraph', text: words })
    else if (last?.type === 'table') addRow(last, cells)
    else blocks.push({ type: 'table', caption: null, head: cells, rows: [], widths: [] })
  }
  return blocks.map(b => (b.type === 'table' ? { ...b, widths: widthsOf(b) } : b))
}

/** As wide as the longest of its cells asks for, within reason: a column of numbers is narrow, a long text isn't all. */
function widthsOf({ head, rows }: BlockOf<'table'>): number[] {
  const longest = (i: number) => Math.max(...rows.map(row => widthOf(row[i] ?? '')), widthOf(head[i]!) / 2, 3)
  return head.map((_, i) => Math.round(Math.min(longest(i), 24) * 10) / 10)
}

function headingIn(words: string): Block | null {
  for (const [level, pattern] of MARKS) {
    const [, mark, rest] = pattern.exec(words) ?? []
    if (!mark || !rest) continue
    const end = rest.indexOf('。')
    const isRunIn = end >= 0 && end < rest.length - 1
    const text = isRunIn ? rest.slice(0, end + 1) : rest
    const isSentence = !isRunIn && /[。；;！？]$/.test(text) && text.length > SHORT
    if (isSentence) return { type: 'paragraph', text: words }
    if (text.length > LONGEST) return level > 2 ? { type: 'paragraph', text: words } : null
    return { type: 'heading', level, mark: wide(mark), text, run: isRunIn ? rest.slice(end + 1) : null }
  }
  return null
}

const wide = (mark: string): string =>
  mark.replace(/[()．]/g, sign => ({ '(': '（', ')': '）', '．': '.' })[sign] ?? sign)

function labelledIn(words: string): Block | null {
  const [, label, text] = LABELLED.exec(words) ?? []
  return label && text ? { type: 'labelled', label, text } : null
}

/** The cells of `| a | b |`; null for any other line, and for the rule below a head. */
function cellsIn(words: string): string[] | null {
  if (!/^\|.*\|$/.test(words)) return null
  return words
    .slice(1, -1)
    .split('|')
    .map(c => c.trim())
}

const isRule = (cells: readonly string[]): boolean => cells.every(c => /^:?-+:?$/.test(c))

/** A row is as wide as the head. */
function addRow(table: BlockOf<'table'>, cells: readonly string[]): void {
  if (!isRule(cells)) table.rows.push(table.head.map((_, i) => cells[i] ?? ''))
}
