import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MINUTE } from '../../domain/instant.ts'
import { openSignOn, type SignOn } from './oidc.ts'
import { oidcSettings } from './oidc-settings.ts'
import { CLIENT, openProvider, type Provider } from './provider.testing.ts'
import { granted, openTown, refusalOf, type Town } from './town.testing.ts'

let town: Town
let provider: Provider
let signOn: SignOn

const settingsFor = (issuer: string, secret = CLIENT.secret) => {
  const settings = oidcSettings({
    YIDAN_OIDC_ISSUER: issuer,
    YIDAN_OIDC_CLIENT_ID: CLIENT.id,
    YIDAN_OIDC_CLIENT_SECRET: secret,
    YIDAN_OIDC_REDIRECT: 'http://127.0.0.1:12345/api/v1/sign-on/callback',
  })
  assert.ok(settings)
  return settings
}

before(async () => {
  town = await openTown()
  provider = await openProvider()
  signOn = openSignOn(town.gate, settingsFor(provider.issuer))
  // The provider's tokens carry the real time.
  town.clock.now = Date.now()
})
after(async () => {
  await provider.close()
  await town.db.drop()
})

/** Goes to the provider as somebody and comes back. */
async function comeBackAs(user: Provider['user'], forge: Provider['forge'] = {}) {
  Object.assign(provider, { user, forge })
  const { url, ticket } = granted(await signOn.begin(town.tenantId))
  return signOn.finish(await provider.visit(url), ticket)
}

test('a dispatcher comes in through the city’s sign-on by verified e-mail, with every permission', async () => {
  const personId = await town.person('dispatcher', { password: null, email: 'Disp@example.gov.cn' })
  await town.grant(personId, 'dispatcher')
  const { token, tenantId } = granted(
    await comeBackAs({ sub: 's-1', email: 'disp@example.gov.cn', email_verified: true }),
  )
  const present = await town.gate.presence.presentOf(token)
  assert.deepEqual(
    [tenantId, present?.actor.personId, present?.proof, present?.needs],
    [town.tenantId, personId, 'oidc', []],
  )
  assert.equal(present?.actor.grants.length, 1)
})

test('once known, the subject counts, not the e-mail', async () => {
  const personId = await town.person('moved', { email: 'moved@example.gov.cn' })
  granted(await comeBackAs({ sub: 's-2', email: 'moved@example.gov.cn', email_verified: true }))
  const { token } = granted(
    await comeBackAs({ sub: 's-2', email: 'married@example.gov.cn', email_verified: true }),
  )
  assert.equal((await town.gate.presence.actorOf(token))?.personId, personId)
  assert.equal(
    refusalOf(await comeBackAs({ sub: 's-3', email: 'moved@example.gov.cn', email_verified: true })),
    'no-account',
  )
})

test('an e-mail the provider did not verify, or that two people share, opens nothing', async () => {
  await town.person('unverified', { email: 'unverified@example.gov.cn' })
  assert.equal(refusalOf(await comeBackAs({ sub: 's-4', email: 'unverified@example.gov.cn' })), 'no-account')
  for (const login of ['twin1', 'twin2']) await town.person(login, { email: 'office@example.gov.cn' })
  assert.equal(
    refusalOf(await comeBackAs({ sub: 's-5', email: 'office@example.gov.cn', email_verified: true })),
    'no-account',
  )
})

test('without an e-mail the login is enough the first time', async () => {
  const personId = await town.person('liming')
  const { token } = granted(await comeBackAs({ sub: 's-6', preferred_username: 'LiMing' }))
  assert.equal((await town.gate.presence.actorOf(token))?.personId, personId)
})

test('a closed account stays closed to the sign-on', async () => {
  const personId = await town.person('closed')
  granted(await comeBackAs({ sub: 's-7', preferred_username: 'closed' }))
  await town.db.pool.query('UPDATE account SET active = false WHERE person_id = $1', [personId])
  assert.equal(refusalOf(await comeBackAs({ sub: 's-7', preferred_username: 'closed' })), 'no-account')
})

