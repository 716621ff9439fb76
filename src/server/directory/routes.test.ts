import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import type { Actor, Grant } from '../../domain/access/actor.ts'
import type { Role } from '../../domain/access/roles.ts'
import { actingFor } from '../../domain/directory/acting-for.ts'
import type { Rules } from '../../domain/policy/rules.ts'
import { CHANNEL_KINDS } from '../../domain/vocabulary.ts'
import { openKeys } from '../kernel/crypto/keys.ts'
import { buildHttp } from '../kernel/http/server.ts'
import { loadCity } from './city.ts'
import { directoryRoutes } from './routes.ts'
import { openTenants, type Tenants } from './tenants.ts'

const SAMPLE = new URL('../../../config/sample-city', import.meta.url).pathname
const START = Date.parse('2026-11-22T09:00:00+08:00')

let db: TestDatabase
let tenants: Tenants
let http: FastifyInstance
let tenantId: number
let present: Actor | null
let now = START

before(async () => {
  db = await freshDatabase()
  tenantId = (await loadCity(db, SAMPLE, { now: START })).tenantId!
  const keys = await openKeys({ secret: randomBytes(32).toString('base64') })
  tenants = openTenants(db, { now: () => now, pollEvery: 60_000 })
  const routes = directoryRoutes({ db, tenants, keys, now: () => now })
  http = await buildHttp({ routes, authenticate: async () => present, version: 'test' })
})
after(async () => {
  await http.close()
  tenants.close()
  await db.drop()
})
beforeEach(() => actAs('systemAdmin'))

/** Somebody with one role for a unit and what lies below it. */
async function actAs(role: Role | null, unit = 'city', person = 'sysadmin'): Promise<void> {
  const { directory } = await tenants.get(tenantId)
  const grants: Grant[] = role ? [{ role, unitId: directory.units.byCode(unit)!.id }] : []
  const row = await db.kysely
    .selectFrom('person')
    .select(['id', 'name', 'unit_id'])
    .where('code', '=', person)
    .executeTakeFirstOrThrow()
  present = { kind: 'staff', tenantId, personId: row.id, name: row.name, unitId: row.unit_id, grants }
}

interface Answer {
  status: number
  code?: string
  field?: string
  detailEn?: string
  /** Sentences from the directory; paths with messages from the rules. */
  facts?: { problems: string[] }
  ruleProblems: { path: string; message: string }[]
  items: Record<string, unknown>[]
  next: string | null
  version: number
  rules: Rules
  directoryVersion: number
}

async function call(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
): Promise<Answer> {
  const answer = await http.inject({ method, url: `/api/v1${path}`, ...(payload && { payload }) })
  const body = answer.json()
  return { ...body, ruleProblems: body.facts?.problems ?? [], status: answer.statusCode }
}

const unitNamed = async (code: string) => (await tenants.get(tenantId)).directory.units.byCode(code)

test('the lists of the directory come in the order of their codes, with ids and codes', async () => {
  const sizes: Record<string, number> = {}
  for (const part of [
    'units',
    'categories',
    'channels',
    'regions',
    'grids',
    'hotlines',
    'catalogue',
    'local-days',
  ])
    sizes[part] = (await call('GET', `/directory/${part}`)).items.length
  assert.deepEqual(sizes, {
    units: 66,
    categories: 331,
    channels: 26,
    regions: 40,
    grids: 48,
    hotlines: 31,
    catalogue: 149,
    'local-days': 1,
  })
  const { items } = await call('GET', '/directory/local-days')
  assert.deepEqual(items, [{ day: '2026-08-18', workday: false, name: '示例市建市纪念日' }])
})

test('[ZY-21] the register of merged hotlines tells old number, mode, owner and cut-over day', async () => {
  const { items } = await call('GET', '/directory/hotlines')
  const heat = items.find(h => h.name === '供热热线')!
  assert.equal(heat.mode, 'subCentre')
  assert.equal(heat.ownerUnitId, (await unitNamed('heat'))!.id)
  assert.match(String(heat.oldNumber), /^0000-/)
  assert.match(String(heat.cutOverOn), /^2022-/)
  assert.equal(new Set(items.map(h => h.oldNumber)).size, 31)
  assert.deepEqual([...new Set(items.map(h => h.mode))].sort(), ['full', 'parallel', 'subCentre'])
  for (const h of items) assert.match(String(h.cutOverOn), /^20\d\d-\d\d-\d\d$/)
})

