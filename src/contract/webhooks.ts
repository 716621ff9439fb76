/** Webhooks on the wire: who is told what happened, signed and retried, without personal data. */
import Type from 'typebox'
import { EVENT_KINDS, type EventKind } from '../domain/record/event-kinds.ts'
import { closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const tag = '推送 webhooks'
const may = 'webhook.edit'
const KINDS = Object.keys(EVENT_KINDS) as EventKind[]

const Url = Type.String({
  minLength: 8,
  maxLength: 500,
  pattern: '^https?://',
  examples: ['https://example.org/yidan'],
})
const Kinds = Type.Array(oneOf(KINDS), {
  uniqueItems: true,
  maxItems: KINDS.length,
  description: 'Kinds of events; none for all.',
})
const Secret = Type.String({
  description:
    'Shown this once; signs every delivery (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature).',
})
const Webhook = closed({
  id: Id,
  url: Type.String(),
  kinds: Type.Array(Type.String()),
  active: Type.Boolean(),
  createdAt: Moment,
})
const one = closed({ id: Id })
const noes = ['not-signed-in', 'not-permitted'] as const
const gone = [...noes, 'not-found'] as const
const nothing = { answer: Type.Null(), status: 204 } as const

export const listWebhooks = contract({
  name: 'listWebhooks',
  method: 'GET',
  path: '/webhooks',
  tag,
  summary: '推送列表 All webhooks',
  may,
  answer: closed({ webhooks: Type.Array(Webhook) }),
  refusals: noes,
})

export const createWebhook = contract({
  name: 'createWebhook',
  method: 'POST',
  path: '/webhooks',
  tag,
  summary: '新建推送 Deliver events to an address; private addresses only where the installation allows them',
  may,
  body: closed({ url: Url, kinds: Kinds }),
  answer: closed({ ...Webhook.properties, secret: Secret }),
  status: 201,
  refusals: [...noes, 'address-not-allowed'],
})

export const changeWebhook = contract({
  name: 'changeWebhook',
  method: 'PATCH',
  path: '/webhooks/{id}',
  tag,
  summary: '修改、停用推送 Change the address or the kinds, stop or resume',
  may,
  params: one,
  body: closed(
    { url: Type.Optional(Url), kinds: Type.Optional(Kinds), active: Type.Optional(Type.Boolean()) },
    { minProperties: 1 },
  ),
  answer: Webhook,
  refusals: [...gone, 'address-not-allowed'],
})

export const renewWebhookSecret = contract({
  name: 'renewWebhookSecret',
  method: 'POST',
  path: '/webhooks/{id}/secret',
  tag,
  summary: '更换密钥 A new secret; the old one signs nothing any more',
  may,
  params: one,
  answer: closed({ secret: Secret }),
  refusals: gone,
})

export const deleteWebhook = contract({
  name: 'deleteWebhook',
  method: 'DELETE',
  path: '/webhooks/{id}',
  tag,
  summary: '删除推送 Delete it with what still waits to be delivered',
  may,
  params: one,
  ...nothing,
  refusals: gone,
})

export const listDeliveries = contract({
  name: 'listDeliveries',
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  tag,
  summary: '推送记录 What was delivered, latest first',
  may,
  params: one,
  query: closed({
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}$' })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  }),
  answer: closed({
    deliveries: Type.Array(
      closed({
        id: Id,
        body: Type.Record(Type.String(), Type.Unknown()),
        state: oneOf(['waiting', 'sent', 'failed']),
        attempts: Type.Integer(),
        status: nullable(Type.Integer({ description: 'HTTP status of the last try.' })),
        error: nullable(Type.String()),
        nextAt: nullable(Moment),
      }),
    ),
    ...Page.properties,
  }),
  refusals: gone,
})

export const deliverAgain = contract({
  name: 'deliverAgain',
  method: 'POST',
  path: '/webhooks/{id}/deliveries/{deliveryId}/again',
  tag,
  summary: '重新推送 Deliver it once more, with the same id',
  may,
  params: closed({ id: Id, deliveryId: Id }),
  ...nothing,
  refusals: gone,
})
