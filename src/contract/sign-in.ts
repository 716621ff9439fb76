/** Signing in and out, and one's own credentials, on the wire. */
import Type, { type Static } from 'typebox'
import { PERMISSIONS } from '../domain/access/roles.ts'
import { closed, contract, Id, Line, Moment, nullable, oneOf } from './route.ts'

export const tag = '账号 accounts'
/** The answer of a call that only does something. */
export const nothing = { answer: Type.Null(), status: 204 } as const

/** Code of the city; needed where an installation serves several. */
const TenantCode = Type.String({ minLength: 1, maxLength: 50 })
export const Login = Type.String({ minLength: 2, maxLength: 60, pattern: '^\\S+$' })
export const Password = Type.String({ minLength: 1, maxLength: 300 })
const Code = Type.String({ minLength: 1, maxLength: 20, examples: ['492039'] })
export const Grant = closed({ role: Type.String(), unitId: Id })

/** Who is signed in, and what they may do. `permissions` counts anywhere; `grants` says where. */
const LightName = closed({ zh: Type.String(), en: Type.String() })

export const Me = closed({
  kind: oneOf(['staff', 'appellant']),
  personId: nullable(Id),
  name: Type.String(),
  login: nullable(Type.String()),
  unitId: nullable(Id),
  grants: Type.Array(Grant),
  permissions: Type.Array(oneOf(PERMISSIONS)),
  needs: Type.Array(oneOf(['newPassword', 'secondFactor']), {
    description: 'What is to be done before any permission counts.',
  }),
  organisationIds: Type.Array(Id),
  expiresAt: nullable(Moment),
  lights: Type.Optional(
    Type.Partial(closed({ green: LightName, yellow: LightName, red: LightName }), {
      description:
        'What the city calls its lights, where it has names of its own; only of staff, in `GET /me`.',
    }),
  ),
})
export type Me = Static<typeof Me>

const SignedIn = closed({
  me: Me,
  token: Type.Optional(
    Type.String({ description: 'Only when asked for with `as: "token"`; else it is in the cookie.' }),
  ),
})
const as = Type.Optional(oneOf(['cookie', 'token'], { default: 'cookie' }))

export const signIn = contract({
  name: 'signIn',
  method: 'POST',
  path: '/sign-in',
  tag,
  summary: '登录 Sign in with login, password and one-time code',
  may: 'public',
  body: closed({
    tenant: Type.Optional(TenantCode),
    login: Login,
    password: Password,
    code: Type.Optional(Code),
    as,
  }),
  answer: SignedIn,
  refusals: [
    'wrong-login',
    'code-needed',
    'wrong-one-time-code',
    'locked-out',
    'slow-down',
    'no-such-tenant',
  ],
})

export const signOut = contract({
  name: 'signOut',
  method: 'POST',
  path: '/sign-out',
  tag,
  summary: '退出 Sign out',
  may: ['signedIn', 'citizen'],
  ...nothing,
  refusals: ['not-signed-in', 'key-needs-session', 'cross-site'],
})

export const beginSignOn = contract({
  name: 'beginSignOn',
  method: 'GET',
  path: '/sign-on',
  tag,
  summary: '统一身份认证登录 Go to the city’s own sign-on (OpenID Connect)',
  may: 'public',
  query: closed({ tenant: Type.Optional(TenantCode) }),
  answer: { media: 'text/html', describe: 'A redirect to the provider.' },
  refusals: ['no-sign-on', 'sign-on-away', 'sign-on-failed', 'no-such-tenant'],
})

export const finishSignOn = contract({
  name: 'finishSignOn',
  method: 'GET',
  path: '/sign-on/callback',
  tag,
  summary: '统一身份认证返回 Come back from the city’s own sign-on',
  may: 'public',
  answer: { media: 'text/html', describe: 'A redirect to the workbench, signed in.' },
  refusals: ['no-sign-on', 'sign-on-failed', 'sign-on-away', 'no-account'],
})

