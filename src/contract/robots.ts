/** Group robots on the wire: WeCom and DingTalk groups that are told of colours, sheets and calls, without personal data. */
import Type from 'typebox'
import { ROBOT_KINDS, ROBOT_TELLS } from '../domain/vocabulary.ts'
import { MESSAGE_STATES } from './messaging.ts'
import { closed, contract, Id, Line, Moment, nullable, oneOf, Page } from './route.ts'

const tag = '群机器人 robots'
const may = 'webhook.edit'

const Url = Type.String({
  minLength: 8,
  maxLength: 500,
  pattern: '^https?://',
  description: 'As the messenger gives it; it is never shown again.',
  examples: ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…'],
})
const Secret = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'DingTalk 加签: signs time and secret. Never shown again.',
})
const Tells = Type.Array(oneOf(ROBOT_TELLS), {
  minItems: 1,
  uniqueItems: true,
  maxItems: ROBOT_TELLS.length,
  description:
    'Colours of limits, sheets issued, outcomes of automatic calls; of the unit and of those below it.',
})
const Robot = closed({
  id: Id,
  unitId: Id,
  unit: Type.String(),
  kind: oneOf(ROBOT_KINDS),
  name: Type.String(),
  host: nullable(Type.String()),
  signed: Type.Boolean(),
  tells: Type.Array(Type.String()),
  active: Type.Boolean(),
  failures: Type.Integer({ description: 'How often in a row it took nothing.' }),
  restsUntil: nullable(
    Type.String({ format: 'date-time', description: 'It took nothing: the next try comes then.' }),
  ),
  createdAt: Moment,
})
const one = closed({ id: Id })
const noes = ['not-signed-in', 'not-permitted'] as const
const gone = [...noes, 'not-found'] as const

export const listRobots = contract({
  name: 'listRobots',
  method: 'GET',
  path: '/robots',
  tag,
  summary: '机器人列表 The robots of the units one looks after',
  may,
  answer: closed({ robots: Type.Array(Robot) }),
  refusals: noes,
})

export const createRobot = contract({
  name: 'createRobot',
  method: 'POST',
  path: '/robots',
  tag,
  summary: '新建机器人 Tell a group; private addresses only where the installation allows them',
  may,
  body: closed({
    unitId: Id,
    kind: oneOf(ROBOT_KINDS),
    name: Line,
    url: Url,
    secret: Type.Optional(Secret),
    tells: Tells,
  }),
  answer: Robot,
  status: 201,
  refusals: [...noes, 'no-such-unit', 'address-not-allowed'],
})

export const changeRobot = contract({
  name: 'changeRobot',
  method: 'PATCH',
  path: '/robots/{id}',
  tag,
  summary: '修改、停用机器人 Change it, stop or resume',
  may,
  params: one,
  body: closed(
    {
      name: Type.Optional(Line),
      url: Type.Optional(Url),
      secret: Type.Optional(Secret),
      tells: Type.Optional(Tells),
      active: Type.Optional(Type.Boolean()),
    },
    { minProperties: 1 },
  ),
  answer: Robot,
  refusals: [...gone, 'address-not-allowed'],
})

export const deleteRobot = contract({
  name: 'deleteRobot',
  method: 'DELETE',
  path: '/robots/{id}',
  tag,
  summary: '删除机器人 Delete it with what still waits for it',
  may,
  params: one,
  answer: Type.Null(),
  status: 204,
  refusals: gone,
})

export const tryRobot = contract({
  name: 'tryRobot',
  method: 'POST',
  path: '/robots/{id}/try',
  tag,
  summary: '测试机器人 Say a word to the group, at once',
  may,
  params: one,
  answer: closed({ taken: Type.Boolean(), error: nullable(Type.String()) }),
  refusals: gone,
})

export const listRobotDeliveries = contract({
  name: 'listRobotDeliveries',
  method: 'GET',
  path: '/robots/{id}/deliveries',
  tag,
  summary: '机器人推送记录 What the group was told, latest first',
  may,
  params: one,
  query: closed({
    after: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,16}$', description: '`next` of the page before.' }),
    ),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
  }),
  answer: closed({
    deliveries: Type.Array(
      closed({
        id: Id,
        text: Type.String(),
        state: oneOf(MESSAGE_STATES),
        attempts: Type.Integer(),
        error: nullable(Type.String()),
        createdAt: Moment,
        sentAt: nullable(Moment),
      }),
    ),
    ...Page.properties,
  }),
  refusals: gone,
})