test('[NC-09] [NC-10] [SZ-45] [ZY-08] an agent chooses among channels of every kind, the hotline with the fewest digits', async () => {
  await actAs('agent')
  const { items } = await call('GET', '/directory/channels')
  assert.deepEqual(new Set(items.map(c => c.kind)), new Set(CHANNEL_KINDS))
  const [first] = items.filter(c => c.digits).sort((a, b) => String(a.digits).localeCompare(String(b.digits)))
  assert.equal(first!.kind, 'hotline')
  assert.equal(items.filter(c => c.kind === 'liaisonPoint').length, 4)
})

test('people come page by page, each once; phones only for those who may edit', async () => {
  const seen: string[] = []
  let after = ''
  for (;;) {
    const page = await call('GET', `/directory/people?limit=50${after && `&after=${after}`}`)
    seen.push(...page.items.map(p => String(p.code)))
    assert.ok(page.items.every(p => typeof p.phone === 'string'))
    if (page.next === null) break
    after = page.next
  }
  assert.equal(seen.length, 123)
  assert.equal(new Set(seen).size, 123)
  await actAs('agent')
  const { items } = await call('GET', '/directory/people?q=renshe')
  assert.deepEqual(
    items.map(p => p.code),
    ['renshe-handler', 'renshe-leader', 'renshe-liaison'],
  )
  assert.ok(items.every(p => p.phone === null && p.email === null))
})

test('[XA-04] [XA-39] [SZ-14] relocated units and enterprises are found by kind, each with its profile', async () => {
  const relocated = await call('GET', '/directory/organisations?kind=relocatedUnit')
  assert.deepEqual(
    relocated.items.map(o => (o.profile as { stage: string }).stage),
    ['settled', 'moving', 'building', 'intending'],
  )
  const [enterprise] = (await call('GET', '/directory/organisations?q=晨序')).items
  assert.deepEqual(enterprise!.profile, {
    industry: '装备制造',
    status: 'producing',
    monthlyOutputWan: 1250,
    employees: 30,
    notes: '走访时反映用工紧张',
  })
  assert.deepEqual(relocated.items.find(o => o.code === 'relocated-2')!.profile, {
    employees: 800,
    origin: '原址示例首都乙地',
    stage: 'moving',
    subUnits: ['本科生院', '研究生院', '附属医院筹备处'],
    notes: '关心子女入学与职工落户',
  })
})

test('a unit is added, renamed and closed; every server hears of it and the auditor can read it', async () => {
  const version = (await tenants.get(tenantId)).version
  const added = await call('PUT', '/directory/units/parks', {
    name: '公园管理中心',
    kind: 'department',
    parent: 'chengguan',
  })
  assert.deepEqual([added.status, added.directoryVersion], [200, version + 1])
  assert.equal((await unitNamed('parks'))?.name, '公园管理中心')
  await call('PUT', '/directory/units/parks', {
    name: '公园中心',
    kind: 'department',
    parent: 'chengguan',
    active: false,
  })
  assert.deepEqual(
    [(await unitNamed('parks'))!.name, (await unitNamed('parks'))!.active],
    ['公园中心', false],
  )
  const traces = await db.kysely
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', 'parks')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    traces.map(t => t.act),
    ['directory.units', 'directory.units'],
  )
  assert.equal((traces[1]!.facts as { before: { name: string } }).before.name, '公园管理中心')
  assert.equal(traces[0]!.person_id, present!.personId)
})

