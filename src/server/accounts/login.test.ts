import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY, MINUTE } from '../../domain/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { signIn } from './login.ts'
import { changePassword } from './own-password.ts'
import { confirmTotp, enrolTotp } from './totp.ts'
import { codeAt, granted, openTown, PASSWORD, refusalOf, type Town } from './town.testing.ts'

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.db.drop())

const tryOf = (login: string, password = PASSWORD, code?: string, address = '10.0.0.1') =>
  signIn(town.gate, { tenantId: town.tenantId, login, password, code, address })
const presentOf = async (token: string) => {
  const present = await town.gate.presence.presentOf(token)
  assert.ok(present)
  return present
}
/** Signs in and sets up the second factor; gives the app's secret. */
async function withApp(login: string): Promise<string> {
  const { token } = granted(await tryOf(login))
  const { secret } = granted(await enrolTotp(town.gate, await presentOf(token)))
  granted(await confirmTotp(town.gate, await presentOf(token), codeAt(secret, town.clock.now)))
  town.clock.now += MINUTE
  return secret
}

test('a handler signs in with login and password, however the login is cased', async () => {
  await town.person('zhangwei')
  const { token, expiresAt } = granted(await tryOf(' ZhangWei '))
  assert.match(token, /^yds_[\w-]{43}$/)
  assert.equal(expiresAt, town.clock.now + 12 * 60 * MINUTE)
  assert.equal((await presentOf(token)).actor.name, 'zhangwei同志')
})

test('a wrong password and an unknown login get the same answer', async () => {
  await town.person('lina')
  assert.equal(refusalOf(await tryOf('lina', 'Wrong-password-1')), 'wrong-login')
  assert.equal(refusalOf(await tryOf('nobody', 'Wrong-password-1')), 'wrong-login')
})

for (const login of ['wangfang', 'no-such-person']) {
  test(`after five wrong passwords ${login} is locked for fifteen minutes, whether the login exists or not`, async () => {
    if (login === 'wangfang') await town.person(login)
    for (let i = 0; i < 5; i++) assert.equal(refusalOf(await tryOf(login, 'Wrong-password-1')), 'wrong-login')
    assert.deepEqual(
      await tryOf(login),
      refuse('locked-out', { facts: { until: new Date(town.clock.now + 15 * MINUTE).toISOString() } }),
    )
    town.clock.now += 14 * MINUTE
    assert.equal(refusalOf(await tryOf(login)), 'locked-out')
    town.clock.now += MINUTE
    if (login === 'wangfang') granted(await tryOf(login))
    else assert.equal(refusalOf(await tryOf(login)), 'wrong-login')
  })
}

test('a right password in between lets a person begin to count anew', async () => {
  await town.person('chenjing')
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++)
      assert.equal(refusalOf(await tryOf('chenjing', 'Wrong-password-1')), 'wrong-login')
    granted(await tryOf('chenjing'))
  }
})

test('the right password among many guesses sent at once comes too late', async () => {
  await town.person('zhaomin')
  const wrong = Array.from({ length: 20 }, () => tryOf('zhaomin', 'Wrong-password-1'))
  await Promise.all(wrong.slice(0, 10))
  const last = tryOf('zhaomin')
  await Promise.all(wrong)
  assert.equal(refusalOf(await last), 'locked-out')
})

test('an address with a hundred wrong passwords is slowed down, other addresses are not', async () => {
  await town.person('sunyan')
  const guess = (i: number) => tryOf(`guess${i}`, 'Wrong-password-1', undefined, '10.9.9.9')
  for (let round = 0; round < 10; round++) {
    await Promise.all(Array.from({ length: 10 }, (_, i) => guess(round * 10 + i)))
  }
  assert.equal(refusalOf(await tryOf('sunyan', PASSWORD, undefined, '10.9.9.9')), 'slow-down')
  granted(await tryOf('sunyan', PASSWORD, undefined, '10.9.9.10'))
})

test('a closed account, and one without a password, can not be signed in to', async () => {
  const closed = await town.person('oldhand')
  await town.db.pool.query('UPDATE account SET active = false WHERE person_id = $1', [closed])
  await town.person('signOnOnly', { password: null })
  assert.equal(refusalOf(await tryOf('oldhand')), 'wrong-login')
  assert.equal(refusalOf(await tryOf('signOnOnly', '')), 'wrong-login')
})

test('a dispatcher has no permission until the second factor is set up, and all of them at once then', async () => {
  await town.grant(await town.person('huanglei'), 'dispatcher')
  const { token } = granted(await tryOf('huanglei'))
  const before = await presentOf(token)
  assert.deepEqual([before.needs, before.actor.grants], [['secondFactor'], []])
  const { secret, uri } = granted(await enrolTotp(town.gate, before))
  assert.match(decodeURIComponent(uri), /^otpauth:\/\/totp\/示例市:huanglei\?/)
  assert.equal(refusalOf(await confirmTotp(town.gate, before, '000000')), 'wrong-one-time-code')
  assert.equal((await presentOf(token)).actor.grants.length, 0)
  granted(await confirmTotp(town.gate, before, codeAt(secret, town.clock.now)))
  const now = await presentOf(token)
  assert.deepEqual([now.needs, now.actor.grants], [[], [{ role: 'dispatcher', unitId: town.city }]])
})

test('with a second factor, the password alone asks for the code, and each code works once', async () => {
  await town.grant(await town.person('wujun'), 'dispatcher')
  const secret = await withApp('wujun')
  assert.equal(refusalOf(await tryOf('wujun')), 'code-needed')
  const code = codeAt(secret, town.clock.now)
  const { token } = granted(await tryOf('wujun', PASSWORD, code))
  assert.equal((await presentOf(token)).actor.grants.length, 1)
  assert.equal(refusalOf(await tryOf('wujun', PASSWORD, code)), 'wrong-one-time-code')
})

