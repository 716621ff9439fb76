/** 批示常用语: a leader's ready phrases, and how they are filled in. */

/** The product's own, where a city wrote none. What is taken down is Chinese, whatever language the page speaks. */
export const DEFAULT_PHRASES: readonly string[] = [
  '阅。请{{unit}}速办，{{report}}内报结果。',
  '请{{unit}}于{{limit}}内办结，{{report}}内将结果报我。',
  '请{{unit}}到现场核实，{{report}}内报处置情况。',
  '请{{unit}}牵头，会同有关单位研究解决，{{report}}内报方案。',
  '请{{unit}}主要负责同志亲自过问，切实解决群众诉求，{{report}}内报结果。',
]

export interface PhraseFields {
  unit: string
  /** To handle it; empty where none is set. */
  limit: string
  /** To report back. */
  report: string
}

const UNITS: Readonly<Record<string, string>> = {
  wd: '个工作日',
  d: '日',
  h: '小时',
  wh: '个工作小时',
  m: '分钟',
  wm: '个工作分钟',
}

/** 5wd → 5个工作日; the text itself where it is no limit. */
export function limitInChinese(limit: string): string {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(limit) ?? []
  const word = UNITS[unit ?? '']
  return amount && word ? `${amount}${word}` : limit
}

/** Does the phrase speak of a limit to handle it? */
export const namesLimit = (phrase: string): boolean => /\{\{\s*limit\s*\}\}/.test(phrase)

/** A field the phrase doesn't know stays as it is written. */
export const filledPhrase = (phrase: string, { unit, limit, report }: PhraseFields): string =>
  phrase.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
    if (name === 'unit') return unit
    if (name === 'limit') return limitInChinese(limit)
    return name === 'report' ? limitInChinese(report) : whole
  })