export const sendPhoneCode = contract({
  name: 'sendPhoneCode',
  method: 'POST',
  path: '/citizens/code',
  tag,
  summary: '发送短信验证码 Send a one-time code to a citizen’s or a contact’s phone',
  may: 'public',
  body: closed({ tenant: Type.Optional(TenantCode), phone: Type.String({ minLength: 1, maxLength: 30 }) }),
  answer: closed({ expiresAt: Moment }),
  status: 202,
  refusals: ['no-gateway', 'message-not-sent', 'not-a-mobile', 'slow-down', 'no-such-tenant'],
})

export const signInCitizen = contract({
  name: 'signInCitizen',
  method: 'POST',
  path: '/citizens/sign-in',
  tag,
  summary: '验证码登录 Sign in with the code from the message',
  may: 'public',
  body: closed({
    tenant: Type.Optional(TenantCode),
    phone: Type.String({ minLength: 1, maxLength: 30 }),
    code: Code,
    as,
  }),
  answer: SignedIn,
  refusals: ['wrong-phone-code', 'not-a-mobile', 'slow-down', 'no-such-tenant'],
})

export const readMe = contract({
  name: 'readMe',
  method: 'GET',
  path: '/me',
  tag,
  summary: '我是谁、能做什么 Who I am and what I may do',
  may: ['signedIn', 'citizen', 'appellant'],
  answer: Me,
  refusals: ['not-signed-in', 'wrong-code', 'slow-down'],
})

export const changeMyPassword = contract({
  name: 'changeMyPassword',
  method: 'POST',
  path: '/me/password',
  tag,
  summary: '修改密码 Change my password; ends my other sessions',
  may: 'signedIn',
  body: closed({ old: Password, fresh: Password }),
  ...nothing,
  refusals: [
    'not-signed-in',
    'key-needs-session',
    'wrong-login',
    'weak-password',
    'locked-out',
    'cross-site',
  ],
})

export const enrolSecondFactor = contract({
  name: 'enrolSecondFactor',
  method: 'POST',
  path: '/me/second-factor',
  tag,
  summary: '绑定动态验证码 Get a secret for my authenticator app',
  may: 'signedIn',
  answer: closed({ secret: Type.String(), uri: Type.String({ examples: ['otpauth://totp/…'] }) }),
  status: 201,
  refusals: ['not-signed-in', 'key-needs-session', 'already-done', 'cross-site'],
})

export const confirmSecondFactor = contract({
  name: 'confirmSecondFactor',
  method: 'POST',
  path: '/me/second-factor/confirm',
  tag,
  summary: '确认动态验证码 Confirm it with a first code',
  may: 'signedIn',
  body: closed({ code: Code }),
  answer: Me,
  refusals: [
    'not-signed-in',
    'key-needs-session',
    'wrong-one-time-code',
    'not-confirmed',
    'already-done',
    'cross-site',
  ],
})

export const listMyKeys = contract({
  name: 'listMyKeys',
  method: 'GET',
  path: '/me/keys',
  tag,
  summary: '我的访问密钥 My access keys for programs',
  may: 'signedIn',
  answer: closed({
    keys: Type.Array(
      closed({ id: Id, name: Type.String(), createdAt: Moment, seenAt: Moment, expiresAt: Moment }),
    ),
  }),
  refusals: ['not-signed-in'],
})

export const createMyKey = contract({
  name: 'createMyKey',
  method: 'POST',
  path: '/me/keys',
  tag,
  summary: '新建访问密钥 Make an access key, a year long at most; it is shown once',
  may: 'signedIn',
  body: closed({ name: Line, expiresAt: Moment }),
  answer: closed({ id: Id, token: Type.String(), expiresAt: Moment }),
  status: 201,
  refusals: ['not-signed-in', 'key-needs-session', 'not-permitted', 'cross-site'],
})

export const endMyKey = contract({
  name: 'endMyKey',
  method: 'DELETE',
  path: '/me/keys/{id}',
  tag,
  summary: '停用访问密钥 End one of my access keys',
  may: 'signedIn',
  params: closed({ id: Id }),
  ...nothing,
  refusals: ['not-signed-in', 'key-needs-session', 'not-found', 'cross-site'],
})
