/** The way in through the city's WeChat mini-program (ZY-06): codes WeChat gave become a ticket that opens the pages signed in. */
import Type from 'typebox'
import { closed, contract, Moment } from './route.ts'

export const enterByWechat = contract({
  name: 'enterByWechat',
  method: 'POST',
  path: '/citizens/wechat',
  tag: '账号 accounts',
  summary:
    '微信小程序登录 Exchange the codes of wx.login and getPhoneNumber for a ticket that opens the pages signed in',
  may: 'public',
  body: closed({
    tenant: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
    code: Type.String({ minLength: 1, maxLength: 200, description: 'Of wx.login.' }),
    phoneCode: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Of getPhoneNumber; the first time, or after a new phone.',
      }),
    ),
  }),
  answer: closed({ ticket: Type.String({ description: 'Opens /wechat once.' }), expiresAt: Moment }),
  status: 201,
  refusals: [
    'no-such-tenant',
    'no-wechat',
    'wechat-away',
    'wechat-refused',
    'wechat-phone-needed',
    'slow-down',
  ],
})
