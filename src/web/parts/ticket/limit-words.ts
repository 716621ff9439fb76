/** A limit as people say it: 5wd is five working days. */
import { t } from '../../text.ts'

const UNITS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  wd: ['个工作日', 'working days'],
  d: ['天', 'days'],
  h: ['小时', 'hours'],
  wh: ['个工作小时', 'working hours'],
  m: ['分钟', 'minutes'],
  wm: ['个工作分钟', 'working minutes'],
}

/** The limit itself where it isn't one that is known. */
export function limitWords(limit: string): string {
  const [, count, unit] = /^(\d+)([a-z]+)$/.exec(limit) ?? []
  const words = UNITS[unit ?? '']
  const one = count === '1' ? words?.[1].replace(/s$/, '') : words?.[1]
  return words ? t(`${count} ${words[0]}`, `${count} ${one}`) : limit
}

/** As `5wd`, `7d`, `24h`: what the server counts as a limit. */
export const isLimit = (text: string): boolean => /^[0-9]+(\.[0-9]+)?(wd|d|h|wh|m|wm)$/.test(text)
