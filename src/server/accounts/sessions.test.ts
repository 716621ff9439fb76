import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY, HOUR, MINUTE, SECOND } from '../../domain/instant.ts'
import { setActive } from './accounts.ts'
import { grantRole, takeRole } from './grants.ts'
import { endKey, endSession, keysOf, makeKey, openSession } from './sessions.ts'
import { sweepSignIn } from './sweep.ts'
import { granted, openTown, refusalOf, type Town } from './town.testing.ts'

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.db.drop())

const actorOf = (token: string) => town.gate.presence.actorOf(token)
const open = (personId: number) => openSession(town.gate, town.tenantId, personId, 'totp')
async function present(personId: number) {
  const found = await town.gate.presence.presentOf((await open(personId)).token)
  assert.ok(found)
  return found
}

test('a token opens the door for the person it was given to, and no other token does', async () => {
  const zhang = await town.person('zhang')
  await town.grant(zhang, 'liaison', town.roads)
  const { token } = await open(zhang)
  assert.deepEqual(await actorOf(token), {
    kind: 'staff',
    tenantId: town.tenantId,
    personId: zhang,
    name: 'zhang同志',
    unitId: town.roads,
    grants: [{ role: 'liaison', unitId: town.roads }],
  })
  for (const wrong of ['', 'x', token.slice(0, -1), `${token}A`, token.toLowerCase()])
    assert.equal(await actorOf(wrong), null)
})

test('the database does not have the token', async () => {
  const { token } = await open(await town.person('hashed'))
  const { rows } = await town.db.pool.query('SELECT s::text FROM session s')
  const secret = Buffer.from(token.slice(4), 'base64url')
  assert.equal(
    rows.some(row => row.s.includes(token) || row.s.includes(secret.toString('hex'))),
    false,
  )
})

test('a session that is used goes on, one that is left alone ends after ten minutes', async () => {
  const { token } = await open(await town.person('idle'))
  for (let i = 0; i < 5; i++) {
    town.clock.now += 8 * MINUTE
    assert.ok(await actorOf(token))
  }
  town.clock.now += 10 * MINUTE
  assert.equal(await actorOf(token), null)
})

test('a session ends after twelve hours, however busy it is', async () => {
  const { token } = await open(await town.person('busy'))
  const end = town.clock.now + 12 * HOUR
  for (; town.clock.now < end; town.clock.now += 8 * MINUTE) assert.ok(await actorOf(token))
  assert.equal(await actorOf(token), null)
})

test('the last time somebody was here is written once a minute, not with every request', async () => {
  const { token } = await open(await town.person('seen'))
  const seenAt = async () => (await town.db.pool.query('SELECT max(seen_at) AS at FROM session')).rows[0].at
  const begin = await seenAt()
  for (let i = 0; i < 11; i++) {
    town.clock.now += 5 * SECOND
    await actorOf(token)
    assert.equal(await seenAt(), begin)
  }
  town.clock.now += 10 * SECOND
  await actorOf(token)
  assert.equal(await seenAt(), town.clock.now)
})

test('signing out ends the session at once here, and within five seconds on another server', async () => {
  const { token } = await open(await town.person('leaver'))
  const other = town.otherServer()
  assert.ok(await actorOf(token))
  assert.ok(await other.presence.actorOf(token))
  await endSession(town.gate, token)
  assert.equal(await actorOf(token), null)
  town.clock.now += 5 * SECOND
  assert.equal(await other.presence.actorOf(token), null)
  await endSession(town.gate, token)
})

test('a role given or taken counts at once here, and within five seconds on another server', async () => {
  const [security, li] = [await town.person('sec1'), await town.person('li')]
  await town.grant(security, 'securityAdmin')
  const deed = {
    actor: await town.actor(security),
    units: town.units,
    personId: li,
    role: 'handler',
    unitId: town.roads,
  }
  const { token } = await open(li)
  const other = town.otherServer()
  const rolesOn = async (gate: Town['gate']) => (await gate.presence.actorOf(token))?.grants.map(g => g.role)
  assert.deepEqual([await rolesOn(town.gate), await rolesOn(other)], [[], []])
  granted(await grantRole(town.gate, deed))
  assert.deepEqual(await rolesOn(town.gate), ['handler'])
  town.clock.now += 5 * SECOND
  assert.deepEqual(await rolesOn(other), ['handler'])
  granted(await takeRole(town.gate, deed))
  assert.deepEqual(await rolesOn(town.gate), [])
  town.clock.now += 5 * SECOND
  assert.deepEqual(await rolesOn(other), [])
})

