/** The rules of a city as data: limits, lights, returns, extensions, visits, reasons, texts. One version is one `policy` row. */
import Type, { type Static } from 'typebox'
import { PERMISSIONS } from '../access/roles.ts'
import { RATE_NAMES } from '../assessment/rates.ts'
import { CommendationRules } from '../quality/commendation.ts'
import { QualityRules } from '../quality/scorecard.ts'
import { SupervisionRules } from '../supervision/ladder.ts'
import { CLOCK_KINDS, VISIT_EXEMPTIONS } from '../vocabulary.ts'
import { LimitText, When } from './when.ts'

const closed = { additionalProperties: false }
const named = { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }

/** A coded reason with the words a person reads. `route` is the lawful way to take instead; `explain` is read out. */
export const Reason = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
    ...named,
    route: Type.Optional(Type.String()),
    explain: Type.Optional(Type.String()),
  },
  closed,
)
export type Reason = Static<typeof Reason>

/** Which optional steps a kind of matter must take (ZY-14). */
export const StepRule = Type.Object(
  {
    when: When,
    require: Type.Object(
      {
        preliminaryReply: Type.Optional(Type.Boolean()),
        siteCheck: Type.Optional(Type.Boolean()),
        innerReview: Type.Optional(Type.Boolean()),
        countersign: Type.Optional(Type.Boolean()),
        centreReview: Type.Optional(Type.Boolean()),
        visit: Type.Optional(Type.Boolean()),
        reportUpward: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
  },
  closed,
)
export type StepName = keyof Static<typeof StepRule>['require']

const Limits = Type.Partial(
  Type.Object(
    Object.fromEntries(CLOCK_KINDS.map(k => [k, LimitText])) as Record<
      (typeof CLOCK_KINDS)[number],
      typeof LimitText
    >,
  ),
  closed,
)

const Threshold = Type.Object({ left: LimitText, share: Type.Number({ minimum: 0, maximum: 1 }) }, closed)

export const Rules = Type.Object(
  {
    /** First match wins; the last rule should have an empty `when`. */
    limitClasses: Type.Array(Type.Object({ when: When, limitClass: Type.String() }, closed), { minItems: 1 }),
    /** limit class → clock → limit; `default` fills what a class leaves out. */
    limits: Type.Record(Type.String(), Limits),
    /** What starts the closure clock of the appellant; the unit's clocks start with its own assignment. */
    clockStart: Type.Enum(['acceptance', 'dispatch', 'sign']),
    dayEnds: Type.Enum(['midnight', 'officeClose']),
    /** `HH:MM-HH:MM`, in order; 09:00-18:00 when left out. Working hours are counted in them. */
    officeHours: Type.Optional(
      Type.Array(Type.String({ pattern: '^[0-9]{2}:[0-5][0-9]-[0-9]{2}:[0-5][0-9]$' }), { minItems: 1 }),
    ),
    lights: Type.Object({ green: Threshold, yellow: Threshold }, closed),
    returns: Type.Object(
      { max: Type.Integer({ minimum: 0 }), reasons: Type.Array(Reason, { minItems: 1 }) },
      closed,
    ),
    extensions: Type.Object(
      {
        max: Type.Integer({ minimum: 0 }),
        /** The longest single extension. */
        longest: LimitText,
        reasons: Type.Array(Reason, { minItems: 1 }),
        /** Permission that decides the first, second, … extension; the last also decides further ones. */
        ladder: Type.Array(Type.Enum(PERMISSIONS), { minItems: 1 }),
        tellAppellant: Type.Boolean(),
      },
      closed,
    ),
    suspensions: Type.Object(
      {
        reasons: Type.Array(Reason, { minItems: 1 }),
        /** Limit classes whose clocks never pause (emergencies). */
        neverPauses: Type.Array(Type.String()),
        reviewEvery: LimitText,
        decidedWith: Type.Enum(PERMISSIONS),
      },
      closed,
    ),
    /** Does waiting for the appellant's answer pause the closure and reply clocks? */
    askPauses: Type.Boolean(),
    visits: Type.Object(
      {
        attempts: Type.Integer({ minimum: 1 }),
        /** Hours between attempts, so that they fall at different times of day. */
        spreadHours: Type.Number({ minimum: 0 }),
        hours: Type.Object({ from: Type.Integer(), to: Type.Integer() }, closed),
        exempt: Type.Array(Type.Enum(VISIT_EXEMPTIONS)),
      },
      closed,
    ),
    rework: Type.Object(
      { max: Type.Integer({ minimum: 0 }), reasons: Type.Array(Reason, { minItems: 1 }) },
      closed,
    ),
    reviews: Type.Object({ poor: Type.Array(Type.Integer()), inviteAfterDays: Type.Integer() }, closed),
    repeats: Type.Object({ windowDays: Type.Integer(), alertAt: Type.Integer({ minimum: 2 }) }, closed),
    reopen: Type.Object({ withinDays: Type.Integer() }, closed),
    refusals: Type.Object({ reasons: Type.Array(Reason, { minItems: 1 }) }, closed),
    emergencies: Type.Array(Type.Object({ line: Type.String(), ...named }, closed)),
    closeExceptions: Type.Object(
      { reasons: Type.Array(Reason, { minItems: 1 }), decidedWith: Type.Enum(PERMISSIONS) },
      closed,
    ),
    exclusions: Type.Object(
      { reasons: Type.Array(Reason, { minItems: 1 }), decidedWith: Type.Enum(PERMISSIONS) },
      closed,
    ),
    steps: Type.Array(StepRule),
    floods: Type.Object(
      { perPhonePerHour: Type.Integer({ minimum: 1 }), perAddressPerHour: Type.Integer({ minimum: 1 }) },
      closed,
    ),
    /** 质检; the default scorecard when left out. */
    quality: Type.Optional(QualityRules),
    /** 目标: rate → 0–1, shown beside what was reached; 100/100/98 when left out. */
    targets: Type.Optional(
      Type.Partial(Type.Record(Type.Enum(RATE_NAMES), Type.Number({ minimum: 0, maximum: 1 }))),
    ),
    /** 民生热点: so many a week, and so many times a usual one; 10 and 1.5 when left out. */
    hotDomains: Type.Optional(
      Type.Object({ least: Type.Integer({ minimum: 1 }), times: Type.Number({ minimum: 1 }) }, closed),
    ),
    /** 表扬计分; the default points when left out. */
    commendations: Type.Optional(CommendationRules),
    /** 督: the ladder and the sheets; the default ladder when left out. */
    supervision: Type.Optional(SupervisionRules),
    /** 整改要求 (NC-16): what rectification of such problems must do besides its own measure; printed on its notice. */
    rectification: Type.Optional(
      Type.Array(
        Type.Object({ when: When, code: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }), ...named }, closed),
      ),
    ),
    /** Message templates: name → words with {{fields}}. */
    texts: Type.Record(Type.String(), Type.String()),
  },
  closed,
)
export type Rules = Static<typeof Rules>

