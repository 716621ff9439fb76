/** What the contact people of an organisation call, signed in by phone: its matters, its profile, who speaks for it. */
import Type from 'typebox'
import { CONTACT_ROLES, PRODUCTION_STATUSES } from '../domain/directory/organisations.ts'
import { KINDS, STAGES } from '../domain/vocabulary.ts'
import { closed, contract, Id, Line, Moment, nullable, oneOf, PHONE } from './route.ts'

const shared = { tag: '公众 public', may: 'citizen', params: closed({ id: Id }) } as const
const noes = ['not-your-organisation'] as const

/** What its contact people may change themselves; name, kind and place are the directory's. */
const ownFields = {
  industry: nullable(Line),
  status: nullable(oneOf(PRODUCTION_STATUSES)),
  monthlyOutputWan: nullable(Type.Number({ minimum: 0, maximum: 1e9, description: '万元 a month.' })),
  employees: nullable(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
}

export const ownOrganisation = contract({
  ...shared,
  name: 'ownOrganisation',
  method: 'GET',
  path: '/public/organisations/{id}',
  summary: '本单位 One’s own organisation: profile, delegates, matters',
  answer: closed({
    id: Id,
    name: Type.String(),
    kind: Type.String(),
    address: nullable(Type.String()),
    ...ownFields,
    subUnits: Type.Array(Type.String()),
    role: oneOf(CONTACT_ROLES, { description: 'Of the person who asks.' }),
    contacts: Type.Array(
      closed({
        id: Id,
        role: oneOf(CONTACT_ROLES),
        name: nullable(Type.String()),
        phone: nullable(Type.String()),
        subUnits: Type.Array(Type.String()),
        own: Type.Boolean(),
      }),
      { description: 'Masked for a delegate.' },
    ),
    appeals: Type.Array(
      closed({
        number: Type.String(),
        title: nullable(Type.String()),
        kind: oneOf(KINDS),
        stage: oneOf(STAGES),
        stageZh: Type.String(),
        stageEn: Type.String(),
        onBehalfOf: nullable(Type.String()),
        receivedAt: Moment,
        dueAt: nullable(Moment),
      }),
    ),
    can: closed({ edit: Type.Boolean() }),
  }),
  refusals: noes,
})

export const changeOwnOrganisation = contract({
  ...shared,
  name: 'changeOwnOrganisation',
  method: 'PATCH',
  path: '/public/organisations/{id}',
  summary: '更新本单位信息 Change what an organisation says of itself; delegates may not',
  body: closed(
    Object.fromEntries(Object.entries(ownFields).map(([k, f]) => [k, Type.Optional(f)])) as {
      [K in keyof typeof ownFields]: ReturnType<typeof Type.Optional<(typeof ownFields)[K]>>
    },
    { minProperties: 1 },
  ),
  answer: closed({ id: Id }),
  refusals: [...noes, 'not-permitted'],
})

export const addDelegate = contract({
  ...shared,
  name: 'addDelegate',
  method: 'POST',
  path: '/public/organisations/{id}/delegates',
  summary: '登记代办人 Add a delegate, for the whole or for some sub-units; delegates may not',
  body: closed({
    name: Line,
    phone: Type.String({ pattern: PHONE, minLength: 3, maxLength: 30 }),
    subUnits: Type.Optional(Type.Array(Line, { maxItems: 200 })),
  }),
  answer: closed({ id: Id }),
  status: 201,
  refusals: [...noes, 'not-permitted', 'not-a-mobile', 'no-such-sub-unit'],
})

export const endDelegate = contract({
  tag: shared.tag,
  may: shared.may,
  params: closed({ id: Id, contactId: Id }),
  name: 'endDelegate',
  method: 'DELETE',
  path: '/public/organisations/{id}/delegates/{contactId}',
  summary: '取消代办人 A delegate no longer speaks for the organisation; nobody ends the owner here',
  answer: closed({ id: Id }),
  refusals: [...noes, 'not-permitted', 'not-found'],
})
