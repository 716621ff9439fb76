/** The rules on the wire: what holds, what held, what differs, and a new version. */
import Type from 'typebox'
import type { Rules } from '../domain/policy/rules.ts'
import { STEPS, type SupervisionRules } from '../domain/supervision/ladder.ts'
import { CLOCK_KINDS } from '../domain/vocabulary.ts'
import { Named } from './record.ts'
import { closed, contract, Id, Line, Moment, nullable, oneOf, Version } from './route.ts'

const tag = '规则 rules'
/** As in config/presets; checked as a whole, so that every mistake is named at once. */
const AnyRules = Type.Unsafe<Rules>({
  type: 'object',
  additionalProperties: true,
  description: 'limitClasses, limits, lights, returns, …: as in config/presets',
})
const summary = { version: Version, name: Type.String(), validFrom: Moment }

export const getRules = contract({
  name: 'getRules',
  method: 'GET',
  path: '/rules',
  tag,
  summary: '现行规则 The rules in force, or a version of them',
  may: 'directory.read',
  query: closed({ version: Type.Optional(Version) }),
  answer: closed({ ...summary, rules: AnyRules }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

export const listRules = contract({
  name: 'listRules',
  method: 'GET',
  path: '/rules/versions',
  tag,
  summary: '规则版本 All versions, newest first; those that wait for their day included',
  may: 'directory.read',
  answer: closed({ items: Type.Array(closed({ ...summary, createdBy: nullable(Id), createdAt: Moment })) }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const compareRules = contract({
  name: 'compareRules',
  method: 'GET',
  path: '/rules/differences',
  tag,
  summary: '规则对比 What one version has otherwise than another, value by value',
  may: 'directory.read',
  query: closed({ from: Version, to: Version }),
  answer: closed({
    items: Type.Array(
      closed({
        path: Type.String(),
        before: Type.Optional(Type.Unknown()),
        after: Type.Optional(Type.Unknown()),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

export const checkRules = contract({
  name: 'checkRules',
  method: 'POST',
  path: '/rules/check',
  tag,
  summary: '规则检查 What is wrong with rules in the making, place by place; nothing is published',
  may: 'rules.edit',
  body: closed({ rules: AnyRules }),
  answer: closed({
    problems: Type.Array(
      closed({
        path: Type.String({ examples: ['supervision.ladder.3.after'] }),
        message: Type.String(),
        zh: nullable(Type.String({ description: 'In Chinese, where it can be said.' })),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const listLadderPresets = contract({
  name: 'listLadderPresets',
  method: 'GET',
  path: '/rules/ladder-presets',
  tag,
  summary: '阶梯样式 The ladders that come with the product, to begin one’s own from',
  may: 'rules.edit',
  answer: closed({
    items: Type.Array(
      closed({
        name: Type.String({ examples: ['leling'] }),
        zh: Type.String(),
        en: Type.String(),
        supervision: Type.Unsafe<SupervisionRules>({ type: 'object', additionalProperties: true }),
        lights: Type.Unsafe<Rules['lights']>({ type: 'object', additionalProperties: true }),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const publishRules = contract({
  name: 'publishRules',
  method: 'POST',
  path: '/rules',
  tag,
  summary: '发布规则 Publish a version; matters keep the version they were given',
  may: 'rules.edit',
  body: closed({ name: Line, validFrom: Type.Optional(Moment), rules: AnyRules }),
  answer: closed(summary),
  status: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-your-unit', 'rules-wrong'],
})

const Day = Type.String({ format: 'date', examples: ['2026-09-01'] })
const N = Type.Integer()

/** Rules as they stand in the making, or a version there is, on a period. */
const Tried = closed({
  from: Day,
  until: Day,
  rules: Type.Optional(AnyRules),
  version: Type.Optional(Version),
})

export const tryRules = contract({
  name: 'tryRules',
  method: 'POST',
  path: '/rules/trial',
  tag,
  summary:
    '规则试算：按新规则重算某时段的时限，不改动任何事项 What limits of a period (92 days at most) would have been under other rules; nothing is changed',
  may: ['rules.edit', 'figures.read'],
  body: Tried,
  answer: closed({
    from: Day,
    until: Day,
    tickets: N,
    reachedBackTo: Type.String({
      format: 'date-time',
      description:
        'Later than `from` when there were more tickets than one trial looks at; the newest are counted.',
    }),
    given: Type.Integer({ description: 'Limits that an import brought along: in no row.' }),
    calledOff: Type.Integer({ description: 'Limits that were called off: in no row.' }),
    rows: Type.Array(
      closed({
        kind: oneOf(CLOCK_KINDS),
        limitClass: Type.String({ description: 'As the tried rules sort the ticket.' }),
        limit: nullable(Type.String({ description: 'Null: the tried rules set none.' })),
        total: N,
        lateBefore: N,
        lateUnder: N,
        newlyLate: N,
        noLongerLate: N,
        samples: Type.Array(Type.String(), {
          description: 'Numbers of tickets that change; none for who reads no tickets.',
        }),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found', 'rules-wrong', 'trial-running'],
})

export const tryLadder = contract({
  name: 'tryLadder',
  method: 'POST',
  path: '/rules/ladder-trial',
  tag,
  summary:
    '督办阶梯试算：某时段按新规则会有多少提醒、督办单、电话和升级 What steps of the ladder of rules would have followed in a period (92 days at most), by unit; nothing is changed',
  may: 'rules.edit',
  body: Tried,
  answer: closed({
    from: Day,
    until: Day,
    tickets: Type.Integer({ description: 'Those looked at: also some received before the period.' }),
    reachedBackTo: Moment,
    rows: Type.Array(
      closed({
        unit: Named,
        steps: Type.Array(closed({ step: oneOf(STEPS), automatic: N, proposed: N })),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found', 'rules-wrong', 'trial-running'],
})
