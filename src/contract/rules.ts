/** The rules on the wire: what holds, what held, what differs, and a new version. */
import Type from 'typebox'
import type { Rules } from '../domain/policy/rules.ts'
import { closed, contract, Id, Line, Moment, nullable, Version } from './route.ts'

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
