/** External platforms on the wire: their messages come in by their own ids, answers go back. */
import Type from 'typebox'
import { INTENTS, KINDS } from '../domain/vocabulary.ts'
import { AppellantInput, PlaceInput } from './intake.ts'
import { AppealNumber, closed, contract, Id, Line, Moment, nullable, oneOf, Page, Prose } from './route.ts'

const tag = '外部平台 exchange'
const PlatformCode = Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$' })
const MessageId = Type.String({ minLength: 1, maxLength: 100 })

export const PLATFORM_BATCH = 500

const Message = closed({
  id: MessageId,
  title: Line,
  content: Prose,
  kind: Type.Optional(oneOf(KINDS)),
  intent: Type.Optional(oneOf(INTENTS)),
  category: Type.Optional(Type.String({ maxLength: 20, description: 'Code.' })),
  sentAt: Type.Optional(Moment),
  place: Type.Optional(PlaceInput),
  appellant: Type.Optional(AppellantInput),
})

export const takeMessages = contract({
  name: 'takePlatformMessages',
  method: 'POST',
  path: '/platforms/{platform}/messages',
  tag,
  summary: '接收外部平台留言 Take messages of an external platform; the same id again makes no second appeal',
  may: 'contact.take',
  params: closed({ platform: PlatformCode }),
  body: closed({ messages: Type.Array(Message, { minItems: 1, maxItems: PLATFORM_BATCH }) }),
  answer: closed({
    received: Type.Integer(),
    repeated: Type.Integer(),
    rejected: Type.Integer(),
    messages: Type.Array(
      closed({
        id: MessageId,
        outcome: oneOf(['received', 'repeated', 'rejected']),
        number: nullable(AppealNumber),
        queryCode: nullable(Type.String()),
        code: nullable(Type.String({ description: 'Why it was rejected.' })),
        field: nullable(Type.String()),
      }),
    ),
  }),
  refusals: ['no-such-platform'],
})

export const PLATFORM_REPLY_KINDS = ['asked', 'preliminary', 'final', 'refused'] as const

export const listReplies = contract({
  name: 'listPlatformReplies',
  method: 'GET',
  path: '/platforms/{platform}/replies',
  tag,
  summary: '待回传的答复 Answers to take back to the platform, until each is acknowledged',
  may: 'import',
  params: closed({ platform: PlatformCode }),
  query: closed({
    after: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: '`next` of the page before.',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: '100 when left out.' })),
  }),
  answer: closed({
    replies: Type.Array(
      closed({
        id: Id,
        messageId: MessageId,
        number: AppealNumber,
        kind: oneOf(PLATFORM_REPLY_KINDS),
        at: Moment,
        unit: nullable(Type.String()),
        text: nullable(Type.String({ description: 'Null when the words were erased.' })),
      }),
    ),
    ...Page.properties,
  }),
  refusals: ['no-such-platform'],
})

export const ackReply = contract({
  name: 'ackPlatformReply',
  method: 'POST',
  path: '/platforms/{platform}/replies/{id}/ack',
  tag,
  summary: '确认已回传 The platform has published the answer; asking again changes nothing',
  may: 'import',
  params: closed({ platform: PlatformCode, id: Id }),
  answer: closed({ id: Id, ackedAt: Moment }),
  refusals: ['no-such-platform', 'no-such-reply'],
})

export const refuseReply = contract({
  name: 'refusePlatformReply',
  method: 'POST',
  path: '/platforms/{platform}/replies/{id}/refuse',
  tag,
  summary: '平台退回答复 The platform did not take the answer, and why; the centre is told',
  may: 'import',
  params: closed({ platform: PlatformCode, id: Id }),
  body: closed({ reason: Line }),
  answer: closed({ id: Id, refusedAt: Moment }),
  refusals: ['no-such-platform', 'no-such-reply'],
})

export const sendReplyAgain = contract({
  name: 'sendPlatformReplyAgain',
  method: 'POST',
  path: '/platforms/{platform}/replies/{id}/again',
  tag,
  summary: '重新回传 List a refused answer for the platform again',
  may: 'import',
  params: closed({ platform: PlatformCode, id: Id }),
  answer: closed({ id: Id }),
  refusals: ['no-such-platform', 'no-such-reply'],
})

export const listTicketReplies = contract({
  name: 'listTicketReplies',
  method: 'GET',
  path: '/appeals/{number}/platform-replies',
  tag,
  summary: '回传情况 What went back to the platform for a ticket’s message, and whether it was taken there',
  may: 'appeal.read',
  params: closed({ number: AppealNumber }),
  answer: closed({
    replies: Type.Array(
      closed({
        id: Id,
        platform: Type.String(),
        kind: oneOf(PLATFORM_REPLY_KINDS),
        at: Moment,
        publishedAt: nullable(Moment),
        refusedAt: nullable(Moment),
        refusal: nullable(Type.String({ description: 'The platform’s words.' })),
        answeredBy: nullable(
          Type.Unsafe<string>({
            ...AppealNumber,
            description: 'The ticket that answered for it; null: its own.',
          }),
        ),
      }),
    ),
  }),
  refusals: ['not-found'],
})

export const giveFeedback = contract({
  name: 'givePlatformFeedback',
  method: 'POST',
  path: '/platforms/{platform}/messages/{id}/feedback',
  tag,
  summary:
    '平台或节目中的反馈 What the person said of the answer on the platform or in its programme, as their rating',
  may: 'contact.take',
  params: closed({ platform: PlatformCode, id: MessageId }),
  body: closed({
    stars: Type.Integer({ minimum: 1, maximum: 5 }),
    comment: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
  }),
  answer: closed({ number: AppealNumber, version: Type.Integer(), stage: Type.String() }),
  status: 201,
  refusals: ['no-such-platform', 'not-found', 'wrong-stage', 'review-locked', 'changed-meanwhile'],
})
