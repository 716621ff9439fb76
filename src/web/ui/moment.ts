/** Moments as people say them, in the city's time. */
import { lang, t } from '../text.ts'

/** The city's wall clock; its own zone where it says otherwise comes with the first page. */
const ZONE = 'Asia/Shanghai'
const locale = lang === 'en' ? 'en-GB' : 'zh-CN'
const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options })

const exact = format({ dateStyle: 'full', timeStyle: 'medium' })
const clock = format({ hour: '2-digit', minute: '2-digit', hour12: false })
const day = format({ month: 'numeric', day: 'numeric' })
const weekday = format({ weekday: 'short' })
const withYear = format({ year: 'numeric', month: 'numeric', day: 'numeric' })
const dayNumber = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Calendar days from `now` to `at` in the city. */
const daysBetween = (now: number, at: number): number =>
  Math.round((Date.parse(dayNumber.format(at)) - Date.parse(dayNumber.format(now))) / DAY)

export const exactly = (at: number): string => exact.format(at)
export const dayOf = (at: number): string => withYear.format(at)

/** 今天 14:30, 明天 9:00, 周五 12:00, 3月2日, 2025年3月2日. */
export function spoken(at: number, now: number = Date.now()): string {
  const days = daysBetween(now, at)
  const time = clock.format(at)
  if (days === 0) return `${t('今天', 'today')} ${time}`
  if (days === 1) return `${t('明天', 'tomorrow')} ${time}`
  if (days === -1) return `${t('昨天', 'yesterday')} ${time}`
  if (days > 1 && days < 7) return `${weekday.format(at)} ${time}`
  const sameYear = dayNumber.format(at).slice(0, 4) === dayNumber.format(now).slice(0, 4)
  return sameYear ? `${day.format(at)} ${time}` : withYear.format(at)
}

/** A span in its two largest parts: 2天3小时, 45分钟. */
export function spanOf(ms: number): string {
  const span = Math.abs(ms)
  const [d, h, m] = [
    Math.floor(span / DAY),
    Math.floor((span % DAY) / HOUR),
    Math.floor((span % HOUR) / MINUTE),
  ]
  if (d > 0)
    return t(`${d}天${h > 0 && d < 10 ? `${h}小时` : ''}`, `${d} d${h > 0 && d < 10 ? ` ${h} h` : ''}`)
  if (h > 0) return t(`${h}小时${m > 0 ? `${m}分` : ''}`, `${h} h${m > 0 ? ` ${m} min` : ''}`)
  return t(`${m}分钟`, `${m} min`)
}

/** 还有2天3小时, 已超时45分钟. */
export const remaining = (at: number, now: number = Date.now()): string =>
  at >= now
    ? t(`还有${spanOf(at - now)}`, `${spanOf(at - now)} left`)
    : t(`已超时${spanOf(now - at)}`, `${spanOf(now - at)} late`)