/** One version of a tenant's rules. */
export interface Policy {
  version: number
  name: string
  rules: Rules
}

/** What a `when` is compared with. */
export interface Traits {
  kind: string
  urgency: string
  severity: string
  level: string
  /** The full code of the category, or null. */
  category: string | null
  channelKind: string
  organisationKind: string | null
  tags: readonly string[]
}

const among = (list: readonly string[] | undefined, value: string | null): boolean =>
  list === undefined || (value !== null && list.includes(value))

/** Does every condition given hold? */
export const matches = (when: When, t: Traits): boolean =>
  among(when.kinds, t.kind) &&
  among(when.urgencies, t.urgency) &&
  among(when.severities, t.severity) &&
  among(when.levels, t.level) &&
  among(when.channelKinds, t.channelKind) &&
  among(when.organisationKinds, t.organisationKind) &&
  (when.categories === undefined || when.categories.some(c => t.category?.startsWith(c) ?? false)) &&
  (when.tags === undefined || when.tags.some(tag => t.tags.includes(tag)))

/** The class all limits of this matter are looked up by. */
export const limitClassOf = (rules: Rules, traits: Traits): string =>
  rules.limitClasses.find(r => matches(r.when, traits))?.limitClass ?? 'general'

/** The limit of one clock for a class, or null where the rules set none. */
export const limitTextOf = (
  rules: Rules,
  limitClass: string,
  clock: (typeof CLOCK_KINDS)[number],
): string | null => rules.limits[limitClass]?.[clock] ?? rules.limits.default?.[clock] ?? null

/** Must this matter take the step? The last rule that mentions it decides. */
export function requiresStep(rules: Rules, step: StepName, traits: Traits): boolean {
  let required = false
  for (const rule of rules.steps)
    if (rule.require[step] !== undefined && matches(rule.when, traits)) required = rule.require[step]
  return required
}
