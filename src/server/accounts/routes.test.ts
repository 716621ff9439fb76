import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { townRules } from '../../../test/rules.ts'
import { HOUR, isoOf, MINUTE } from '../../domain/instant.ts'
import { openTenants, type Tenants } from '../directory/tenants.ts'
import { buildHttp } from '../kernel/http/server.ts'
import { authenticateWith } from './authenticate.ts'
import { openSignOn } from './oidc.ts'
import { oidcSettings } from './oidc-settings.ts'
import type { PhoneCode } from './phone-code.ts'
import { CLIENT, openProvider, type Provider } from './provider.testing.ts'
import { accountRoutes } from './routes.ts'
import { openSession } from './sessions.ts'
import { codeAt, openTown, PASSWORD, type Town } from './town.testing.ts'

let town: Town
let tenants: Tenants
let provider: Provider
let http: FastifyInstance
const sent: PhoneCode[] = []

before(async () => {
  town = await openTown()
  await town.db.pool.query(
    `INSERT INTO policy (tenant_id, version, name, rules, valid_from) VALUES ($1, 1, 'town', $2, '2000-01-01Z')`,
    [town.tenantId, JSON.stringify(townRules)],
  )
  tenants = openTenants(town.db)
  provider = await openProvider()
  const settings = oidcSettings({
    YIDAN_OIDC_ISSUER: provider.issuer,
    YIDAN_OIDC_CLIENT_ID: CLIENT.id,
    YIDAN_OIDC_CLIENT_SECRET: CLIENT.secret,
    YIDAN_OIDC_REDIRECT: 'http://127.0.0.1:12345/api/v1/sign-on/callback',
  })
  assert.ok(settings)
  const signOn = openSignOn(town.gate, settings)
  const sendCode = async (_tenantId: number, code: PhoneCode) => void sent.push(code)
  const routes = accountRoutes({ gate: town.gate, tenants, signOn, sendCode })
  http = await buildHttp({
    routes,
    authenticate: authenticateWith(town.gate),
    version: 'test',
    trustProxy: 1,
  })
})
after(async () => {
  await http.close()
  tenants.close()
  await provider.close()
  await town.db.drop()
})

async function call(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  payload?: object,
  headers: Record<string, string> = {},
) {
  const options: InjectOptions = { method, url: `/api/v1${path}`, headers }
  if (payload) options.payload = payload
  const answer = await http.inject(options)
  const body =
    answer.body && answer.headers['content-type']?.toString().includes('json') ? answer.json() : null
  return {
    status: answer.statusCode,
    body,
    code: body?.code,
    headers: answer.headers,
    cookies: answer.cookies,
  }
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const tokenOf = async (personId: number) =>
  (await openSession(town.gate, town.tenantId, personId, 'totp')).token
const cookieIn = (answer: { cookies: { name: string; value: string }[] }, name = 'yidan_session') => {
  const found = answer.cookies.find(cookie => cookie.name === name)
  assert.ok(found)
  return found
}
async function security(): Promise<Record<string, string>> {
  const personId = await town.person(`security${Math.random()}`)
  await town.grant(personId, 'securityAdmin')
  return bearer(await tokenOf(personId))
}

test('a browser signs in, is recognised by a cookie no script can read, and signs out', async () => {
  await town.person('browser')
  const answer = await call('POST', '/sign-in', { login: 'browser', password: PASSWORD })
  assert.equal(answer.status, 200)
  assert.equal(answer.body.token, undefined)
  const { value, ...options } = cookieIn(answer)
  assert.deepEqual(options, {
    name: 'yidan_session',
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: 12 * 3600,
  })
  const headers = { cookie: `yidan_session=${value}`, 'x-yidan': '1' }
  assert.equal((await call('GET', '/me', undefined, headers)).body.login, 'browser')
  const out = await call('POST', '/sign-out', undefined, headers)
  assert.deepEqual([out.status, cookieIn(out).value], [204, ''])
  assert.equal((await call('GET', '/me', undefined, headers)).code, 'not-signed-in')
})

test('behind TLS the cookie is for TLS only', async () => {
  await town.person('tls')
  const answer = await call(
    'POST',
    '/sign-in',
    { login: 'tls', password: PASSWORD },
    { 'x-forwarded-proto': 'https' },
  )
  assert.equal(answer.cookies.find(cookie => cookie.name === 'yidan_session')?.secure, true)
})

test('a program signs in for a token, which comes in no cookie', async () => {
  await town.person('program')
  const answer = await call('POST', '/sign-in', { login: 'program', password: PASSWORD, as: 'token' })
  assert.deepEqual(answer.cookies, [])
  const me = await call('GET', '/me', undefined, bearer(answer.body.token))
  assert.deepEqual([me.body.kind, me.body.needs], ['staff', ['secondFactor']])
})

test('another site can not have the browser change anything', async () => {
  const cookie = `yidan_session=${await tokenOf(await town.person('victim'))}`
  const change = { old: PASSWORD, fresh: 'Tr7-kestrel-Moor' }
  for (const site of [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'x-yidan': '0' },
  ]) {
    assert.equal((await call('POST', '/me/password', change, { cookie, ...site })).code, 'cross-site')
  }
  assert.equal((await call('GET', '/me', undefined, { cookie })).status, 200)
  assert.equal(
    (await call('POST', '/me/password', change, { cookie, 'sec-fetch-site': 'same-origin' })).status,
    204,
  )
})

