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

const Item = Type.Object(
  {
    ...Named.properties,
    /** What to look for, and what each end of the scale means. */
    guideZh: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    guideEn: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    /** How much it counts in the average; 1 when left out. */
    weight: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 10 })),
    /** One of the criteria of conduct 作风: they are added up for the unit by month. */
    conduct: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type ScoredItem = Static<typeof Item>

export const QualityRules = Type.Object(
  {
    /** Which share is drawn, 0–1, besides all that is flagged. */
    sample: Type.Number({ minimum: 0, maximum: 1 }),
    /** How far back the queue looks. */
    withinDays: Type.Integer({ minimum: 1, maximum: 92 }),
    longTalkMinutes: Type.Integer({ minimum: 1 }),
    /** Each is scored 0–5. */
    items: Type.Array(Item, { minItems: 1, maxItems: 40 }),
    /** What a check may be marked with. */
    flags: Type.Array(Named, { maxItems: 40 }),
  },
  closed,
)
export type QualityRules = Static<typeof QualityRules>

const CONDUCT = { weight: 1, conduct: true } as const

/** LL-04: 严、真、细、实、快, and what every centre listens for. */
export const DEFAULT_QUALITY: QualityRules = {
  sample: 0.05,
  withinDays: 14,
  longTalkMinutes: 10,
  items: [
    {
      code: 'strict',
      zh: '严：依规依据',
      en: 'Strict: by the rules and their basis',
      guideZh: '受理、派单、答复都有依据并写明条款；5 分为依据准确齐全，0 分为违反规定。',
      guideEn: 'Every step has its basis and names it: 5 for all and right, 0 for against the rules.',
      ...CONDUCT,
    },
    {
      code: 'truthful',
      zh: '真：如实记录',
      en: 'True: recorded as it was said',
      guideZh: '记录与录音、现场相符，没有代群众表态；0 分为虚假办结。',
      guideEn: 'The record is what was said and found; 0 for a closure that is not true.',
      ...CONDUCT,
    },
    {
      code: 'careful',
      zh: '细：问清细节',
      en: 'Careful: details asked for',
      guideZh: '时间、地点、诉求问清，五要素齐全，承办单位不用再问一遍。',
      guideEn: 'Time, place and wish are clear, so that nobody has to ask again.',
      ...CONDUCT,
    },
    {
      code: 'solid',
      zh: '实：答复落实',
      en: 'Solid: the answer holds',
      guideZh: '答复说的做到了，有佐证，回访对得上；0 分为答非所问。',
      guideEn: 'What was answered was done and can be shown; 0 for an answer to something else.',
      weight: 1.5,
      conduct: true,
    },
    {
      code: 'quick',
      zh: '快：及时处理',
      en: 'Quick: without delay',
      guideZh: '当场能答的当场答，先行联系和答复都在时限前半程。',
      guideEn: 'Answered at once where it could be; contact and reply in the first half of the limit.',
      ...CONDUCT,
    },
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

/** The criteria of conduct: those marked so; of rules older than the mark, the five words by their codes. */
export function conductItemsOf({ items }: Pick<QualityRules, 'items'>): ScoredItem[] {
  const marked = items.filter(i => i.conduct)
  const five = DEFAULT_QUALITY.items.filter(i => i.conduct).map(i => i.code)
  return marked.length > 0 ? marked : items.filter(i => five.includes(i.code))
}

export const QUALITY_SUBJECTS = ['contact', 'appeal'] as const
export type QualitySubject = (typeof QUALITY_SUBJECTS)[number]

/** Why something ought to be checked. */
export const CHECK_REASONS = ['lowSatisfaction', 'reworked', 'refused', 'longTalk', 'sample'] as const
export type CheckReason = (typeof CHECK_REASONS)[number]

/** The weighted average of the items scored, rounded to two places. An item without a weight counts 1. */
export function averageOf(
  scores: Readonly<Record<string, number>>,
  items: readonly Pick<ScoredItem, 'code' | 'weight'>[] = [],
): number {
  const weights = new Map(items.map(i => [i.code, i.weight ?? 1]))
  const weighed = Object.entries(scores).map(([code, n]) => [n, weights.get(code) ?? 1] as const)
  const sum = weighed.reduce((all, [n, weight]) => all + n * weight, 0)
  return Math.round((100 * sum) / weighed.reduce((all, [, weight]) => all + weight, 0)) / 100
}
