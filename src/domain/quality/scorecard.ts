/** 质检评分表: what is looked at when a contact or a matter is checked, and which of them ought to be. Data in the rules; this is the default. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }
const Named = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }),
    zh: Type.String({ minLength: 1 }),
    en: Type.String({ minLength: 1 }),
  },
  closed,
)

export const QualityRules = Type.Object(
  {
    /** Which share is drawn, 0–1, besides all that is flagged. */
    sample: Type.Number({ minimum: 0, maximum: 1 }),
    /** How far back the queue looks. */
    withinDays: Type.Integer({ minimum: 1, maximum: 92 }),
    longTalkMinutes: Type.Integer({ minimum: 1 }),
    /** Each is scored 0–5. */
    items: Type.Array(Named, { minItems: 1, maxItems: 40 }),
    /** What a check may be marked with. */
    flags: Type.Array(Named, { maxItems: 40 }),
  },
  closed,
)
export type QualityRules = Static<typeof QualityRules>

/** LL-04: 严、真、细、实、快, and what every centre listens for. */
export const DEFAULT_QUALITY: QualityRules = {
  sample: 0.05,
  withinDays: 14,
  longTalkMinutes: 10,
  items: [
    { code: 'strict', zh: '严：依规依据', en: 'Strict: by the rules and their basis' },
    { code: 'truthful', zh: '真：如实记录', en: 'True: recorded as it was said' },
    { code: 'careful', zh: '细：问清细节', en: 'Careful: details asked for' },
    { code: 'solid', zh: '实：答复落实', en: 'Solid: the answer holds' },
    { code: 'quick', zh: '快：及时处理', en: 'Quick: without delay' },
    { code: 'polite', zh: '服务用语与态度', en: 'Politeness' },
    { code: 'elements', zh: '五要素完整', en: 'The five elements are complete' },
    { code: 'category', zh: '分类准确', en: 'The right category' },
  ],
  flags: [
    { code: 'exemplary', zh: '优秀案例', en: 'Exemplary' },
    { code: 'training', zh: '需要培训', en: 'Needs training' },
    { code: 'misfiled', zh: '应成单未成单', en: 'Should have become an appeal' },
    { code: 'rude', zh: '态度问题', en: 'Rude' },
  ],
}

export const QUALITY_SUBJECTS = ['contact', 'appeal'] as const
export type QualitySubject = (typeof QUALITY_SUBJECTS)[number]

/** Why something ought to be checked. */
export const CHECK_REASONS = ['lowSatisfaction', 'reworked', 'refused', 'longTalk', 'sample'] as const
export type CheckReason = (typeof CHECK_REASONS)[number]

/** The average of the items scored, rounded to two places. */
export function averageOf(scores: Readonly<Record<string, number>>): number {
  const values = Object.values(scores)
  return Math.round((100 * values.reduce((sum, n) => sum + n, 0)) / values.length) / 100
}
