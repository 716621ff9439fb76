/** How the pages say moments, kinds and sizes, in Chinese and English. */
import { DAY, HOUR, type Instant, MINUTE } from '../domain/instant.ts'
import { localText } from '../domain/time/moment-text.ts'
import { dayNumberAt, type Zone } from '../domain/time/zone.ts'
import type { Kind } from '../domain/vocabulary.ts'
import type { Lang } from './visitor.ts'

type Pair = readonly [zh: string, en: string]
const pick = (lang: Lang, [zh, en]: Pair): string => (lang === 'zh' ? zh : en)

const KIND_WORDS: Record<Kind, Pair> = {
  inquiry: ['咨询', 'Question'],
  help: ['求助', 'Request'],
  complaint: ['投诉', 'Complaint'],
  report: ['举报', 'Report'],
  suggestion: ['意见建议', 'Suggestion'],
  goldenIdea: ['金点子', 'Golden idea'],
  praise: ['感谢', 'Praise'],
  other: ['其他', 'Other'],
}
export const kindSaid = (kind: string, lang: Lang): string =>
  pick(lang, KIND_WORDS[kind as Kind] ?? [kind, kind])

/** 非常不满意 to 非常满意, by stars. */
export const STARS: readonly Pair[] = [
  ['非常不满意', 'Very dissatisfied'],
  ['不满意', 'Dissatisfied'],
  ['基本满意', 'Acceptable'],
  ['满意', 'Satisfied'],
  ['非常满意', 'Very satisfied'],
]
export const DIMENSIONS: readonly (readonly [name: string, zh: string, en: string])[] = [
  ['speed', '办理速度', 'How quickly'],
  ['attitude', '服务态度', 'How you were treated'],
  ['ability', '办事能力', 'How capably'],
  ['result', '办理结果', 'What came of it'],
]

export interface SaidMoment {
  /** 今天 18:00 前, tomorrow …: as people say it. */
  text: string
  /** To the minute, on hover and for machines. */
  exact: string
  iso: string
}

const WEEKDAYS: readonly Pair[] = [
  ['周日', 'Sunday'],
  ['周一', 'Monday'],
  ['周二', 'Tuesday'],
  ['周三', 'Wednesday'],
  ['周四', 'Thursday'],
  ['周五', 'Friday'],
  ['周六', 'Saturday'],
]
const NEAR: Record<number, Pair> = {
  [-2]: ['前天', 'two days ago'],
  [-1]: ['昨天', 'yesterday'],
  0: ['今天', 'today'],
  1: ['明天', 'tomorrow'],
  2: ['后天', 'the day after tomorrow'],
}

interface Asking {
  zone: Zone
  now: Instant
  lang: Lang
}

/** A midnight limit is the end of the day before. */
export function momentSaid(at: Instant, { zone, now, lang }: Asking, isLimit = false): SaidMoment {
  const local = localText(at, zone)
  const isMidnight = isLimit && local.endsWith(' 00:00')
  const shown = isMidnight ? localText(at - MINUTE, zone) : local
  const days = dayNumberAt(zone, isMidnight ? at - MINUTE : at) - dayNumberAt(zone, now)
  const time = isMidnight ? '' : ` ${shown.slice(11, 16)}`
  return {
    text: `${daySaid(shown, days, lang)}${time}`,
    exact: isMidnight ? `${shown.slice(0, 10)} 24:00` : local,
    iso: new Date(at).toISOString(),
  }
}

function daySaid(local: string, days: number, lang: Lang): string {
  const near = NEAR[days]
  if (near) return pick(lang, near)
  const [year = 0, month = 1, day = 1] = local.slice(0, 10).split('-').map(Number)
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]!
  if (Math.abs(days) < 300)
    return lang === 'zh'
      ? `${month}月${day}日${days > 0 && days < 7 ? `（${weekday[0]}）` : ''}`
      : `${days > 0 && days < 7 ? `${weekday[1]}, ` : ''}${day} ${MONTHS[month - 1]}`
  return lang === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`
}
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** 2 天, 5 小时: how long, roughly. */
export function spanSaid(ms: number, lang: Lang): string {
  const days = Math.floor(ms / DAY)
  if (days >= 1) return lang === 'zh' ? `${days} 天` : `${days} day${days > 1 ? 's' : ''}`
  const hours = Math.max(1, Math.floor(ms / HOUR))
  return lang === 'zh' ? `${hours} 小时` : `${hours} hour${hours > 1 ? 's' : ''}`
}

/** The region apart, then in groups of four, as people read it aloud: the day is recognised. */
export const numberSaid = (number: string): string =>
  [number.slice(0, 6), ...(number.slice(6).match(/.{1,4}/g) ?? [])].join(' ')

export const countSaid = (n: number): string => n.toLocaleString('en-US')
