/** Rates as sums over sums of measures; every rate shows its numerator, its denominator and what was left out. */
import { VISIT_EXEMPTIONS } from '../vocabulary.ts'

export interface RateRule {
  zh: string
  en: string
  over: readonly string[]
  under: readonly string[]
  /** Counted and shown beside the rate, in neither sum; so is what comes from matters left out of assessment. */
  leftOut?: readonly string[]
}

const met = (clock: string) => [`dueMet.${clock}.onTime`]
const due = (clock: string) => [`due.${clock}`]

/** field-rules §3.8; both sets of 三率 can be chosen from these. */
export const RATES = {
  signOnTime: { zh: '按时签收率', en: 'Signed on time', over: met('sign'), under: due('sign') },
  responseRate: {
    zh: '响应率',
    en: 'Contacted on time',
    over: met('firstContact'),
    under: due('firstContact'),
  },
  replyOnTime: { zh: '按时答复率', en: 'Replied on time', over: met('reply'), under: due('reply') },
  // LL-40: messages on online platforms are judged by both.
  replyRate: {
    zh: '回复率',
    en: 'Replied of what was due',
    over: ['dueMet.reply.onTime', 'dueMet.reply.late'],
    under: due('reply'),
  },
  closeRate: {
    zh: '办结率',
    en: 'Closed of what was due',
    over: ['dueMet.closure.onTime', 'dueMet.closure.late'],
    under: due('closure'),
  },
  closeOnTime: { zh: '按时办结率', en: 'Closed on time', over: met('closure'), under: due('closure') },
  resolveRate: {
    zh: '解决率',
    en: 'Solved, of conclusive call-backs',
    over: ['visit.result.solved'],
    under: ['visit.result.solved', 'visit.result.partly', 'visit.result.unsolved'],
    leftOut: [
      'visit.refused',
      'visit.unreachable',
      ...VISIT_EXEMPTIONS.map(exemption => `visit.exempted.${exemption}`),
    ],
  },
  satisfyRate: {
    zh: '满意率',
    en: 'Satisfied with the result',
    over: ['visit.stars.5', 'visit.stars.4', 'visit.stars.3'],
    under: ['visit.stars.5', 'visit.stars.4', 'visit.stars.3', 'visit.stars.2', 'visit.stars.1'],
    leftOut: ['visit.refused', 'visit.unreachable'],
  },
  processSatisfyRate: {
    zh: '服务过程满意率',
    en: 'Satisfied with the process',
    over: ['visit.process.5', 'visit.process.4', 'visit.process.3'],
    under: ['visit.process.5', 'visit.process.4', 'visit.process.3', 'visit.process.2', 'visit.process.1'],
  },
  goodReviewRate: {
    zh: '好评率',
    en: 'Good reviews',
    over: ['review.5', 'review.4', 'review.3'],
    under: ['review.5', 'review.4', 'review.3', 'review.2', 'review.1'],
  },
  validVisitRate: {
    zh: '有效回访率',
    en: 'Conclusive of owed call-backs',
    over: ['visit.reached'],
    under: ['visit.owed'],
  },
  reworkRate: { zh: '重办率', en: 'Reworked of closed', over: ['reworked'], under: ['closed'] },
  returnRate: { zh: '退单率', en: 'Returned of dispatched', over: ['returned'], under: ['duty.in'] },
  dispatchAccuracy: {
    zh: '派单准确率',
    en: 'First dispatch signed for',
    over: ['firstSigned'],
    under: ['firstDispatch'],
  },
} as const satisfies Record<string, RateRule>

export type RateName = keyof typeof RATES
export const RATE_NAMES = Object.keys(RATES) as RateName[]

/** What a city aims at, 0–1; shown beside what was reached. */
export type Targets = Partial<Record<RateName, number>>
/** ZY-42: 响应率 100 %, 办结率 100 %, 满意率 98 %. */
export const DEFAULT_TARGETS: Targets = { responseRate: 1, closeRate: 1, satisfyRate: 0.98 }

export interface Rate {
  name: RateName
  over: number
  under: number
  leftOut: number
  /** Over ÷ under, 0–1; null when nothing was there to count. */
  value: number | null
}

/** Every measure that stands in the sums of a rate. */
export const RATED: ReadonlySet<string> = new Set(
  Object.values<RateRule>(RATES).flatMap(rule => [...rule.over, ...rule.under]),
)

/** The part of a measure that comes from matters left out of assessment 剔除: figures keep it, rates don't. */
export const excludedOf = (measure: string): string => `excluded.${measure}`

/** All rates of a set of figures. */
export function ratesOf(figures: ReadonlyMap<string, number>): Rate[] {
  const sum = (measures: readonly string[]) => measures.reduce((n, m) => n + (figures.get(m) ?? 0), 0)
  return RATE_NAMES.map(name => {
    const rule: RateRule = RATES[name]
    const excluded = sum(rule.under.map(excludedOf))
    const over = sum(rule.over) - sum(rule.over.map(excludedOf))
    const under = sum(rule.under) - excluded
    const leftOut = sum(rule.leftOut ?? []) + excluded
    return { name, over, under, leftOut, value: under === 0 ? null : over / under }
  })
}