const FORGERIES: [what: string, forge: Provider['forge']][] = [
  ['signed with another key', { withOtherKey: true }],
  ['meant for another client', { claims: { aud: 'somebody-else' } }],
  ['from another issuer', { claims: { iss: 'https://evil.example' } }],
  ['with another nonce', { claims: { nonce: 'replayed' } }],
  ['that has run out', { claims: { exp: 1 } }],
]
for (const [what, forge] of FORGERIES) {
  test(`a token ${what} is not believed`, async () => {
    assert.equal(refusalOf(await comeBackAs({ sub: 's-1' }, forge)), 'sign-on-failed')
  })
}

test('an answer belongs to the browser that asked, is taken once, and within ten minutes', async () => {
  Object.assign(provider, { user: { sub: 's-1' }, forge: {} })
  const [mine, theirs] = [
    granted(await signOn.begin(town.tenantId)),
    granted(await signOn.begin(town.tenantId)),
  ]
  const query = await provider.visit(mine.url)
  assert.equal(refusalOf(await signOn.finish(query, theirs.ticket)), 'sign-on-failed')
  assert.equal(refusalOf(await signOn.finish(query, 'made-up')), 'sign-on-failed')
  granted(await signOn.finish(query, mine.ticket))
  assert.equal(refusalOf(await signOn.finish(query, mine.ticket)), 'sign-on-failed')
  const late = granted(await signOn.begin(town.tenantId))
  const lateQuery = await provider.visit(late.url)
  town.clock.now += 10 * MINUTE
  assert.equal(refusalOf(await signOn.finish(lateQuery, late.ticket)), 'sign-on-failed')
})

test('the provider’s own no, e.g. when the person presses cancel, is a no here', async () => {
  const { url, ticket } = granted(await signOn.begin(town.tenantId))
  const state = new URL(url).searchParams.get('state')
  assert.equal(
    refusalOf(await signOn.finish(`?error=access_denied&state=${state}`, ticket)),
    'sign-on-failed',
  )
})

test('a wrong client secret lets nobody in', async () => {
  const misconfigured = openSignOn(town.gate, settingsFor(provider.issuer, 'wrong'))
  const { url, ticket } = granted(await misconfigured.begin(town.tenantId))
  assert.equal(refusalOf(await misconfigured.finish(await provider.visit(url), ticket)), 'sign-on-failed')
})

test('while the provider is away people are told so, and afterwards it works without a restart', async () => {
  const gone = await openProvider()
  await gone.close()
  const patient = openSignOn(town.gate, settingsFor(gone.issuer))
  assert.equal(refusalOf(await patient.begin(town.tenantId)), 'sign-on-away')
  const back = await openProvider(Number(new URL(gone.issuer).port))
  try {
    granted(await patient.begin(town.tenantId))
  } finally {
    await back.close()
  }
})

test('sign-ons stand in the audit', async () => {
  await comeBackAs({ sub: 's-1' })
  await comeBackAs({ sub: 'stranger' })
  const [done, refused] = (await town.audit()).slice(-2)
  assert.deepEqual(
    [done?.act, done?.subject, done?.facts],
    ['signIn.done', 'dispatcher', { issuer: provider.issuer }],
  )
  assert.deepEqual(
    [refused?.act, refused?.subject, refused?.facts.why],
    ['signIn.refused', 'stranger', 'no-account'],
  )
})

test('settings that are missing or not safe are named', () => {
  const all = {
    YIDAN_OIDC_ISSUER: 'https://id.example',
    YIDAN_OIDC_CLIENT_ID: 'a',
    YIDAN_OIDC_CLIENT_SECRET: 'b',
  }
  assert.equal(oidcSettings({}), null)
  assert.throws(() => oidcSettings(all), /YIDAN_OIDC_REDIRECT must be set/)
  assert.throws(
    () => oidcSettings({ ...all, YIDAN_OIDC_REDIRECT: 'http://city.example/x' }),
    /YIDAN_OIDC_REDIRECT must be an https/,
  )
  assert.throws(
    () => oidcSettings({ ...all, YIDAN_OIDC_ISSUER: 'id.example', YIDAN_OIDC_REDIRECT: 'https://x' }),
    /YIDAN_OIDC_ISSUER/,
  )
})