test('a change that would leave the directory in pieces is refused with the reason, and changes nothing', async () => {
  const { version } = await tenants.get(tenantId)
  const cases: [string, object, string][] = [
    [
      '/directory/units/weijian',
      { name: '卫健局', kind: 'department', parent: 'city', active: false },
      "units: parent 'weijian' is a unit that is no longer active",
    ],
    [
      '/directory/units/x',
      { name: '某处', kind: 'department', parent: 'nowhere' },
      "units: parent 'nowhere' is not a unit",
    ],
    ['/directory/units/city', { name: '示例市', kind: 'city', parent: 'heat' }, 'units: '],
    ['/directory/people/new', { name: '甲', unit: 'nowhere' }, "people: unit 'nowhere' is not a unit"],
    [
      '/directory/categories/9901',
      { name: '甲', parent: '02' },
      "categories: code '9901' must begin with its parent's code",
    ],
    [
      '/directory/catalogue',
      { category: '0101', unit: 'east', legalBasis: '依据' },
      "catalogue: category '0101' has a lead unit already, 'shenpi'; the others assist",
    ],
  ]
  for (const [path, body, message] of cases) {
    const { status, code, facts } = await call('PUT', path, body)
    assert.deepEqual([status, code], [422, 'directory-wrong'], path)
    assert.ok(
      facts!.problems.some(p => p.startsWith(message)),
      JSON.stringify(facts),
    )
  }
  await tenants.changed(tenantId)
  assert.equal((await tenants.get(tenantId)).version, version)
})

test('a body is read as strictly as a file, and the field is named', async () => {
  const cases: [string, object, string][] = [
    ['/directory/units/x', { name: '某处', kind: 'bureau', parent: 'city' }, 'kind'],
    ['/directory/units/a%20b', { name: '某处', kind: 'department', parent: 'city' }, 'code'],
    ['/directory/people/x', { name: '甲\n乙', unit: 'city' }, 'name'],
    ['/directory/people/x', { name: '甲', unit: 'city', email: 'mail' }, 'email'],
    ['/directory/organisations/x', { name: '甲', kind: 'enterprise', creditCode: '1' }, 'creditCode'],
    ['/directory/local-days/2026-02-30', { name: '甲', workday: true }, 'day'],
    [
      '/directory/hotlines/0000-1',
      { name: '甲', mode: 'full', owner: 'city', cutOverOn: 'soon' },
      'cutOverOn',
    ],
  ]
  for (const [path, body, field] of cases) {
    const answer = await call('PUT', path, body)
    assert.deepEqual([answer.status, answer.field], [422, field], JSON.stringify(answer))
  }
  assert.equal(
    (await call('PUT', '/directory/units/x', { name: '某处', kind: 'department', boss: '甲' })).status,
    400,
  )
  assert.equal((await call('GET', '/directory/people?q=%00')).status, 400)
})

test("a district's administrator edits the district's units and people, nobody else's", async () => {
  await actAs('systemAdmin', 'east')
  const inside = { name: '范例第三社区', kind: 'community', parent: 'east-1' }
  assert.equal((await call('PUT', '/directory/units/east-1-3', inside)).status, 200)
  const noes: [string, object][] = [
    ['/directory/units/west-1-3', { name: '标杆第三社区', kind: 'community', parent: 'west-1' }],
    ['/directory/units/east-1-3', { ...inside, parent: 'west-1' }],
    ['/directory/people/mayor', { name: '甲', unit: 'east' }],
    ['/directory/categories/0199', { name: '甲', parent: '01' }],
    ['/directory/local-days/2026-08-19', { name: '甲', workday: false }],
  ]
  for (const [path, body] of noes) assert.equal((await call('PUT', path, body)).code, 'not-your-unit', path)
  await actAs('agent')
  assert.equal((await call('PUT', '/directory/units/east-1-3', inside)).code, 'not-permitted')
})

test('[ZY-17] a duty is set, changed and taken out again', async () => {
  const duty = {
    category: '0605',
    region: '990101',
    unit: 'east',
    legalBasis: '区清单第一项',
    floor: 'township',
  }
  assert.equal((await call('PUT', '/directory/catalogue', duty)).status, 200)
  await call('PUT', '/directory/catalogue', { ...duty, role: 'assist' })
  const { catalogue } = (await tenants.get(tenantId)).directory
  const mine = catalogue.filter(c => c.legalBasis === '区清单第一项')
  assert.deepEqual(
    mine.map(c => [c.role, c.floor]),
    [['assist', 'township']],
  )
  assert.equal((await call('DELETE', `/directory/catalogue/${mine[0]!.id}`)).status, 200)
  assert.equal((await call('DELETE', `/directory/catalogue/${mine[0]!.id}`)).code, 'not-found')
  assert.equal((await tenants.get(tenantId)).directory.catalogue.length, catalogue.length - 1)
})

