/** What an identifying number looks like. Every pattern has a fixed greatest length, so the work grows with the text only. */

/** A marker, what to look for (global) and, where looks are not enough, the test of a match. */
export type Rule = { marker: string; pattern: RegExp; isReal?: (match: string) => boolean }

// One gap that people put inside a number: a space, a hyphen or a dot.
const GAP = '[ \\-.–—·]'
const SAYS = '[号码是为：:\\s]{0,4}'
const NOT_MONEY = '(?!\\s?(?:万|亿)?元)'

const digitsOf = (text: string): string => text.replace(/[^\dXx]/g, '').toUpperCase()

const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)

const isMonthDay = (text: string): boolean => /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text)

/** GB 11643-1999: province, birthday and the check digit of ISO 7064 MOD 11-2. */
function isResidentId(match: string): boolean {
  const id = digitsOf(match)
  if (!PROVINCES.has(id.slice(0, 2)) || !/^(?:18|19|20)/.test(id.slice(6)) || !isMonthDay(id.slice(10, 14)))
    return false
  let sum = 0
  for (let at = 0; at < 17; at++) sum += Number(id[at]) * (2 ** (17 - at) % 11)
  return '10X98765432'[sum % 11] === id[17]
}

const isOldResidentId = (id: string): boolean => PROVINCES.has(id.slice(0, 2)) && isMonthDay(id.slice(8, 12))

/** Luhn, and not a number that carries a date of this century where appeal numbers have theirs. */
function isBankCard(match: string): boolean {
  const card = digitsOf(match)
  if (/^20[0-3]\d/.test(card.slice(6)) && isMonthDay(card.slice(10, 14))) return false
  let sum = 0
  for (let at = 0; at < card.length; at++) {
    const digit = Number(card[card.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

const pattern = (...parts: string[]): RegExp => new RegExp(parts.join(''), 'gi')

/** In order of trust: where two rules see the same place, the longer match wins, then the earlier rule. */
export const RULES: readonly Rule[] = [
  {
    marker: '[身份证]',
    pattern: pattern('(?<!\\d)[1-9]', `(?:${GAP}?\\d){16}${GAP}?[\\dx]`, '(?![\\da-z])'),
    isReal: isResidentId,
  },
  {
    marker: '[身份证]',
    pattern: pattern('(?<=身份证', SAYS, ')', `\\d(?:${GAP}?\\d){13,16}${GAP}?[\\dx]`, '(?!\\d)'),
  },
  { marker: '[身份证]', pattern: pattern('(?<!\\d)[1-8]\\d{14}(?!\\d)'), isReal: isOldResidentId },
  {
    marker: '[银行卡]',
    pattern: pattern(
      '(?<!\\d)(?:62|60|4\\d|5[1-5]|3[4-7])',
      '\\d{2}',
      `(?:${GAP}?\\d{4}){3}(?:${GAP}?\\d{1,3})?`,
      '(?!\\d)',
    ),
    isReal: isBankCard,
  },
  {
    marker: '[银行卡]',
    pattern: pattern('(?<=(?:卡|账|帐)号', SAYS, ')', `\\d(?:${GAP}?\\d){11,18}`, '(?!\\d)'),
  },
  {
    marker: '[电话]',
    pattern: pattern(
      `(?<!\\d)(?:(?:\\+|00)?86${GAP}?|0)?`,
      `(?:1[3-9]\\d${GAP}{0,2}\\d{4}${GAP}{0,2}\\d{4}|1[3-9]\\d\\d${GAP}\\d{3}${GAP}\\d{4}`,
      `|1[3-9]\\d${GAP}\\d{3}${GAP}\\d{5}|1[3-9]\\d{3}${GAP}\\d{6}|1${GAP}[3-9](?:${GAP}\\d){9})`,
      `(?!\\d)${NOT_MONEY}`,
    ),
  },
  {
    marker: '[电话]',
    pattern: pattern(
      '(?<![〇零一二三四五六七八九])[幺一][三四五六七八九][〇零幺一二三四五六七八九]{9}(?![〇零幺一二三四五六七八九])',
    ),
  },
  {
    marker: '[电话]',
    pattern: pattern(
      '(?<!\\d)(?:(?:\\+|00)86[ -]?)?\\(?0?(?:10|2\\d|[3-9]\\d{2})\\)?[ \\-–—]{0,2}[2-8]\\d{2,3}[ -]?\\d{4}',
      '(?:[-转 ]{1,2}\\d{1,5})?(?!\\d)',
    ),
    isReal: match => /^(?:\(?0|(?:\+|00)86)/.test(match),
  },
  {
    marker: '[电话]',
    pattern: pattern('(?<=(?:电话|座机|固话|联系方式|tel)', SAYS, ')', '[2-8]\\d{2,3}[ -]?\\d{4}(?!\\d)'),
  },
  {
    marker: '[车牌]',
    pattern: pattern(
      '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\\s?[a-hj-z][ ·•.\\-]?',
      '[a-hj-np-z\\d]{4,5}[a-hj-np-z\\d挂学警港澳领使](?![a-z\\d])',
    ),
    isReal: match => (match.match(/\d/g) ?? []).length >= 3,
  },
  {
    marker: '[邮箱]',
    pattern: pattern('(?<![\\w.+\\-])[\\w.+\\-]{1,64}@[a-z\\d\\-]{1,63}(?:\\.[a-z\\d\\-]{1,63}){1,4}'),
  },
  {
    marker: '[账号]',
    pattern: pattern(
      '(?<=(?:微信|薇信|wechat|weixin)(?:id)?',
      SAYS,
      ')',
      '(?!wechat|weixin)[a-z][\\w\\-]{5,19}(?![\\w\\-])',
    ),
  },
  { marker: '[账号]', pattern: pattern('(?<=(?:vx|wx|v信)[号：:]{1,2}\\s?)[a-z][\\w\\-]{5,19}(?![\\w\\-])') },
  { marker: '[账号]', pattern: pattern('(?<=(?:微信|qq|扣扣|企鹅)群?', SAYS, ')', '[1-9]\\d{4,10}(?!\\d)') },
  { marker: '[证件]', pattern: pattern('(?<![a-z\\d])(?:e[a-hj-np-z]\\d{7}|[egdsp]\\d{8})(?![a-z\\d])') },
  {
    marker: '[证件]',
    pattern: pattern('(?<=(?:护照|通行证|军官证|回乡证)', SAYS, ')', '[a-z\\d]{7,11}(?![a-z\\d])'),
  },
]
