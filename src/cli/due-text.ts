/** How `./yidan due` tells a person when a limit ends and which days counted. */
import type { Calendar } from '../domain/time/calendar.ts'
import type { CountedDay } from '../domain/time/counted.ts'
import { numberOfDay, weekdayOf } from '../domain/time/day.ts'
import type { Counting, Due } from '../domain/time/due.ts'
import { isByDay, isByWork, limitInWords } from '../domain/time/limit.ts'
import { localText } from '../domain/time/moment-text.ts'

/** Does the limit end with its day, not within it? */
export const isMidnightAfter = ({ dueAt, dueOn }: Due, { zone }: Calendar): boolean =>
  dueAt !== null && !localText(dueAt, zone).startsWith(dueOn ?? '')

/** What a person reads: the due time first, Chinese then English, then every day on the way. */
export function textOf(counting: Counting, due: Due, days: CountedDay[]): string {
  return [
    ...headline(counting, due),
    '',
    ...days.map(day => dayLine(day, counting)),
    '',
    ...notes(counting, due),
  ]
    .join('\n')
    .trimEnd()
}

function headline({ start, limit, calendar }: Counting, due: Due): string[] {
  const words = limitInWords(limit)
  const from = localText(start, calendar.zone)
  if (due.remaining) {
    const left = limitInWords(due.remaining)
    return [
      `计时暂停中，恢复后还剩 ${left.zh}（自 ${from} 起 ${words.zh}）`,
      `Paused: ${left.en} left once it goes on (${words.en} from ${from}, ${calendar.zone.name})`,
    ]
  }
  const on = due.dueOn ?? ''
  const at = isMidnightAfter(due, calendar) ? '24:00' : localText(due.dueAt ?? 0, calendar.zone).slice(11)
  return [
    `${on} ${weekday(on).zh} ${at} 到期：自 ${from} 起 ${words.zh}`,
    `Due ${weekday(on).en} ${on} ${at}: ${words.en} from ${from} (${calendar.zone.name})`,
  ]
}

const ZH = '日一二三四五六'
const EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const weekday = (day: string) => ({
  zh: `周${ZH[weekdayOf(numberOfDay(day))]}`,
  en: EN[weekdayOf(numberOfDay(day))],
})

const KINDS = {
  workday: ['工作日', 'working day'],
  weekend: ['周末', 'weekend'],
  holiday: ['放假', 'holiday'],
  makeUp: ['调休上班', 'make-up working day'],
} as const
const BECAUSE = {
  start: ['起始日不计', 'starting day, not counted'],
  paused: ['暂停', 'paused'],
  rolled: ['顺延', 'the limit moves on'],
  ends: ['顺延至本日', 'the limit ends here'],
} as const

function dayLine({ day, kind, name, counted, because }: CountedDay, { limit }: Counting): string {
  const [zh, en] = KINDS[kind]
  const ends = because === 'rolled' && (kind === 'workday' || kind === 'makeUp')
  const why = because && BECAUSE[ends ? 'ends' : because]
  const amount = isByDay(limit.mode) ? (counted ? '+1' : ' –') : `+${Math.round(counted)}m`
  const words = [`${name ?? ''}${zh}${why ? `，${why[0]}` : ''}`, `${en}${why ? `, ${why[1]}` : ''}`]
  return `  ${day} ${weekday(day).zh}  ${amount.padEnd(isByDay(limit.mode) ? 2 : 6)}  ${words.join('  ')}`
}

function notes({ limit, calendar }: Counting, due: Due): string[] {
  const lines: string[] = []
  if (due.rolledFrom) {
    lines.push(`${due.rolledFrom} 不是工作日，顺延至 ${due.dueOn}（民法典第二百零三条）`)
    lines.push(`${due.rolledFrom} is no working day, so the limit moves on to ${due.dueOn}.`)
  }
  if (due.provisional) {
    const known = calendar.publishedThrough
    lines.push(`暂定：所涉年份的放假安排尚未公布（已有至 ${known} 年），先按周一至周五计算，公布后重算`)
    lines.push(
      `Provisional: no holiday notice for a year it reaches (known to ${known}); Monday to Friday counted.`,
    )
  }
  if (isByWork(limit.mode) || isByDay(limit.mode)) lines.push(`日历 calendar ${calendar.version}`)
  return lines
}
