/** The ladder of supervision 督办阶梯 as data: which step follows which light, by itself or when a supervisor agrees. */
import Type, { type Static } from 'typebox'
import { LimitText, When } from '../policy/when.ts'
import { CLOCK_KINDS, SHEET_KINDS } from '../vocabulary.ts'

const closed = { additionalProperties: false }

/** From a word to the handler to accountability 执纪问责, in the order of their weight. */
export const STEPS = [
  'reminder',
  'greenUrge',
  'yellowUrge',
  'call',
  'redSupervise',
  'joint',
  'leader',
  'accountability',
] as const
export type Step = (typeof STEPS)[number]

export const MODES = ['automatic', 'proposed', 'off'] as const
export type Mode = (typeof MODES)[number]
const Mode = Type.Enum(MODES)

/**
 * One rung: at a light, at the due moment itself, or `overdue`: at the first office moment after it, or `after` that.
 * Amounts of work are counted in office time. Only a rung that is overdue has an amount.
 */
export const Rung = Type.Object(
  {
    step: Type.Enum(STEPS),
    at: Type.Enum(['green', 'yellow', 'due', 'overdue']),
    after: Type.Optional(LimitText),
    /** The limits that lead to it. */
    clocks: Type.Array(Type.Enum(CLOCK_KINDS), { minItems: 1 }),
    when: Type.Optional(When),
    /** Of the limits of sheets only those of these kinds: the next sheet follows from the one before. */
    sheets: Type.Optional(Type.Array(Type.Enum(SHEET_KINDS), { minItems: 1 })),
    /** Left out where the unit has told of its progress since the clock started. */
    unlessProgress: Type.Optional(Type.Boolean()),
    mode: Mode,
  },
  closed,
)
export type Rung = Static<typeof Rung>

const Colour = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)

const Hour = Type.Integer({ minimum: 0, maximum: 24 })

export const SupervisionRules = Type.Object(
  {
    ladder: Type.Array(Rung),
    sheets: Type.Object(
      {
        /** To sign for a sheet 签收. */
        sign: LimitText,
        /** To answer it 反馈, by kind. */
        answer: Type.Object(
          Object.fromEntries(SHEET_KINDS.map(k => [k, LimitText])) as Record<
            (typeof SHEET_KINDS)[number],
            typeof LimitText
          >,
          closed,
        ),
      },
      closed,
    ),
    /** Automatic telephone calls (ZY-25): made between these hours, and again where nobody answers. */
    calls: Type.Object(
      {
        from: Hour,
        to: Hour,
        tries: Type.Integer({ minimum: 1, maximum: 10 }),
        everyMinutes: Type.Integer({ minimum: 1 }),
      },
      closed,
    ),
    /** An answer that the centre sends back is followed by a sheet for rework 退回重办单 (LL-23); automatic when left out. */
    onSentBack: Type.Optional(Mode),
    /** Unsatisfied again after a rework: the red sheet; proposed when left out. */
    onUnsatisfiedAfterRedo: Type.Optional(Mode),
    /** What the lights are called where a city has other names, e.g. 蓝、橙、红. */
    colours: Type.Optional(Type.Partial(Type.Object({ green: Colour, yellow: Colour, red: Colour }, closed))),
    /** 批示常用语: a leader's ready phrases, with {{unit}}, {{limit}} and {{report}}; the product's own when left out. */
    phrases: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 20 })),
  },
  closed,
)
export type SupervisionRules = Static<typeof SupervisionRules>

const DUTIES = ['reply', 'rework'] as const

/** reminder → green sheet → yellow sheet → call → red sheet → joint → leader → accountability. Amounts after the red sheet are proposed. */
export const DEFAULT_SUPERVISION: SupervisionRules = {
  ladder: [
    {
      step: 'reminder',
      at: 'green',
      clocks: ['sign', 'firstContact', 'preliminaryReply', ...DUTIES, 'sheetAnswer'],
      mode: 'automatic',
    },
    { step: 'greenUrge', at: 'green', clocks: [...DUTIES], unlessProgress: true, mode: 'automatic' },
    { step: 'yellowUrge', at: 'yellow', clocks: [...DUTIES], mode: 'automatic' },
    { step: 'call', at: 'due', clocks: [...DUTIES, 'sheetAnswer'], mode: 'automatic' },
    { step: 'redSupervise', at: 'overdue', clocks: [...DUTIES], mode: 'automatic' },
    { step: 'joint', at: 'overdue', after: '2wd', clocks: [...DUTIES], mode: 'proposed' },
    { step: 'leader', at: 'overdue', after: '5wd', clocks: [...DUTIES], mode: 'proposed' },
    { step: 'accountability', at: 'overdue', after: '10wd', clocks: [...DUTIES], mode: 'proposed' },
  ],
  sheets: {
    sign: '4wh',
    answer: {
      advanceNotice: '3wd',
      taskNotice: '5wd',
      leaderAssign: '3wd',
      greenUrge: '1wd',
      yellowUrge: '4wh',
      redSupervise: '1wd',
      returnForRework: '2wd',
    },
  },
  calls: { from: 8, to: 21, tries: 3, everyMinutes: 30 },
  onSentBack: 'automatic',
  onUnsatisfiedAfterRedo: 'proposed',
}

export const supervisionOf = (rules: { supervision?: SupervisionRules }): SupervisionRules =>
  rules.supervision ?? DEFAULT_SUPERVISION
