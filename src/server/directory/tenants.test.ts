import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { loadCity } from './city.ts'
import { comparePolicies, listPolicies, publishPolicy } from './policies.ts'
import { openTenants, type Tenant, type Tenants } from './tenants.ts'
import { raiseVersion } from './version.ts'

const SAMPLE = new URL('../../../config/sample-city', import.meta.url).pathname
const START = Date.parse('2026-11-22T09:00:00+08:00')
const DAY = 86_400_000

let db: TestDatabase
let tenantId: number
let now = START
const opened: Tenants[] = []

before(async () => {
  db = await freshDatabase()
  tenantId = (await loadCity(db, SAMPLE, { now: START })).tenantId!
})
after(async () => {
  for (const tenants of opened) tenants.close()
  await db.drop()
})

function server(pollEvery = 20): Tenants {
  const tenants = openTenants(db, { now: () => now, pollEvery })
  opened.push(tenants)
  return tenants
}

/** Asks until it is so; the test's own time limit ends a wait in vain. */
async function until(tenants: Tenants, isSo: (tenant: Tenant) => boolean): Promise<Tenant> {
  for (;;) {
    const tenant = await tenants.get(tenantId)
    if (isSo(tenant)) return tenant
    await sleep(10)
  }
}

async function rename(name: string): Promise<void> {
  await db.kysely.transaction().execute(async tx => {
    await tx
      .updateTable('unit')
      .set({ name })
      .where('tenant_id', '=', tenantId)
      .where('code', '=', 'heat')
      .execute()
    await raiseVersion(tx, tenantId)
  })
}

const heat = (tenant: Tenant): string | undefined => tenant.directory.units.byCode('heat')?.name

test('a tenant is known by its code and by its id, one that does not exist is not', async () => {
  const tenants = server()
  const tenant = await tenants.byCode('sample')
  assert.equal(tenant?.id, tenantId)
  assert.equal(tenant?.name, '示例市')
  assert.equal(tenant?.directory.regionCode, '990100')
  assert.equal(await tenants.byCode('nowhere'), null)
  await assert.rejects(tenants.get(999_999), /no tenant 999999/)
  assert.deepEqual(
    (await tenants.all()).map(t => t.code),
    ['sample'],
  )
})

test('a second question about a tenant asks the database nothing', async () => {
  const tenants = server(60_000)
  const first = await tenants.get(tenantId)
  await rename('示例市热力公司（一）')
  assert.equal(await tenants.get(tenantId), first)
  assert.equal(heat(first), '示例市热力公司')
  await tenants.changed(tenantId)
  assert.equal(heat(await tenants.get(tenantId)), '示例市热力公司（一）')
})

test('what one server changes, the other notices by itself', async () => {
  const [here, there] = [server(60_000), server()]
  await there.get(tenantId)
  await rename('示例市热力公司（二）')
  await here.changed(tenantId)
  const seen = await until(there, t => heat(t) === '示例市热力公司（二）')
  assert.equal(seen.version, (await here.get(tenantId)).version)
})

test('a server that cannot reach the database goes on with what it knows', async () => {
  const lame = await freshDatabase()
  const id = (await loadCity(lame, SAMPLE)).tenantId!
  const tenants = openTenants(lame, { pollEvery: 5 })
  const known = await tenants.get(id)
  await lame.drop()
  await sleep(30)
  assert.equal(await tenants.get(id), known)
  tenants.close()
})

test('rules published for tomorrow hold from tomorrow on, without a reload', async () => {
  const tenants = server(60_000)
  now = START
  const today = await tenants.get(tenantId)
  const rules = structuredClone(today.policy.rules)
  rules.limits.default!.closure = '3wd'
  rules.officeHours = ['08:00-17:00']
  const version = await publishPolicy(db, tenantId, rules, {
    name: '三日办结',
    validFrom: START + DAY,
    by: null,
  })
  await tenants.changed(tenantId)
  const tenant = await tenants.get(tenantId)
  const before = { policy: tenant.policy.version, calendar: tenant.calendar.version }
  now = START + DAY
  assert.equal(version, 2)
  assert.deepEqual([before.policy, tenant.policy.version], [1, 2])
  assert.notEqual(tenant.calendar.version, before.calendar)
  assert.equal(tenant.policyOf(1).rules.limits.default!.closure, '5wd')
  assert.equal(tenant.policyAt(START).version, 1)
  now = START
})

test('two versions of the rules are listed and compared', async () => {
  const listed = await listPolicies(db.kysely, tenantId)
  assert.deepEqual(
    listed.map(p => [p.version, p.name]),
    [
      [2, '三日办结'],
      [1, '示例市规则（山东）'],
    ],
  )
  assert.deepEqual(await comparePolicies(db.kysely, tenantId, { from: 1, to: 2 }), [
    { path: 'limits.default.closure', before: '5wd', after: '3wd' },
    { path: 'officeHours', before: ['09:00-12:00', '13:30-18:00'], after: ['08:00-17:00'] },
  ])
  assert.equal(await comparePolicies(db.kysely, tenantId, { from: 1, to: 7 }), null)
})

test('two people who publish at once get two versions', async () => {
  const { rules } = (await server(60_000).get(tenantId)).policy
  const versions = await Promise.all(
    ['甲', '乙', '丙'].map(name =>
      publishPolicy(db, tenantId, rules, { name, validFrom: START + 9 * DAY, by: null }),
    ),
  )
  assert.deepEqual(versions.sort(), [3, 4, 5])
})

test('a local day off is no working day, and a year is published once its National Day is entered', async () => {
  const tenants = server(60_000)
  const { calendar } = await tenants.get(tenantId)
  assert.equal(calendar.isWorkday('2026-08-18'), false)
  assert.equal(calendar.isWorkday('2026-08-19'), true)
  assert.equal(calendar.isPublished('2027-03-01'), false)
  await db.kysely
    .insertInto('local_day')
    .values({ tenant_id: tenantId, day: '2027-10-01', workday: false, name: '国庆节' })
    .execute()
  await tenants.changed(tenantId)
  assert.equal((await tenants.get(tenantId)).calendar.isPublished('2027-03-01'), true)
})
