/** The sections of a policy document: articles 第×条 under their chapters, or the parts 一、二、 of what has no articles. */

export interface Section {
  /** 第三条, or 三、; null for what stands before the first. */
  label: string | null
  /** The chapter it stands in: 第二章 受理. */
  chapter: string | null
  /** Without its label. */
  text: string
}

const DIGITS = '零〇一二三四五六七八九十百千'
const ARTICLE = new RegExp(`^(第[${DIGITS}0-9]+条(?:之[${DIGITS}]+)?)[ \\u3000]*(.*)$`)
const CHAPTER = new RegExp(`^第[${DIGITS}]+[编章节][ \\u3000].*$|^第[${DIGITS}]+[编章节]$`)
const PART = new RegExp(`^([${DIGITS}]+、)(.*)$`)

/** Every sign of the text stands in exactly one section or is a chapter's name. */
export function sectionsOf(body: string): Section[] {
  const lines = body.split('\n').map(line => line.trim())
  const opens = lines.some(line => ARTICLE.test(line)) ? ARTICLE : PART
  const sections: Section[] = []
  let chapter: string | null = null
  for (const line of lines) {
    if (line === '') continue
    if (CHAPTER.test(line)) {
      chapter = line
      continue
    }
    const [, label, rest] = opens.exec(line) ?? []
    const last = sections.at(-1)
    if (label !== undefined) sections.push({ label: labelOf(label), chapter, text: rest ?? '' })
    else if (last && last.chapter === chapter) last.text += `${last.text === '' ? '' : '\n'}${line}`
    else sections.push({ label: null, chapter, text: line })
  }
  return sections
}

/** 第12条 and 第十二条 are one: numbers up to 9999 in Chinese digits. */
export const labelOf = (label: string): string =>
  label.replace(/[0-9]{1,4}/g, digits => chineseNumber(Number(digits))).replaceAll('〇', '零')

function chineseNumber(n: number): string {
  const signs = '零一二三四五六七八九'
  let text = ''
  let gap = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    if (gap) text += '零'
    gap = false
    text += (unit === 10 && digit === 1 && text === '' ? '' : signs[digit]) + name
  }
  return text || '零'
}