test('closing an account ends its sessions and keys', async () => {
  const [security, wang] = [await town.person('sec2'), await town.person('wang')]
  await town.grant(security, 'securityAdmin')
  const { token } = await open(wang)
  const key = granted(
    await makeKey(town.gate, await present(wang), { name: 'sync', expiresAt: town.clock.now + DAY }),
  )
  assert.ok(await actorOf(token))
  const deed = { actor: await town.actor(security), units: town.units, personId: wang }
  granted(await setActive(town.gate, deed, false))
  assert.deepEqual([await actorOf(token), await actorOf(key.token)], [null, null])
  granted(await setActive(town.gate, deed, true))
  assert.deepEqual([await actorOf(token), await actorOf(key.token)], [null, null])
})

test('many requests at once with one token are one question to the database', async () => {
  const { token } = await open(await town.person('crowd'))
  const actors = await Promise.all(Array.from({ length: 200 }, () => actorOf(token)))
  assert.equal(new Set(actors).size, 1)
  assert.ok(actors[0])
})

test('a key acts for its person, is not ended by idleness, and ends when it says', async () => {
  const bot = await town.person('bot')
  await town.grant(bot, 'agent')
  const key = granted(
    await makeKey(town.gate, await present(bot), { name: '问政平台', expiresAt: town.clock.now + 100 * DAY }),
  )
  assert.match(key.token, /^ydk_/)
  town.clock.now += 99 * DAY
  assert.deepEqual((await actorOf(key.token))?.grants, [{ role: 'agent', unitId: town.city }])
  town.clock.now += DAY
  assert.equal(await actorOf(key.token), null)
})

test('a key lives a year at most, is listed by name, and can be ended by its person only', async () => {
  const [owner, stranger] = [await town.person('owner'), await town.person('stranger')]
  const me = await present(owner)
  const key = granted(
    await makeKey(town.gate, me, { name: 'export', expiresAt: town.clock.now + 9999 * DAY }),
  )
  assert.equal(key.expiresAt, town.clock.now + 366 * DAY)
  assert.deepEqual(
    (await keysOf(town.gate, me)).map(k => [k.id, k.name]),
    [[key.id, 'export']],
  )
  assert.equal(refusalOf(await endKey(town.gate, await present(stranger), key.id)), 'not-found')
  assert.ok(await actorOf(key.token))
  granted(await endKey(town.gate, me, key.id))
  assert.equal(await actorOf(key.token), null)
  assert.deepEqual(await keysOf(town.gate, me), [])
})

test('a key makes no keys, nor does somebody who still lacks the second factor', async () => {
  const personId = await town.person('half')
  const wanted = { name: 'x', expiresAt: town.clock.now + DAY }
  const key = granted(await makeKey(town.gate, await present(personId), wanted))
  const byKey = await town.gate.presence.presentOf(key.token)
  assert.ok(byKey)
  assert.equal(refusalOf(await makeKey(town.gate, byKey, wanted)), 'key-needs-session')
  const { token } = await openSession(town.gate, town.tenantId, personId, 'password')
  const half = await town.gate.presence.presentOf(token)
  assert.ok(half)
  assert.equal(refusalOf(await makeKey(town.gate, half, wanted)), 'not-permitted')
})

test('a role that this version does not know gives nothing', async () => {
  const personId = await town.person('future')
  await town.grant(personId, 'agent')
  await town.db.pool.query(`UPDATE role_grant SET role = 'timeTraveller' WHERE person_id = $1`, [personId])
  assert.deepEqual((await actorOf((await open(personId)).token))?.grants, [])
})

test('the hourly sweep takes what is over and leaves what holds', async () => {
  const { token } = await open(await town.person('sweeper'))
  town.clock.now += MINUTE
  await sweepSignIn(town.gate)
  assert.ok(await actorOf(token))
  town.clock.now += 60 * DAY
  assert.ok((await sweepSignIn(town.gate)) > 0)
  const { rows } = await town.db.pool.query(
    `SELECT count(*)::int AS left FROM session WHERE kind = 'session'`,
  )
  assert.equal(rows[0].left, 0)
})
