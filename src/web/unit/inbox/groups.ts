/** What of an inbox comes first: pure, so that each case can be told. */
import type { Duty } from '../../../contract/assignments.ts'
import type { NextStep } from '../../../domain/handling/next-step.ts'

export const GROUPS = [
  'first',
  'rework',
  'urged',
  'sign',
  'contact',
  'reply',
  'signature',
  'waiting',
  'done',
] as const
export type GroupName = (typeof GROUPS)[number]

export const GROUP_WORDS: Record<GroupName, readonly [zh: string, en: string]> = {
  first: ['先办：超时或今天到期', 'First: late or due today'],
  rework: ['退回重办', 'Sent back'],
  urged: ['被催办', 'Urged'],
  sign: ['待签收', 'To be signed for'],
  contact: ['待联系', 'To contact'],
  reply: ['待核查、待答复', 'To check and answer'],
  signature: ['等领导签批', 'Waits for the leader'],
  waiting: ['等其他单位或中心', 'Waits for others'],
  done: ['近期办结，等回访', 'Done lately, waits for the call-back'],
}

/** The limit of what is asked for next, as a moment; null where none runs. */
export function limitOf({ next, due }: Pick<Duty, 'next' | 'due'>): number | null {
  const limits: Partial<Record<NextStep, string | null>> = {
    sign: due.sign,
    contact: due.contact,
    preliminaryReply: due.preliminary,
  }
  const at = (next ? limits[next] : null) ?? due.reply
  return at === null ? null : Date.parse(at)
}

/** The end of today in the city, as a moment. */
export const endOfDay = (now: number): number => {
  const HOURS = 3600_000
  const inCity = now + 8 * HOURS
  return inCity - (inCity % (24 * HOURS)) + 24 * HOURS - 8 * HOURS
}

/** Does it ask something of the unit that is late, or due before the day ends? */
export function isFirst(duty: Duty, now: number): boolean {
  if (duty.next === null) return false
  const limits = [limitOf(duty), duty.due.reply === null ? null : Date.parse(duty.due.reply)]
  return duty.light === 'red' || limits.some(at => at !== null && at <= endOfDay(now))
}

const BY_NEXT: Record<NextStep, GroupName> = {
  sign: 'sign',
  contact: 'contact',
  preliminaryReply: 'reply',
  siteCheck: 'reply',
  countersign: 'reply',
  reportUpward: 'reply',
  reply: 'reply',
  innerReview: 'signature',
}

/** Each duty stands in one group, the most pressing it fits. */
export function groupOf(duty: Duty, now: number): GroupName {
  if (duty.stage === 'accepted') return 'done'
  if (duty.next === null) return 'waiting'
  if (duty.next === 'innerReview') return 'signature'
  if (isFirst(duty, now)) return 'first'
  if (duty.reworks > 0) return 'rework'
  if (duty.urges > 0) return 'urged'
  return BY_NEXT[duty.next]
}

/** Late ones first, then by the limit that runs; without a limit last. */
export const byPressure = (a: Duty, b: Duty): number =>
  (limitOf(a) ?? Number.MAX_SAFE_INTEGER) - (limitOf(b) ?? Number.MAX_SAFE_INTEGER)

export function grouped(duties: readonly Duty[], now: number): { name: GroupName; duties: Duty[] }[] {
  return GROUPS.map(name => ({
    name,
    duties: duties.filter(d => groupOf(d, now) === name).sort(byPressure),
  })).filter(g => g.duties.length > 0)
}

/** The filters on top; a duty can be in several. */
export const FILTERS = {
  all: { zh: '全部要办', en: 'All to do', has: (d: Duty) => d.next !== null && d.next !== 'innerReview' },
  late: { zh: '超时', en: 'Late', has: (d: Duty) => d.light === 'red' && d.next !== null },
  sign: { zh: '待签收', en: 'To sign', has: (d: Duty) => d.next === 'sign' },
  contact: { zh: '待联系', en: 'To contact', has: (d: Duty) => d.next === 'contact' },
  reply: { zh: '待答复', en: 'To answer', has: (d: Duty) => d.next !== null && BY_NEXT[d.next] === 'reply' },
  urged: { zh: '被催办', en: 'Urged', has: (d: Duty) => d.urges > 0 && d.next !== null },
  rework: { zh: '重办', en: 'Sent back', has: (d: Duty) => d.reworks > 0 && d.next !== null },
  others: { zh: '等别人', en: 'With others', has: (d: Duty) => d.next === null || d.next === 'innerReview' },
} as const satisfies Record<string, { zh: string; en: string; has: (d: Duty) => boolean }>
export type FilterName = keyof typeof FILTERS
