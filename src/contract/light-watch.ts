/** Watching the lights on the wire: whoever wants to is told of colours by message. */
import Type from 'typebox'
import { closed, contract, Id, nullable, oneOf } from './route.ts'

const tag = '消息 messages'
const may = 'appeal.read'
const Lights = Type.Array(oneOf(['green', 'yellow', 'red']), { uniqueItems: true, maxItems: 3 })
const Watch = closed({ unitId: nullable(Id), lights: Lights })

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
    '订阅亮灯 Be told, by e-mail or SMS, when the duties of a unit and of those below it change their colour; no colours: not any more',
  may,
  body: closed({ unitId: Id, lights: Lights }),
  answer: Watch,
  refusals: ['not-signed-in', 'not-permitted', 'no-such-unit'],
})