test('[LL-33] channels, hotlines, skills, profiles and places are edited the same way', async () => {
  const edits: [string, object][] = [
    ['/directory/channels/fax', { name: '传真', kind: 'letter', digits: 30, owner: 'centre' }],
    [
      '/directory/hotlines/0000-8899999',
      { name: '旧热线', mode: 'parallel', owner: 'heat', cutOverOn: '2023-01-01' },
    ],
    ['/directory/people/heat-liaison', { name: '甲', unit: 'heat', skills: ['供热调试', '管网抢修'] }],
    [
      '/directory/organisations/ent-001',
      { name: '示例晨序机械有限公司', kind: 'enterprise', monthlyOutputWan: 1300.5, status: 'producing' },
    ],
    ['/directory/regions/990101005', { name: '新街', parent: '990101' }],
    ['/directory/grids/g9', { name: '新网格', region: '990101005', unit: 'east' }],
    ['/directory/categories/0107', { name: '其他政务', parent: '01', words: ['其他'] }],
  ]
  for (const [path, body] of edits) assert.equal((await call('PUT', path, body)).status, 200, path)
  const { directory } = await tenants.get(tenantId)
  assert.deepEqual([...directory.people.values()].find(p => p.name === '甲')!.skills, [
    '供热调试',
    '管网抢修',
  ])
  assert.equal([...directory.categories.values()].find(c => c.code === '0107')!.level, 2)
  const [enterprise] = (await call('GET', '/directory/organisations?q=ent-001')).items
  assert.deepEqual(enterprise!.profile, { status: 'producing', monthlyOutputWan: 1300.5 })
})

test('a local day moves the calendar at once, and back', async () => {
  const isWorked = async () => (await tenants.get(tenantId)).calendar.isWorkday('2026-11-24')
  await call('PUT', '/directory/local-days/2026-11-24', { name: '停电检修日', workday: false })
  assert.equal(await isWorked(), false)
  await call('DELETE', '/directory/local-days/2026-11-24')
  assert.equal(await isWorked(), true)
})

test('somebody on leave names a substitute for themselves, not for others', async () => {
  await actAs('handler', 'heat', 'heat-liaison')
  const leave = {
    from: '2026-11-22T08:00:00+08:00',
    until: '2026-11-30T00:00:00+08:00',
    substitute: 'heat-leader',
  }
  assert.equal((await call('PUT', '/directory/people/heat-liaison/leave', leave)).status, 200)
  const { directory } = await tenants.get(tenantId)
  const leader = await db.kysely
    .selectFrom('person')
    .select('id')
    .where('code', '=', 'heat-leader')
    .executeTakeFirstOrThrow()
  assert.equal(actingFor(directory, present!.personId!, START), leader.id)
  const wrong: [string, object, string][] = [
    ['mayor', leave, 'not-your-unit'],
    ['nobody', leave, 'not-found'],
    ['heat-liaison', { ...leave, until: '2026-11-01T00:00:00Z' }, 'leave-impossible'],
    ['heat-liaison', { ...leave, substitute: 'heat-liaison' }, 'leave-impossible'],
    ['heat-liaison', { ...leave, substitute: 'nobody' }, 'leave-impossible'],
  ]
  for (const [code, body, refusal] of wrong)
    assert.equal((await call('PUT', `/directory/people/${code}/leave`, body)).code, refusal)
  await call('PUT', '/directory/people/heat-liaison/leave', { from: null, until: null, substitute: null })
  assert.equal(
    actingFor((await tenants.get(tenantId)).directory, present!.personId!, START),
    present!.personId,
  )
})