test('a wrong password and a locked login say so, with the time', async () => {
  await town.person('locked')
  const wrong = () => call('POST', '/sign-in', { login: 'locked', password: 'Wrong-password-1' })
  for (let i = 0; i < 5; i++) {
    const answer = await wrong()
    assert.deepEqual([answer.status, answer.code], [401, 'wrong-login'])
  }
  const { status, code, body } = await wrong()
  assert.deepEqual([status, code, body.facts.until], [423, 'locked-out', isoOf(town.clock.now + 15 * MINUTE)])
})

test('a person sets up the second factor and sees the permissions come', async () => {
  const personId = await town.person('starter')
  await town.grant(personId, 'observer')
  const { body } = await call('POST', '/sign-in', { login: 'starter', password: PASSWORD, as: 'token' })
  assert.deepEqual(body.me.permissions, [])
  const enrolled = await call('POST', '/me/second-factor', undefined, bearer(body.token))
  assert.equal(enrolled.status, 201)
  const code = codeAt(enrolled.body.secret, town.clock.now)
  const confirmed = await call('POST', '/me/second-factor/confirm', { code }, bearer(body.token))
  assert.deepEqual(confirmed.body.permissions, ['figures.read'])
  assert.deepEqual(confirmed.body.grants, [{ role: 'observer', unitId: town.city }])
  assert.equal((await call('POST', '/sign-in', { login: 'starter', password: PASSWORD })).code, 'code-needed')
})

test('a key is made, shown once, listed, used, and ended', async () => {
  const me = bearer(await tokenOf(await town.person('keymaker')))
  const wanted = { name: '问政同步', expiresAt: isoOf(town.clock.now + 24 * HOUR) }
  const made = await call('POST', '/me/keys', wanted, me)
  assert.equal(made.status, 201)
  const listed = await call('GET', '/me/keys', undefined, me)
  assert.deepEqual(
    listed.body.keys.map((key: { id: number; name: string }) => [key.id, key.name]),
    [[made.body.id, '问政同步']],
  )
  assert.equal(JSON.stringify(listed.body).includes(made.body.token), false)
  const byKey = bearer(made.body.token)
  assert.equal((await call('GET', '/me', undefined, byKey)).body.login, 'keymaker')
  for (const [method, path, body] of [
    ['POST', '/me/keys', wanted],
    ['POST', '/me/second-factor', undefined],
    ['POST', '/sign-out', undefined],
    ['DELETE', `/me/keys/${made.body.id}`, undefined],
  ] as const) {
    assert.equal((await call(method, path, body, byKey)).code, 'key-needs-session')
  }
  assert.equal((await call('DELETE', `/me/keys/${made.body.id}`, undefined, me)).status, 204)
  assert.equal((await call('GET', '/me', undefined, byKey)).code, 'not-signed-in')
})

test('a key that would have ended already is refused by the field', async () => {
  const me = bearer(await tokenOf(await town.person('lateKey')))
  for (const expiresAt of ['2020-01-01T00:00:00Z', '2030-12-31T23:59:60Z']) {
    const { status, body } = await call('POST', '/me/keys', { name: 'x', expiresAt }, me)
    assert.deepEqual([status, body.field], [422, 'expiresAt'])
  }
})

test('the security administrator opens an account, gives it a role, and closes it', async () => {
  const admin = await security()
  const personId = await town.person(null)
  assert.equal(
    (await call('POST', '/accounts', { personId, login: 'hired', password: PASSWORD }, admin)).status,
    204,
  )
  assert.equal(
    (await call('POST', `/accounts/${personId}/roles`, { role: 'agent', unitId: town.city }, admin)).status,
    204,
  )
  const listed = await call('GET', '/accounts?limit=200', undefined, admin)
  const row = listed.body.accounts.find((a: { login: string }) => a.login === 'hired')
  assert.deepEqual([row.active, row.grants], [true, [{ role: 'agent', unitId: town.city }]])
  assert.equal(
    (await call('DELETE', `/accounts/${personId}/roles/agent/${town.city}`, undefined, admin)).status,
    204,
  )
  assert.equal(
    (await call('DELETE', `/accounts/${personId}/roles/agent/${town.city}`, undefined, admin)).code,
    'not-found',
  )
  assert.equal(
    (await call('POST', `/accounts/${personId}/password`, { password: 'Tr7-kestrel-Moor' }, admin)).status,
    204,
  )
  assert.equal((await call('DELETE', `/accounts/${personId}/second-factor`, undefined, admin)).status, 204)
  assert.equal((await call('PATCH', `/accounts/${personId}`, { active: false }, admin)).status, 204)
  assert.equal(
    (await call('POST', '/sign-in', { login: 'hired', password: 'Tr7-kestrel-Moor' })).code,
    'wrong-login',
  )
})

