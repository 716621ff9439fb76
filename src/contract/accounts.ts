/** The accounts and roles of staff on the wire. */
import Type from 'typebox'
import { ROLE_NAMES } from '../domain/access/roles.ts'
import { closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'
import { Grant, Login, nothing, Password, tag } from './sign-in.ts'

export const Account = closed({
  personId: Id,
  code: Type.String(),
  name: Type.String(),
  unitId: Id,
  login: Type.String(),
  active: Type.Boolean(),
  hasSecondFactor: Type.Boolean(),
  hasSignOn: Type.Boolean(),
  lastLoginAt: nullable(Moment),
  grants: Type.Array(Grant),
})

export const listAccounts = contract({
  name: 'listAccounts',
  method: 'GET',
  path: '/accounts',
  tag,
  summary: '账号列表 The accounts within my reach, by login',
  may: 'account.edit',
  query: closed({
    after: Type.Optional(Type.String({ maxLength: 60 })),
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  }),
  answer: closed({ accounts: Type.Array(Account), ...Page.properties }),
  refusals: ['not-signed-in', 'not-permitted'],
})

const person = closed({ personId: Id })
const adminNoes = ['not-signed-in', 'not-permitted', 'not-found', 'cross-site'] as const

export const createAccount = contract({
  name: 'createAccount',
  method: 'POST',
  path: '/accounts',
  tag,
  summary: '开户 Open an account for a person of the directory',
  may: 'account.edit',
  body: closed({ personId: Id, login: Login, password: Type.Optional(Password) }),
  ...nothing,
  refusals: [...adminNoes, 'already-exists', 'weak-password'],
})

export const changeAccount = contract({
  name: 'changeAccount',
  method: 'PATCH',
  path: '/accounts/{personId}',
  tag,
  summary: '停用或启用账号 Close an account, which ends its sessions and keys, or open it again',
  may: 'account.edit',
  params: person,
  body: closed({ active: Type.Boolean() }),
  ...nothing,
  refusals: adminNoes,
})

export const resetPassword = contract({
  name: 'resetPassword',
  method: 'POST',
  path: '/accounts/{personId}/password',
  tag,
  summary: '重置密码 Give a new password, to be changed at the next sign-in',
  may: 'account.edit',
  params: person,
  body: closed({ password: Password }),
  ...nothing,
  refusals: [...adminNoes, 'weak-password'],
})

export const resetSecondFactor = contract({
  name: 'resetSecondFactor',
  method: 'DELETE',
  path: '/accounts/{personId}/second-factor',
  tag,
  summary: '解绑动态验证码 Take the second factor away, e.g. when the phone was lost',
  may: 'account.edit',
  params: person,
  ...nothing,
  refusals: adminNoes,
})

export const grantRole = contract({
  name: 'grantRole',
  method: 'POST',
  path: '/accounts/{personId}/roles',
  tag,
  summary: '授予角色 Give a role for a unit and all below it',
  may: 'account.grant',
  params: person,
  body: closed({ role: oneOf(ROLE_NAMES), unitId: Id }),
  ...nothing,
  refusals: [...adminNoes, 'no-such-unit', 'own-roles', 'roles-conflict'],
})

export const takeRole = contract({
  name: 'takeRole',
  method: 'DELETE',
  path: '/accounts/{personId}/roles/{role}/{unitId}',
  tag,
  summary: '收回角色 Take a role that was given for exactly this unit',
  may: 'account.grant',
  params: closed({ personId: Id, role: oneOf(ROLE_NAMES), unitId: Id }),
  ...nothing,
  refusals: [...adminNoes, 'no-such-unit', 'own-roles'],
})