test('[ZY-14] rules are published for a day, listed, compared, and hold from that day', async () => {
  const { rules } = await call('GET', '/rules')
  rules.limits.general = { closure: '4wd' }
  rules.steps.push({ when: { kinds: ['praise'] }, require: { visit: false } })
  const published = await call('POST', '/rules', {
    name: '四日',
    validFrom: '2026-12-01T00:00:00+08:00',
    rules,
  })
  assert.deepEqual([published.status, published.version], [201, 2])
  assert.equal((await call('GET', '/rules')).version, 1)
  now = Date.parse('2026-12-01T00:00:00+08:00')
  assert.deepEqual((await call('GET', '/rules')).rules.limits.general, { closure: '4wd' })
  now = START
  assert.deepEqual(
    (await call('GET', '/rules/versions')).items.map(v => v.version),
    [2, 1],
  )
  const { items } = await call('GET', '/rules/differences?from=1&to=2')
  assert.deepEqual(
    items.find(d => d.path === 'limits.general.closure'),
    { path: 'limits.general.closure', after: '4wd' },
  )
  assert.equal((await call('GET', '/rules?version=9')).code, 'not-found')
  assert.equal((await call('GET', '/rules/differences?from=1&to=9')).code, 'not-found')
})

test('rules with mistakes are refused with every mistake, and rules for the past too', async () => {
  const { rules } = await call('GET', '/rules')
  const wrong = { ...rules, clockStart: 'soon', wibble: 1 }
  const answer = await call('POST', '/rules', { name: '错', rules: wrong })
  assert.equal(answer.code, 'rules-wrong')
  assert.deepEqual(answer.ruleProblems.map(p => p.path).sort(), ['clockStart', 'wibble'])
  const stray = { ...rules, steps: [{ when: { categories: ['77'] }, require: {} }] }
  assert.equal(
    (await call('POST', '/rules', { name: '错', rules: stray })).ruleProblems[0]!.message,
    "no category begins with '77'",
  )
  const late = await call('POST', '/rules', { name: '晚', validFrom: '2026-11-21T00:00:00Z', rules })
  assert.deepEqual([late.status, late.field], [422, 'validFrom'])
  await actAs('dispatcher')
  assert.equal((await call('POST', '/rules', { name: '无权', rules })).code, 'not-permitted')
  await actAs('systemAdmin', 'east')
  assert.equal((await call('POST', '/rules', { name: '区里', rules })).code, 'not-your-unit')
})

test('[XA-24] a delegate speaks for sub-units of the organisation; name and phone lie encrypted and come masked', async () => {
  const delegate = { role: 'delegate', name: '郑明远', phone: '13900001234', subUnits: ['本科生院'] }
  const path = '/directory/organisations/relocated-2/contacts'
  assert.equal((await call('POST', path, delegate)).status, 201)
  const [mine] = (await call('GET', path)).items
  assert.deepEqual([mine!.name, mine!.phone, mine!.subUnits], ['郑明远', '13900001234', ['本科生院']])
  await actAs('agent')
  const [theirs] = (await call('GET', path)).items
  assert.deepEqual([theirs!.name, theirs!.phone], ['郑**', '139****1234'])
  assert.equal((await call('POST', path, delegate)).code, 'not-permitted')
  const stored = await db.kysely.selectFrom('organisation_contact').selectAll().executeTakeFirstOrThrow()
  assert.ok(!Buffer.concat([stored.name_enc!, stored.phone_enc!]).includes('郑'))
  const traces = await db.kysely
    .selectFrom('audit')
    .select('facts')
    .where('act', '=', 'directory.contact')
    .execute()
  assert.ok(!/郑|1234/.test(JSON.stringify(traces)))
})

test('[XA-24] nobody speaks for a sub-unit the organisation does not have, and one who has left speaks for none', async () => {
  const path = '/directory/organisations/relocated-2/contacts'
  const contact = {
    role: 'liaison',
    name: '何安然',
    phone: '13900005678',
    subUnits: ['本科生院', '体育学院'],
  }
  const answer = await call('POST', path, contact)
  assert.deepEqual([answer.code, answer.field], ['no-such-sub-unit', 'subUnits.1'])
  assert.equal((await call('POST', '/directory/organisations/nobody/contacts', contact)).code, 'not-found')
  const { items } = await call('GET', path)
  assert.equal((await call('DELETE', `/directory/contacts/${items[0]!.id}`)).status, 200)
  assert.deepEqual((await call('GET', path)).items, [])
  assert.equal((await call('DELETE', `/directory/contacts/${items[0]!.id}`)).code, 'not-found')
})
