/** Watching the lights on the wire: whoever wants to is told of colours by message. */
import Type from 'typebox'
import { CLOCK_KINDS } from '../domain/vocabulary.ts'
import { LIGHTS, Named } from './record.ts'
import { closed, contract, Id, Moment, nullable, oneOf } from './route.ts'

const tag = '消息 messages'
const may = 'appeal.read'
const Lights = Type.Array(oneOf(['green', 'yellow', 'red']), { uniqueItems: true, maxItems: 3 })
const Below = Type.Boolean({ description: 'Also those of the units below it.' })
const Watch = closed({ unitId: nullable(Id), below: Below, lights: Lights })

export const readMyLights = contract({
  name: 'readMyLights',
  method: 'GET',
  path: '/me/lights',
  tag,
  summary: '我订阅的亮灯 Which colours I am told of',
  may,
  answer: Watch,
  refusals: ['not-signed-in', 'not-permitted'],
})

export const watchLights = contract({
  name: 'watchLights',
  method: 'PUT',
  path: '/me/lights',
  tag,
  summary:
    '订阅亮灯 Be told, by e-mail or SMS, and in the workbench, when the duties of a unit change their colour; no colours: not any more',
  may,
  body: closed({ unitId: Id, below: Type.Optional(Below), lights: Lights }),
  answer: Watch,
  refusals: ['not-signed-in', 'not-permitted', 'no-such-unit'],
})

export const listMyLightNews = contract({
  name: 'listMyLightNews',
  method: 'GET',
  path: '/me/lights/news',
  tag,
  summary: '亮灯提醒 The latest changes of colour of what I watch, of tickets I may see',
  may,
  answer: closed({
    unread: Type.Integer({ description: 'How many of them came since I last looked.' }),
    items: Type.Array(
      closed({
        id: Id,
        isRead: Type.Boolean(),
        number: Type.String(),
        title: nullable(Type.String()),
        light: oneOf(LIGHTS),
        limit: oneOf(CLOCK_KINDS),
        unit: Named,
        at: Moment,
        dueAt: Moment,
        isOver: Type.Boolean({
          description: 'What the limit waited for has happened, or it was called off.',
        }),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const seeMyLights = contract({
  name: 'seeMyLights',
  method: 'POST',
  path: '/me/lights/seen',
  tag,
  summary: '已阅亮灯 I have looked at all up to this one',
  may,
  body: closed({ upTo: Id }),
  answer: Type.Null(),
  status: 204,
  refusals: ['not-signed-in', 'not-permitted'],
})
