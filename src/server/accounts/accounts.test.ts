import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '../../domain/access/actor.ts'
import { refuse } from '../../domain/refusal.ts'
import { createAccount, resetSecondFactor, setActive, setPassword } from './accounts.ts'
import { grantRole, takeRole } from './grants.ts'
import { listAccounts } from './list.ts'
import { signIn } from './login.ts'
import { granted, openTown, PASSWORD, refusalOf, type Town } from './town.testing.ts'

let town: Town
let security: Actor
let roadsSecurity: Actor
before(async () => {
  town = await openTown()
  const head = await town.person('head')
  await town.grant(head, 'securityAdmin')
  security = await town.actor(head)
  const local = await town.person('local')
  await town.grant(local, 'securityAdmin', town.roads)
  roadsSecurity = await town.actor(local)
})
after(() => town.db.drop())

const on = (personId: number, actor = security) => ({ actor, units: town.units, personId })
const role = (personId: number, name: string, unitId = town.city, actor = security) => ({
  ...on(personId, actor),
  role: name,
  unitId,
})
const listFor = (actor: Actor, page: { limit: number; after?: string | undefined }) =>
  listAccounts(town.gate, { actor, units: town.units }, page)
const signInAs = (login: string, password = PASSWORD) =>
  signIn(town.gate, { tenantId: town.tenantId, login, password, address: '::1' })

test('a person of the directory gets an account, and must change the first password', async () => {
  const personId = await town.person(null)
  granted(await createAccount(town.gate, on(personId), { login: 'NewHand', password: PASSWORD }))
  const { token } = granted(await signInAs('newhand'))
  assert.deepEqual((await town.gate.presence.presentOf(token))?.needs, ['newPassword', 'secondFactor'])
})

test('one person has one account, one login one person, and the first password follows the rules', async () => {
  const [first, second] = [await town.person(null), await town.person(null)]
  granted(await createAccount(town.gate, on(first), { login: 'only' }))
  const again = await createAccount(town.gate, on(first), { login: 'other' })
  assert.deepEqual(again, refuse('already-exists', { field: 'personId' }))
  const same = await createAccount(town.gate, on(second), { login: 'ONLY' })
  assert.deepEqual(same, refuse('already-exists', { field: 'login' }))
  assert.equal(
    refusalOf(await createAccount(town.gate, on(second), { login: 'x1', password: 'short' })),
    'weak-password',
  )
  assert.equal(refusalOf(await signInAs('x1')), 'wrong-login')
})

test('only who may edit accounts for the person’s unit can; to others the person does not exist', async () => {
  const mayor = await town.person('mayor')
  await town.db.pool.query('UPDATE person SET unit_id = $1 WHERE id = $2', [town.city, mayor])
  await town.grant(mayor, 'cityLeader')
  const worker = await town.person('worker')
  assert.equal(refusalOf(await setActive(town.gate, on(mayor, roadsSecurity), false)), 'not-found')
  assert.equal(refusalOf(await setActive(town.gate, on(worker, await town.actor(mayor)), false)), 'not-found')
  granted(await setActive(town.gate, on(worker, roadsSecurity), false))
  assert.equal(refusalOf(await signInAs('worker')), 'wrong-login')
})

test('a password set by the administrator ends sessions and locks, and must be changed', async () => {
  const personId = await town.person('forgot')
  const { token } = granted(await signInAs('forgot'))
  for (let i = 0; i < 6; i++) await signInAs('forgot', 'Wrong-password-1')
  assert.equal(refusalOf(await signInAs('forgot')), 'locked-out')
  granted(await setPassword(town.gate, on(personId), 'Tr7-kestrel-Moor'))
  assert.equal(await town.gate.presence.actorOf(token), null)
  const fresh = granted(await signInAs('forgot', 'Tr7-kestrel-Moor'))
  assert.ok((await town.gate.presence.presentOf(fresh.token))?.needs.includes('newPassword'))
  assert.equal(refusalOf(await setPassword(town.gate, on(personId), 'Forgot-2027-x')), 'weak-password')
})

test('a lost phone: the second factor is taken away, the session with it', async () => {
  const personId = await town.person('lostphone')
  await town.db.pool.query(
    `UPDATE account SET totp_secret_enc = '\\x00', totp_confirmed_at = now() WHERE person_id = $1`,
    [personId],
  )
  assert.equal(refusalOf(await signInAs('lostphone')), 'code-needed')
  granted(await resetSecondFactor(town.gate, on(personId)))
  granted(await signInAs('lostphone'))
})

