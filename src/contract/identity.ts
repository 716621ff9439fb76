/** Who an appellant is, on the wire: seen by purpose or with a reason, who looked, and erasing a person. */
import Type from 'typebox'
import { Changed, ticketParams } from './dispatch.ts'
import { Named } from './record.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const Words = nullable(Type.String())

export const IDENTITY_FIELDS = ['name', 'phone', 'phone2', 'idNumber', 'address', 'content'] as const
export type IdentityField = (typeof IDENTITY_FIELDS)[number]
export const SIGHT_PURPOSES = ['call', 'handling', 'visit', 'reveal'] as const
export type SightPurpose = (typeof SIGHT_PURPOSES)[number]

export const seeIdentity = contract({
  name: 'seeIdentity',
  method: 'POST',
  path: '/appeals/{number}/identity',
  tag: '单 record',
  summary: '查看诉求人信息（留痕） See who the appellant is, by purpose or with a reason; always logged',
  may: ['identity.see', 'identity.reveal'],
  params: ticketParams,
  body: closed({
    purpose: oneOf(SIGHT_PURPOSES),
    reason: Type.Optional(
      Type.String({ maxLength: 500, description: 'For `reveal`: why, at least 5 characters.' }),
    ),
    fields: Type.Optional(
      Type.Array(oneOf(IDENTITY_FIELDS), {
        minItems: 1,
        maxItems: IDENTITY_FIELDS.length,
        description: 'Name and phone when left out; by purpose nothing else is shown.',
      }),
    ),
  }),
  answer: closed(
    Object.fromEntries(IDENTITY_FIELDS.map(f => [f, Type.Optional(Words)])) as Record<
      IdentityField,
      Type.TOptional<typeof Words>
    >,
  ),
  refusals: ['not-found', 'not-permitted', 'no-purpose', 'reason-needed', 'no-identity', 'changed-meanwhile'],
})

export const eraseIdentity = contract({
  name: 'eraseIdentity',
  method: 'POST',
  path: '/appeals/{number}/identity/erase',
  tag: '单 record',
  summary: '删除诉求人信息 Erase the person: identity and all words of the history; the chain stays whole',
  may: 'identity.erase',
  params: ticketParams,
  body: closed({ reason: Type.String({ minLength: 5, maxLength: 500 }) }),
  answer: Changed,
  changes: true,
  refusals: ['not-found', 'not-permitted', 'changed-meanwhile'],
})

export const listViews = contract({
  name: 'listViews',
  method: 'GET',
  path: '/appeals/{number}/views',
  tag: '单 record',
  summary: '谁看过诉求人信息 Who looked: in full for the auditor, counted by unit for the appellant',
  may: ['log.read', 'citizen'],
  params: ticketParams,
  answer: closed({
    byUnit: Type.Array(closed({ unit: nullable(Named), times: Type.Integer() })),
    views: nullable(
      Type.Array(
        closed({
          at: Moment,
          person: nullable(Named),
          unit: nullable(Named),
          field: Type.String(),
          purpose: Type.String(),
          reason: Words,
        }),
      ),
    ),
  }),
  refusals: ['not-found'],
})

export const listIdentityViews = contract({
  name: 'listIdentityViews',
  method: 'GET',
  path: '/identity-views',
  tag: '单 record',
  summary: '查看日志：谁看过谁的信息 Who looked at whose identity, latest first; for the auditor',
  may: 'log.read',
  query: closed({
    personId: Type.Optional(Id),
    unitId: Type.Optional(Type.Integer({ minimum: 1, description: 'Of who looked, or a unit below it.' })),
    number: Type.Optional(AppealNumber),
    purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 30 })),
    from: Type.Optional(Moment),
    to: Type.Optional(Moment),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when left out.' })),
  }),
  answer: closed({
    views: Type.Array(
      closed({
        at: Moment,
        number: nullable(Type.String()),
        person: nullable(Named),
        unit: nullable(Named),
        field: Type.String(),
        purpose: Type.String(),
        reason: Words,
      }),
    ),
    ...Page.properties,
  }),
})