test('nobody but the security administrator comes near the accounts', async () => {
  const personId = await town.person('curious')
  await town.grant(personId, 'systemAdmin')
  const me = bearer(await tokenOf(personId))
  for (const [method, path, body] of [
    ['GET', '/accounts', undefined],
    ['POST', '/accounts', { personId, login: 'xx' }],
    ['PATCH', `/accounts/${personId}`, { active: true }],
    ['POST', `/accounts/${personId}/password`, { password: PASSWORD }],
    ['DELETE', `/accounts/${personId}/second-factor`, undefined],
    ['POST', `/accounts/${personId}/roles`, { role: 'auditor', unitId: town.city }],
    ['DELETE', `/accounts/${personId}/roles/systemAdmin/${town.city}`, undefined],
  ] as const) {
    assert.equal((await call(method, path, body, me)).code, 'not-permitted', `${method} ${path}`)
    assert.equal((await call(method, path, body)).code, 'not-signed-in', `${method} ${path}`)
  }
})

test('the list of accounts comes in pages', async () => {
  const admin = await security()
  const first = await call('GET', '/accounts?limit=2', undefined, admin)
  const second = await call('GET', `/accounts?limit=2&after=${first.body.next}`, undefined, admin)
  assert.equal(first.body.accounts.length, 2)
  assert.ok(second.body.accounts[0].login > first.body.next)
})

test('a citizen signs in with the code from the message', async () => {
  const asked = await call('POST', '/citizens/code', { phone: '138 0013 8000' })
  assert.equal(asked.status, 202)
  assert.deepEqual(Object.keys(asked.body), ['expiresAt'])
  const { phone, code } = sent.at(-1)!
  const wrong = await call('POST', '/citizens/sign-in', {
    phone,
    code: code === '111111' ? '222222' : '111111',
  })
  assert.deepEqual([wrong.status, wrong.code], [401, 'wrong-phone-code'])
  const answer = await call('POST', '/citizens/sign-in', { phone, code })
  const headers = { cookie: `yidan_session=${cookieIn(answer).value}`, 'x-yidan': '1' }
  const me = await call('GET', '/me', undefined, headers)
  assert.deepEqual([me.body.kind, me.body.personId, me.body.permissions], ['appellant', null, []])
  assert.equal((await call('GET', '/me/keys', undefined, headers)).code, 'not-permitted')
  assert.equal((await call('POST', '/sign-out', undefined, headers)).status, 204)
})

test('a wrong query code is refused, and slowed down after five', async () => {
  const headers = { authorization: 'Appeal 99900120260928010000017:000000', 'x-forwarded-for': '10.8.8.8' }
  const codes: string[] = []
  for (let i = 0; i < 5; i++) codes.push((await call('GET', '/me', undefined, headers)).code)
  assert.deepEqual(codes, ['wrong-code', 'wrong-code', 'wrong-code', 'wrong-code', 'slow-down'])
})

test('the city’s sign-on leads to the provider and back, signed in', async () => {
  town.clock.now = Date.now()
  await town.person('signon')
  provider.user = { sub: 'so-1', preferred_username: 'signon' }
  const begun = await call('GET', '/sign-on')
  assert.equal(begun.status, 302)
  const ticket = cookieIn(begun, 'yidan_sign_on')
  const query = await provider.visit(String(begun.headers.location))
  assert.equal((await call('GET', `/sign-on/callback${query}`)).code, 'sign-on-failed')
  const again = await call('GET', '/sign-on')
  const back = await provider.visit(String(again.headers.location))
  const headers = { cookie: `yidan_sign_on=${cookieIn(again, 'yidan_sign_on').value}` }
  const done = await call('GET', `/sign-on/callback${back}`, undefined, headers)
  assert.deepEqual([done.status, done.headers.location], [302, '/staff'])
  const me = await call('GET', '/me', undefined, { cookie: `yidan_session=${cookieIn(done).value}` })
  assert.deepEqual([me.body.login, me.body.needs], ['signon', []])
  assert.notEqual(ticket.value, '')
})

test('with several cities on one installation the city must be named, unless the others are samples', async () => {
  const more = (code: string, sample: boolean) =>
    town.db.pool.query('INSERT INTO tenant (code, name, sample) VALUES ($1, $1, $2)', [code, sample])
  await town.person('resident')
  const body = { login: 'resident', password: PASSWORD }
  town.clock.now += 20 * MINUTE
  await more('sample', true)
  assert.equal((await call('POST', '/sign-in', body)).status, 200)
  await more('second', false)
  const unclear = await call('POST', '/sign-in', body)
  assert.deepEqual([unclear.code, unclear.body.field], ['no-such-tenant', 'tenant'])
  assert.equal((await call('POST', '/sign-in', { ...body, tenant: 'town' })).status, 200)
  assert.equal((await call('POST', '/sign-in', { ...body, tenant: 'second' })).code, 'wrong-login')
  assert.equal((await call('POST', '/sign-in', { ...body, tenant: 'nowhere' })).code, 'no-such-tenant')
})