test('the security administrator gives roles, the system administrator can not', async () => {
  const [admin, clerk] = [await town.person('sysadmin'), await town.person('clerk')]
  granted(await grantRole(town.gate, role(admin, 'systemAdmin')))
  const byAdmin = role(clerk, 'agent', town.city, await town.actor(admin))
  assert.equal(refusalOf(await grantRole(town.gate, byAdmin)), 'not-permitted')
  granted(await grantRole(town.gate, role(clerk, 'agent')))
  granted(await grantRole(town.gate, role(clerk, 'agent')))
  assert.deepEqual((await town.actor(clerk)).grants, [{ role: 'agent', unitId: town.city }])
})

test('roles are given within one’s own subtree only', async () => {
  const clerk = await town.person('subtree')
  assert.equal(
    refusalOf(await grantRole(town.gate, role(clerk, 'handler', town.city, roadsSecurity))),
    'not-permitted',
  )
  granted(await grantRole(town.gate, role(clerk, 'handler', town.roads, roadsSecurity)))
})

test('nobody gives roles to themselves or takes their own', async () => {
  const self = security.personId!
  assert.equal(refusalOf(await grantRole(town.gate, role(self, 'dispatcher'))), 'own-roles')
  assert.equal(refusalOf(await takeRole(town.gate, role(self, 'securityAdmin'))), 'own-roles')
})

test('system administrator, security administrator and auditor are three people', async () => {
  for (const [held, wanted] of [
    ['systemAdmin', 'auditor'],
    ['auditor', 'securityAdmin'],
    ['securityAdmin', 'systemAdmin'],
  ] as const) {
    const personId = await town.person(`three-${held}`)
    granted(await grantRole(town.gate, role(personId, held)))
    granted(await grantRole(town.gate, role(personId, held, town.roads)))
    assert.equal(refusalOf(await grantRole(town.gate, role(personId, wanted, town.roads))), 'roles-conflict')
    granted(await takeRole(town.gate, role(personId, held)))
    assert.equal(refusalOf(await grantRole(town.gate, role(personId, wanted))), 'roles-conflict')
    granted(await takeRole(town.gate, role(personId, held, town.roads)))
    granted(await grantRole(town.gate, role(personId, wanted)))
  }
})

test('two of the three roles given at the same moment: one of them is refused', async () => {
  const personId = await town.person('raced')
  const wanted = ['systemAdmin', 'securityAdmin', 'auditor']
  const answers = await Promise.all(wanted.map(name => grantRole(town.gate, role(personId, name))))
  assert.deepEqual(answers.map(answer => answer?.refused ?? 'given').sort(), [
    'given',
    'roles-conflict',
    'roles-conflict',
  ])
})

test('a role, unit or person that does not exist is named', async () => {
  const personId = await town.person('named')
  assert.deepEqual(
    await grantRole(town.gate, role(personId, 'toString')),
    refuse('no-such-role', { field: 'role' }),
  )
  assert.deepEqual(
    await grantRole(town.gate, role(personId, 'agent', 999_999)),
    refuse('no-such-unit', { field: 'unitId' }),
  )
  assert.deepEqual(
    await grantRole(town.gate, role(999_999, 'agent')),
    refuse('not-found', { field: 'personId' }),
  )
  assert.equal(refusalOf(await takeRole(town.gate, role(personId, 'agent'))), 'not-found')
})

test('the list shows the accounts within reach, page by page', async () => {
  const all = await listFor(security, { limit: 1000 })
  const local = await listFor(roadsSecurity, { limit: 1000 })
  assert.deepEqual(new Set(all.map(row => row.unitId)), new Set([town.city, town.roads]))
  assert.deepEqual(
    local,
    all.filter(row => row.unitId === town.roads),
  )
  assert.deepEqual(all.find(row => row.login === 'head')?.grants, [
    { role: 'securityAdmin', unitId: town.city },
  ])
  const paged: string[] = []
  for (let page = all.slice(0, 0); ; ) {
    page = await listFor(security, { limit: 3, after: paged.at(-1) })
    if (!page.length) break
    paged.push(...page.map(row => row.login))
  }
  assert.deepEqual(
    paged,
    all.map(row => row.login),
  )
  assert.deepEqual(await listFor({ ...security, grants: [] }, { limit: 10 }), [])
})

test('what was done to accounts and roles stands in the audit with who did it', async () => {
  const personId = await town.person(null)
  granted(await createAccount(town.gate, on(personId), { login: 'audited' }))
  granted(await grantRole(town.gate, role(personId, 'agent')))
  granted(await takeRole(town.gate, role(personId, 'agent')))
  granted(await setActive(town.gate, on(personId), false))
  const rows = (await town.audit()).filter(row => row.facts.person === personId)
  assert.deepEqual(
    rows.map(row => [row.act, row.subject, row.personId]),
    [
      ['account.opened', 'audited', security.personId],
      ['role.given', 'agent', security.personId],
      ['role.taken', 'agent', security.personId],
      ['account.closed', 'audited', security.personId],
    ],
  )
})