test('a code sent twice at the same moment opens one session only', async () => {
  await town.person('twice')
  const secret = await withApp('twice')
  const code = codeAt(secret, town.clock.now)
  const answers = await Promise.all([1, 2, 3].map(() => tryOf('twice', PASSWORD, code)))
  assert.equal(answers.filter(answer => 'token' in answer).length, 1)
})

test('a phone clock may be half a minute wrong, not more', async () => {
  await town.person('slowclock')
  const secret = await withApp('slowclock')
  const now = Math.floor(town.clock.now / 30_000) * 30_000 + 5000
  town.clock.now = now
  assert.equal(
    refusalOf(await tryOf('slowclock', PASSWORD, codeAt(secret, now - MINUTE))),
    'wrong-one-time-code',
  )
  assert.equal(
    refusalOf(await tryOf('slowclock', PASSWORD, codeAt(secret, now + MINUTE))),
    'wrong-one-time-code',
  )
  granted(await tryOf('slowclock', PASSWORD, codeAt(secret, now - 30_000)))
  granted(await tryOf('slowclock', PASSWORD, ` ${codeAt(secret, now + 30_000)} `))
})

test('five wrong codes lock the account as five wrong passwords do', async () => {
  await town.person('codeless')
  await withApp('codeless')
  for (let i = 0; i < 5; i++)
    assert.equal(refusalOf(await tryOf('codeless', PASSWORD, 'abcdef')), 'wrong-one-time-code')
  assert.equal(refusalOf(await tryOf('codeless', PASSWORD, 'abcdef')), 'locked-out')
})

test('a confirmed second factor is not replaced by whoever has the session', async () => {
  await town.person('keeper')
  const secret = await withApp('keeper')
  const { token } = granted(await tryOf('keeper', PASSWORD, codeAt(secret, town.clock.now)))
  assert.equal(refusalOf(await enrolTotp(town.gate, await presentOf(token))), 'already-done')
})

test('in a sample town a newcomer has every permission with the printed password, even a year later', async () => {
  const sample = await openTown({ sample: true })
  try {
    await sample.grant(await sample.person('newcomer'), 'dispatcher')
    sample.clock.now += 365 * DAY
    const by = { tenantId: sample.tenantId, login: 'newcomer', password: PASSWORD, address: '::1' }
    const { token } = granted(await signIn(sample.gate, by))
    assert.equal((await sample.gate.presence.actorOf(token))?.grants.length, 1)
  } finally {
    await sample.db.drop()
  }
})

test('a password of ninety days must be changed before anything else, and the new one counts from then', async () => {
  await town.grant(await town.person('oldpass'), 'agent')
  await withApp('oldpass')
  town.clock.now += 90 * DAY
  await town.db.pool.query(`UPDATE account SET totp_confirmed_at = NULL WHERE login = 'oldpass'`)
  const { token } = granted(await tryOf('oldpass'))
  assert.deepEqual((await presentOf(token)).needs, ['newPassword', 'secondFactor'])
  granted(
    await changePassword(town.gate, await presentOf(token), { old: PASSWORD, fresh: 'Tr7-kestrel-Moor' }),
  )
  assert.deepEqual((await presentOf(token)).needs, ['secondFactor'])
  assert.equal(refusalOf(await tryOf('oldpass')), 'wrong-login')
  granted(await tryOf('oldpass', 'Tr7-kestrel-Moor'))
})

test('a new password is asked for with the old one, must be good, and ends the other sessions', async () => {
  await town.person('changer')
  const [here, elsewhere] = [granted(await tryOf('changer')), granted(await tryOf('changer'))]
  const present = await presentOf(here.token)
  const change = (old: string, fresh: string) => changePassword(town.gate, present, { old, fresh })
  assert.equal(refusalOf(await change('Wrong-password-1', 'Tr7-kestrel-Moor')), 'wrong-login')
  assert.deepEqual(
    await change(PASSWORD, 'Changer-2027x'),
    refuse('weak-password', { field: 'fresh', facts: { why: 'namesOwner' } }),
  )
  assert.deepEqual(
    await change(PASSWORD, PASSWORD),
    refuse('weak-password', { field: 'fresh', facts: { why: 'unchanged' } }),
  )
  granted(await change(PASSWORD, 'Tr7-kestrel-Moor'))
  assert.ok(await town.gate.presence.actorOf(here.token))
  assert.equal(await town.gate.presence.actorOf(elsewhere.token), null)
})

test('every attempt leaves a row for the auditor, with neither password nor code in it', async () => {
  const { rows } = await town.db.pool.query(`SELECT max(id) AS last FROM audit`)
  const personId = await town.person('traced')
  await tryOf('traced', 'Wrong-password-1')
  await tryOf('traced')
  await tryOf('My-Secret-Passw0rd', 'Wrong-password-1')
  const traces = (await town.db.pool.query('SELECT * FROM audit WHERE id > $1 ORDER BY id', [rows[0].last]))
    .rows
  assert.deepEqual(
    traces.map(row => [row.act, row.subject, row.person_id, row.facts.why ?? null, row.facts.address]),
    [
      ['signIn.refused', 'traced', personId, 'wrong-login', '10.0.0.1'],
      ['signIn.done', 'traced', personId, null, '10.0.0.1'],
      ['signIn.refused', 'My…', null, 'wrong-login', '10.0.0.1'],
    ],
  )
  const all = JSON.stringify((await town.db.pool.query('SELECT * FROM audit')).rows)
  assert.equal(
    [PASSWORD, 'Wrong-password-1', 'Secret'].some(word => all.includes(word)),
    false,
  )
})
