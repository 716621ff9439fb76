/** The outbox and the alerts on the wire. */
import Type from 'typebox'
import { MESSAGE_NAMES } from '../domain/policy/texts.ts'
import { CALL_OUTCOMES } from '../domain/vocabulary.ts'
import { AppealNumber, closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

export const MESSAGE_STATES = ['waiting', 'calling', 'sent', 'failed', 'kept'] as const

const after = Type.Optional(
  Type.String({ pattern: '^[0-9]{1,16}$', description: 'The `next` of the page before.' }),
)
const limit = Type.Integer({ minimum: 1, maximum: 100, default: 50 })

export const listMessages = contract({
  name: 'listMessages',
  method: 'GET',
  path: '/messages',
  tag: '消息 messages',
  summary: '发件箱 Messages to people, latest first; phones and codes masked outside a sample city',
  may: 'message.read',
  query: closed({
    number: Type.Optional(AppealNumber),
    state: Type.Optional(oneOf(MESSAGE_STATES)),
    template: Type.Optional(oneOf(MESSAGE_NAMES)),
    after,
    limit,
  }),
  answer: closed({
    messages: Type.Array(
      closed({
        id: Id,
        number: nullable(Type.String({ description: 'The ticket it is about.' })),
        medium: Type.String(),
        template: Type.String(),
        to: Type.String(),
        text: Type.String(),
        state: oneOf(MESSAGE_STATES, {
          description:
            'kept: there was no gateway; it is never sent. calling: a call whose outcome is awaited.',
        }),
        attempts: Type.Integer(),
        error: nullable(Type.String()),
        createdAt: Moment,
        nextAt: nullable(Moment),
        sentAt: nullable(Moment),
      }),
    ),
    ...Page.properties,
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

const watching = ['appeal.supervise', 'appeal.dispatch', 'system.health'] as const

export const listAlerts = contract({
  name: 'listAlerts',
  method: 'GET',
  path: '/alerts',
  tag: '预警 alerts',
  summary: '预警 Alerts of the units I watch, latest first; those nobody has seen unless asked for all',
  may: watching,
  query: closed({
    kind: Type.Optional(Type.String({ pattern: '^[A-Za-z]{1,40}$' })),
    seen: Type.Optional(Type.Boolean({ description: 'Also those somebody has seen.' })),
    after,
    limit,
  }),
  answer: closed({
    alerts: Type.Array(
      closed({
        id: Id,
        kind: Type.String(),
        zh: Type.String(),
        en: Type.String(),
        number: nullable(Type.String()),
        unitId: nullable(Id),
        facts: Type.Record(Type.String(), Type.Unknown()),
        at: Moment,
        seenBy: nullable(Type.String()),
        seenAt: nullable(Moment),
      }),
    ),
    ...Page.properties,
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const seeAlert = contract({
  name: 'seeAlert',
  method: 'POST',
  path: '/alerts/{id}/seen',
  tag: '预警 alerts',
  summary: '知悉 I have seen it and look after it; whoever is first stays',
  may: watching,
  params: closed({ id: Id }),
  answer: closed({ seenBy: Type.String(), seenAt: Moment }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

export const hearCall = contract({
  name: 'hearCall',
  method: 'POST',
  path: '/calls/outcome',
  tag: '消息 messages',
  summary: '外呼结果回调 The voice gateway tells what became of a call',
  may: 'public',
  body: closed({
    key: Type.String({ minLength: 1, maxLength: 250, description: 'The {{key}} it was given.' }),
    outcome: oneOf(CALL_OUTCOMES),
    at: Moment,
    signature: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'Hex HMAC-SHA256 over `key.outcome.at`, keyed with YIDAN_VOICE_SECRET.',
    }),
  }),
  answer: Type.Null(),
  status: 204,
  refusals: ['not-found'],
})

export const readVoice = contract({
  name: 'readVoice',
  method: 'GET',
  path: '/voice',
  tag: '消息 messages',
  summary:
    '外呼网关 The gateway that makes automatic calls, and the latest of them; without numbers of people',
  may: 'webhook.edit',
  answer: closed({
    host: nullable(
      Type.String({ description: 'Null where the installation has no gateway (YIDAN_VOICE_URL).' }),
    ),
    signed: Type.Boolean({ description: 'There is a secret, so the gateway may tell outcomes later.' }),
    waiting: Type.Integer(),
    calls: Type.Array(
      closed({
        id: Id,
        matter: Type.String({ description: 'The end of the ticket’s number, as the call says it.' }),
        state: oneOf(MESSAGE_STATES),
        attempts: Type.Integer(),
        error: nullable(
          Type.String({
            description: 'The outcome of the last try that reached nobody, or why it was not made.',
          }),
        ),
        createdAt: Moment,
        nextAt: nullable(Moment),
        sentAt: nullable(Moment),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})
