/** For every route a call that a person with the right to it could make: a ticket in the right state, a valid body. */
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { systemActor } from '../../src/domain/access/actor.ts'
import type { Decide } from '../../src/domain/record/context.ts'
import { Draft } from '../../src/domain/record/draft.ts'
import { proposeSheet } from '../../src/domain/supervision/issue-sheet.ts'
import { type Matter, matterOf } from '../stories/matter.testing.ts'
import { type Ground, type Sent, upload } from './ground.testing.ts'

export type Made = Sent & { number?: string; queryCode?: string }
type Make = (g: Ground) => Promise<Made> | Made

const preset = parse(
  readFileSync(new URL('../../config/presets/national-default.yaml', import.meta.url), 'utf8'),
)
// The town has other categories than the preset names.
const hasNoCategory = (one: { when: { categories?: unknown } }) => one.when.categories === undefined
const PRESET = { ...preset, limitClasses: preset.limitClasses.filter(hasNoCategory) }

const newCode = () => `c${randomInt(1e12)}`

async function received({ world }: Ground, fields: object = {}) {
  return world.received({ categoryId: world.category.water, ...fields })
}

/** Dispatched to the east; the acts follow one another as named. */
type Step = (m: Matter, g: Ground) => Promise<unknown>
async function inHand(g: Ground, steps: Step[] = [], fields: object = {}) {
  const { world } = g
  const appeal = await world.dispatched('east', { categoryId: world.category.water, ...fields })
  const matter = matterOf(world, appeal.number)
  for (const step of steps) await step(matter, g)
  return { ...appeal, matter }
}

const must = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer
  if (status !== 200) throw new Error(`the ground could not be laid: ${JSON.stringify(body)}`)
}
const signs: Step = m => m.sign(1, 'east')
const contacts: Step = m => m.contact(1, 'east')
const answers: Step = m => m.answer(1, 'east')
const accepts: Step = m => m.accept()
const visits: Step = async m => must(m.visit())
const publishes: Step = m => must(m.act('director', 'publish'))
const strikes: Step = m => must(m.act('dispatcher', 'strike-off'))
const returns: Step = m => must(m.on(1, 'east', 'return', { reason: 'notOurDuty', note: '不归我区' }))
const staysReturned: Step = m => must(m.act('supervisor', 'returns/1/decision', { accept: false }))
const objects: Step = m => must(m.on(1, 'east', 'objection', { reason: 'notOurDuty', note: '请裁定' }))
const asksLonger: Step = m => must(m.on(1, 'east', 'extension', { limit: '2wd', reason: 'complexWorks' }))
const suspends: Step = async m => {
  await must(m.on(1, 'east', 'suspension', { reason: 'season', reviewOn: '2026-10-20' }))
  await must(m.decide('director', 1, 'approved'))
}
const answersUnsolved: Step = m => m.answer(1, 'east', { result: 'unsolved', cause: 'hardToDo' })

const sheets: Step = m => must(m.act('supervisor', 'sheets', { kind: 'redSupervise', demand: '请立即办理' }))
const signsSheet: Step = m => must(m.act('east', 'sheet-recipients/1/sign'))
const answersSheet: Step = m => must(m.act('east', 'sheet-recipients/1/answer', { answer: '已办' }))
/** As the ladder does where the rules let a supervisor decide. */
const proposes: Step = async (m, { world }) => {
  const { door, tickets } = world.app.parts
  const appealId = (await tickets.idOf(world.tenantId, m.number))!
  const units = [{ unitId: world.unit.east, role: 'lead' as const }]
  const words = { title: null, summary: null }
  const decide: Decide<null> = (state, _, context) => {
    const draft = new Draft(state, context.now)
    proposeSheet(draft, { kind: 'redSupervise', cause: 'light', units, words }, context)
    return draft.change()
  }
  await door.act({ actor: systemActor(world.tenantId), appealId, decide, input: null })
}

/** A ticket's path, after the steps; `body` may look at the matter. */
const onTicket =
  (steps: Step[], verb: string, body?: (g: Ground, m: Matter) => unknown, fields: object = {}): Make =>
  async g => {
    const { number, queryCode, matter } = await inHand(g, steps, fields)
    const sent = body && (await body(g, matter))
    return {
      path: `/appeals/${number}${verb && `/${verb}`}`,
      number,
      queryCode,
      ...(sent !== undefined && { body: sent }),
    }
  }
const onDuty = (steps: Step[], verb: string, body?: (g: Ground, m: Matter) => unknown): Make =>
  onTicket(steps, `assignments/1/${verb}`, body)
const fresh =
  (
    verb: string,
    body?: (g: Ground) => unknown,
    prepare?: (g: Ground, number: string) => Promise<unknown>,
  ): Make =>
  async g => {
    const { number, queryCode } = await received(g)
    await prepare?.(g, number)
    const sent = body && (await body(g))
    return {
      path: `/appeals/${number}/${verb}`,
      number,
      queryCode,
      ...(sent !== undefined && { body: sent }),
    }
  }
const ofAppellant =
  (steps: Step[], verb: string, body?: unknown): Make =>
  async g => {
    const { number, queryCode } = await inHand(g, steps)
    return {
      path: `/public/appeals/${number}${verb}`,
      number,
      queryCode,
      ...(body !== undefined && { body }),
    }
  }
/** An answer that waits to go back to the platform, or was refused there. */
async function platformReply(g: Ground, refused = false): Promise<number> {
  const { number } = await received(g)
  const { rows } = await g.world.db.pool.query(
    `INSERT INTO platform_reply (tenant_id, event_id, platform, appeal_id, seq, kind, at, refused_at)
     SELECT tenant_id, $2, 'wenzheng', id, 1, 'final', now(), $3 FROM appeal WHERE number = $1 RETURNING id`,
    [number, randomInt(1e12), refused ? new Date() : null],
  )
  return rows[0].id
}
const contact =
  (verb: string, body?: unknown): Make =>
  async ({ world }) => {
    const answer = await world.call('agent', 'POST', '/contacts', {
      body: { channelId: world.channel.hotline },
    })
    const { id } = answer.body.contact as { id: number }
    return { path: `/contacts/${id}${verb}`, ...(body !== undefined && { body }) }
  }
const at =
  (path: string, body?: unknown): Make =>
  () => ({ path, ...(body !== undefined && { body }) })

const row = async ({ world }: Ground, sql: string, values: unknown[] = []) =>
  (await world.db.pool.query(sql, [world.tenantId, ...values])).rows[0] as { id: number; code: string }
const personOf = (g: Ground, unitId: number) =>
  row(g, 'INSERT INTO person (tenant_id, code, name, unit_id) VALUES ($1,$3,$3,$2) RETURNING id, code', [
    unitId,
    newCode(),
  ])
const accountOf = async (g: Ground) => {
  const person = await personOf(g, g.world.unit.lake)
  await g.world.db.pool.query('INSERT INTO account (tenant_id, person_id, login) VALUES ($1,$2,$3)', [
    g.world.tenantId,
    person.id,
    person.code,
  ])
  return person
}
const account =
  (verb: string, body?: (g: Ground) => unknown): Make =>
  async g => {
    const { id } = await accountOf(g)
    return { path: `/accounts/${id}${verb}`, ...(body && { body: body(g) }) }
  }
const organisation = (g: Ground) =>
  row(
    g,
    `INSERT INTO organisation (tenant_id, code, name, kind, unit_id) VALUES ($1,$2,$2,'enterprise',$3) RETURNING id, code`,
    [newCode(), g.world.unit.east],
  )
const article = async (g: Ground) => {
  const made = await g.world.call('director', 'POST', '/knowledge/articles', {
    body: {
      title: '停水抢修',
      body: '停水抢修请拨供水热线。',
      ownerUnitId: g.world.unit.east,
      state: 'published',
    },
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body.id as number
}
const REGULATION = {
  title: '供水管理办法',
  issuer: '示例市人民政府',
  issuedOn: '2026-01-05',
  scope: 'public',
  body: '第一条 停水应当提前公告。',
}
const regulation = async ({ world }: Ground, verb = '') => {
  const made = await world.call('director', 'POST', '/regulations', {
    body: { ...REGULATION, code: newCode(), ownerUnitId: world.unit.east },
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return { path: `/regulations/${made.body.id}${verb}` }
}
const FORCE = (g: Ground) => ({
  name: '供水保障专班',
  task: '保障供水',
  basis: '市政府专题会议',
  startsOn: '2026-09-01',
  endsOn: null,
  leaderId: g.world.person.waterSigner,
  deputyId: null,
  members: [],
  categoryIds: [g.world.category.water],
  regionIds: [],
  numbers: [],
})
const onForce =
  (verb: string, body?: object): Make =>
  async g => {
    const made = await g.world.call('director', 'POST', '/task-forces', { body: FORCE(g) })
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    return {
      path: `/task-forces/${made.body.id}${verb}`,
      headers: { 'if-match': '1' },
      ...(body && { body }),
    }
  }
const THANKS = { source: 'citizen', receivedOn: '2026-09-01', words: '谢谢' }
const onThanks =
  (verb: string, body?: object): Make =>
  async ({ world }) => {
    const made = await world.call('agent', 'POST', '/commendations', {
      body: { ...THANKS, unitId: world.unit.east },
    })
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    return { path: `/commendations/${made.body.id}/${verb}`, ...(body && { body }) }
  }
const CASE = { title: '停水抢修', situation: '停水', handling: '抢修', outcome: '恢复', lesson: null }
/** Written by the quality checker, so that the director may approve it. */
const onCase =
  (verb: string, body: object): Make =>
  async g => {
    const { number } = await inHand(g, [answers, accepts, visits, strikes])
    const made = await g.world.call('qa', 'POST', '/cases', { body: { number, ...CASE } })
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    return { path: `/cases/${made.body.id}${verb}`, body, headers: { 'if-match': '1' } }
  }
const PAPER = { kind: 'notice', title: '关于停水抢修的通知', text: '请做好抢修。' }
const paper = async ({ world }: Ground) => {
  const body = { ...PAPER, recipients: [world.unit.east] }
  const made = await world.call('director', 'POST', '/documents', { body })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body.id as number
}
const onPaper =
  (verb: string): Make =>
  async g => ({ path: `/documents/${await paper(g)}${verb}` })
const paperSettings = async ({ world }: Ground) => {
  const { body } = await world.call('admin', 'GET', '/documents/settings')
  return { version: body.version, settings: { ...(body.settings as object), seal: null } }
}
/** Another picture for each size. */
const sealPng = (size: number) =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    Buffer.from('IHDR'),
    Buffer.from([0, 0, 0, size, 0, 0, 0, size, 8, 6, 0, 0, 0, 0, 0, 0, 0]),
  ]).toString('base64')
const webhook = async (g: Ground) =>
  (
    await row(
      g,
      `INSERT INTO webhook (tenant_id, url, secret_enc, kinds) VALUES ($1, 'https://example.org/', '\\x00', '{}') RETURNING id`,
    )
  ).id
const onWebhook =
  (verb: string, body?: unknown): Make =>
  async g => ({
    path: `/webhooks/${await webhook(g)}${verb}`,
    ...(body !== undefined && { body }),
  })
const onRobot =
  (verb: string, body?: unknown): Make =>
  async g => {
    const { id } = await row(
      g,
      `INSERT INTO robot (tenant_id, unit_id, kind, name, url_enc, tells, created_at)
       VALUES ($1, $2, 'wecom', 'group', $3, '{lights}', now()) RETURNING id`,
      [g.world.unit.east, g.world.app.parts.keys.encrypt('https://127.0.0.1/', 'robot.url')],
    )
    return { path: `/robots/${id}${verb}`, ...(body !== undefined && { body }) }
  }
const IMPORT_MAPPING =
  'platform: old\nformat: csv\nfields: { externalId: id, content: text, receivedAt: time, channel: { constant: web } }'
const oneRowFile = () =>
  upload('old.csv', 'text/csv', Buffer.from(`id,text,time\n${newCode()},停水,2026-09-01\n`), {
    mapping: IMPORT_MAPPING,
  })
const onImport =
  (verb: string): Make =>
  async g => {
    const started = { path: '/imports', ...oneRowFile() }
    const { status, text } = await g.ask('POST', started, `Bearer ${g.world.token('dispatcher')}`)
    if (status !== 202) throw new Error(text)
    return { path: `/imports/${JSON.parse(text).id}${verb}` }
  }
const period = 'from=2026-09-01&until=2026-10-01'
const otherNumber = async (g: Ground) => (await received(g)).number
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export const CALLS: Record<string, Make> = {
  signIn: at('/sign-in', { tenant: 'town', login: 'nobody-here', password: 'Wrong-password-1' }),
  beginSignOn: at('/sign-on?tenant=town'),
  finishSignOn: at('/sign-on/callback'),
  sendPhoneCode: at('/citizens/code', { tenant: 'town', phone: '13900000001' }),
  signInCitizen: at('/citizens/sign-in', { tenant: 'town', phone: '13900000002', code: '000000' }),
  signOut: at('/sign-out'),
  readMe: async g => ({ path: '/me', ...(await received(g)) }),
  changeMyPassword: at('/me/password', { old: 'a', fresh: 'b' }),
  enrolSecondFactor: at('/me/second-factor'),
  confirmSecondFactor: at('/me/second-factor/confirm', { code: '000000' }),
  listMyKeys: at('/me/keys'),
  createMyKey: at('/me/keys', { name: '对接', expiresAt: '2026-12-31T00:00:00+08:00' }),
  endMyKey: at('/me/keys/1'),
  listAccounts: at('/accounts'),
  createAccount: async g => ({
    path: '/accounts',
    body: { personId: (await personOf(g, g.world.unit.lake)).id, login: newCode() },
  }),
  changeAccount: account('', () => ({ active: false })),
  resetPassword: account('/password', () => ({ password: '荷叶Lotus-2027' })),
  resetSecondFactor: account('/second-factor'),
  grantRole: account('/roles', g => ({ role: 'handler', unitId: g.world.unit.lake })),
  takeRole: async g => {
    const { id } = await accountOf(g)
    const { lake } = g.world.unit
    await row(g, `INSERT INTO role_grant (tenant_id, person_id, role, unit_id) VALUES ($1,$2,'handler',$3)`, [
      id,
      lake,
    ])
    return { path: `/accounts/${id}/roles/handler/${lake}` }
  },
  listUnits: at('/directory/units'),
  listCategories: at('/directory/categories'),
  listChannels: at('/directory/channels'),
  listRegions: at('/directory/regions'),
  listGrids: at('/directory/grids'),
  listHotlines: at('/directory/hotlines'),
  listCatalogue: at('/directory/catalogue'),
  listLocalDays: at('/directory/local-days'),
  readCalendar: at('/calendar/2026'),
  listPeople: at('/directory/people'),
  listOrganisations: at('/directory/organisations'),
  listOrganisationContacts: async g => ({
    path: `/directory/organisations/${(await organisation(g)).code}/contacts`,
  }),
  addContact: async g => ({
    path: `/directory/organisations/${(await organisation(g)).code}/contacts`,
    body: { role: 'owner', name: '张三', phone: '13911112222' },
  }),
  endContact: async g => {
    const { id } = await organisation(g)
    const made = await row(
      g,
      `INSERT INTO organisation_contact (tenant_id, organisation_id, role) VALUES ($1,$2,'owner') RETURNING id`,
      [id],
    )
    return { path: `/directory/contacts/${made.id}` }
  },
  putUnit: at('/directory/units/reed', { name: '芦苇社区', kind: 'community', parent: 'lake' }),
  putCategory: at('/directory/categories/02', { name: 'water' }),
  putChannel: at('/directory/channels/window', { name: 'window', kind: 'window', digits: 4 }),
  putRegion: at('/directory/regions/east', { name: '东城区' }),
  putGrid: () => ({
    path: `/directory/grids/${newCode()}`,
    body: { name: '网格', region: 'east', unit: 'lake' },
  }),
  putPerson: () => ({ path: `/directory/people/${newCode()}`, body: { name: '李四', unit: 'lake' } }),
  putOrganisation: () => ({
    path: `/directory/organisations/${newCode()}`,
    body: { name: '示例厂', kind: 'enterprise', unit: 'lake' },
  }),
  putHotline: at('/directory/hotlines/12319', {
    name: '城建热线',
    mode: 'full',
    owner: 'lake',
    cutOverOn: '2026-01-01',
  }),
  putLocalDay: at('/directory/local-days/2026-10-22', { workday: false, name: '本地节日' }),
  putCatalogueEntry: at('/directory/catalogue', { category: '0101', unit: 'lake', legalBasis: '条例第1条' }),
  deleteCatalogueEntry: async g => ({
    path: `/directory/catalogue/${(await row(g, `INSERT INTO catalogue_entry (tenant_id, category_id, region_id, unit_id, legal_basis) VALUES ($1,$2,$4,$3,'条例') RETURNING id`, [g.world.category.water, g.world.unit.lake, randomInt(1e9)])).id}`,
  }),
  deleteLocalDay: async g => {
    const day = `20${randomInt(30, 99)}-01-${randomInt(10, 28)}`
    await row(
      g,
      `INSERT INTO local_day (tenant_id, day, workday, name) VALUES ($1,$2,false,'x') ON CONFLICT DO NOTHING`,
      [day],
    )
    return { path: `/directory/local-days/${day}` }
  },
  putLeave: async g => ({
    path: `/directory/people/${(await personOf(g, g.world.unit.lake)).code}/leave`,
    body: { from: null, until: null, substitute: null },
  }),
  getRules: at('/rules'),
  tryRules: at('/rules/trial', { from: '2026-09-01', until: '2026-09-30', version: 1 }),
  listRules: at('/rules/versions'),
  compareRules: at('/rules/differences?from=1&to=1'),
  // In force when nobody of the test is there any more.
  publishRules: () => ({
    path: '/rules',
    body: { name: '试行', validFrom: '2090-01-01T00:00:00+08:00', rules: PRESET },
  }),
  createAppeal: ({ world }) => ({
    path: '/appeals',
    body: {
      channelId: world.channel.hotline,
      kind: 'help',
      intent: 'request',
      title: '停水',
      content: '停水两天了。',
    },
  }),
  findCandidates: at('/candidates', { content: '停水两天了' }),
  addToAppeal: onTicket([], 'add', () => ({ addition: '又停了' })),
  askAppellant: onTicket([], 'ask', () => ({ question: '几号楼？' })),
  tellCentre: onTicket([m => must(m.act('dispatcher', 'ask', { question: '几号楼？' }))], 'tell', () => ({
    answer: '三号楼',
  })),
  withdrawAppeal: onTicket([], 'withdraw', () => ({})),
  refuseAppeal: fresh('refuse', () => ({ reason: 'outsideTerritory' })),
  answerAppeal: fresh('answer-on-spot', () => ({ answer: '已恢复供水' })),
  handOverAppeal: fresh('hand-over', () => ({ line: '119' })),
  classifyAppeal: fresh('classify', () => ({ urgency: 'urgent' })),
  mergeAppeals: fresh('merge', async g => ({ into: await otherNumber(g) })),
  unmergeAppeals: fresh('unmerge', undefined, async (g, number) =>
    must(
      g.world.call('dispatcher', 'POST', `/appeals/${number}/merge`, {
        body: { into: await otherNumber(g) },
      }),
    ),
  ),
  splitAppeal: fresh('split', () => ({ parts: [{ title: '路灯', content: '路灯也不亮' }] })),
  joinParent: fresh('parent', async g => ({ parent: await otherNumber(g) })),
  joinAppeal: onTicket([], 'join', ({ world }) => ({
    channelId: world.channel.hotline,
    appellant: { phone: '13911113333' },
  })),
  openContact: ({ world }) => ({ path: '/contacts', body: { channelId: world.channel.hotline } }),
  answerContact: contact('/answer', { answer: '供水已恢复' }),
  refuseContact: contact('/refuse', { reason: 'outsideTerritory' }),
  handOverContact: contact('/hand-over', { line: '119' }),
  abandonContact: contact('/abandon', {}),
  rateContact: async g => {
    const made = await contact('')(g)
    await must(g.world.call('agent', 'POST', `${made.path}/answer`, { body: { answer: '供水已恢复' } }))
    return { path: `${made.path}/stars`, body: { stars: 5 } }
  },
  listContacts: at('/contacts'),
  openContacts: at('/contacts/open'),
  countContacts: at('/contacts/counts'),
  showContact: contact(''),
  createRestraint: at('/restraints', { phone: '13911114444', reason: '一小时来电百次', perHour: 1 }),
  listRestraints: at('/restraints'),
  endRestraint: async g => {
    const made = await g.world.call('dispatcher', 'POST', '/restraints', {
      body: { phone: '13911114444', reason: '频繁', perHour: 1 },
    })
    return { path: `/restraints/${made.body.id}` }
  },
  sendAppeal: ({ world }) => ({
    path: '/public/appeals?tenant=town',
    body: {
      channelId: world.channel.web,
      entry: 'ask',
      title: '医保',
      content: '医保如何报销？',
      appellant: { phone: '13900006789' },
    },
  }),
  similarMatters: at('/public/similar?tenant=town', { content: '路灯不亮' }),
  joinSimilar: async g => {
    const { number } = await received(g)
    const sealed = g.world.app.parts.keys.encrypt(`${g.world.clock.now() + 60_000} ${number}`, 'similar.ref')
    return { path: '/public/similar/me-too', body: { ref: sealed.toString('base64url') } }
  },
  ownOrganisation: at('/public/organisations/1'),
  changeOwnOrganisation: at('/public/organisations/1', { employees: 3 }),
  addDelegate: at('/public/organisations/1/delegates', { name: '李四', phone: '13900001111' }),
  endDelegate: at('/public/organisations/1/delegates/1'),
  enterByWechat: at('/citizens/wechat', { tenant: 'town', code: 'c' }),
  meToo: ofAppellant([], '/me-too', {}),
  followAppeal: ofAppellant([], ''),
  ownAppeals: at('/public/appeals'),
  addToOwn: ofAppellant([], '/add', { addition: '又停了' }),
  tellOwn: ofAppellant([m => must(m.act('dispatcher', 'ask', { question: '几号楼？' }))], '/tell', {
    answer: '三号楼',
  }),
  withdrawOwn: ofAppellant([], '/withdraw', {}),
  giveReview: ofAppellant([signs, contacts, answers, accepts], '/review', { stars: 5 }),
  reopenOwn: ofAppellant([signs, contacts, answers, accepts, visits, strikes], '/reopen', { note: '又坏了' }),
  publicBoard: at('/public/board?tenant=town'),
  uploadPublicFile: () => ({ path: '/public/files?tenant=town', ...upload('a.png', 'image/png', picture) }),
  dispatchAppeal: fresh('dispatch', ({ world }) => ({ units: [{ unitId: world.unit.east, role: 'lead' }] })),
  dispatchMany: async g => ({
    path: '/dispatches',
    body: { rows: [{ number: await otherNumber(g), units: [{ unitId: g.world.unit.east, role: 'lead' }] }] },
  }),
  suggestForAppeal: onTicket([], 'suggestions'),
  suggestForDraft: at('/suggestions', { text: '停水' }),
  listClaimable: at('/claimable'),
  claimAppeal: async g => {
    // Offered to the east through the street named in the catalogue for lamps.
    const { number } = await g.world.received({ categoryId: g.world.category.lamps })
    return { path: `/appeals/${number}/claim`, body: { unitId: g.world.unit.east } }
  },
  passDown: onDuty([signs], 'pass-down', ({ world }) => ({ units: [{ unitId: world.unit.lake }] })),
  cancelAssignment: onDuty([], 'cancel', () => ({ note: '改派' })),
  handAssignment: onDuty([], 'hand', ({ world }) => ({ personId: world.person.east })),
  listCandidates: onDuty([], 'people'),
  returnAssignment: onDuty([], 'return', () => ({ reason: 'notOurDuty', note: '不归我区' })),
  objectToDispatch: onDuty([returns, staysReturned], 'objection', () => ({
    reason: 'notOurDuty',
    note: '请裁定',
  })),
  decideReturn: onTicket([returns], 'returns/1/decision', () => ({ accept: false })),
  ruleOnObjection: onTicket([returns, staysReturned, objects], 'objections/2/ruling', () => ({
    basis: '责任清单',
  })),
  showBounces: onTicket([], 'bounces'),
  signAssignment: onDuty([], 'sign'),
  contactAppellant: onDuty([signs], 'contact', () => ({ reached: true, how: 'phone', call: 'rec-1' })),
  recordProgress: onDuty([signs], 'progress', () => ({ note: '已到场' })),
  checkSite: onDuty([signs], 'site-check', async (_, m) => ({ fileIds: await m.files('before', 'after') })),
  rewriteContent: onTicket([], 'rewrite', () => ({ content: '某处停水' }), { confidential: true }),
  resumeAppeal: onTicket([signs, contacts, suspends], 'resume', () => ({})),
  replyPreliminarily: onDuty([signs, contacts], 'preliminary-reply', () => ({ answer: '正在抢修' })),
  reply: onDuty([signs, contacts], 'reply', async (_, m) => ({
    answer: '已修好',
    result: 'solved',
    fileIds: await m.files('after'),
  })),
  acceptAnswer: onDuty([signs, contacts, answers], 'accept'),
  sendBackAnswer: onDuty([signs, contacts, answers], 'send-back', () => ({ reasons: ['notSolved'] })),
  askExtension: onDuty([signs], 'extension', () => ({ limit: '2wd', reason: 'complexWorks' })),
  askSuspension: onDuty([signs], 'suspension', () => ({ reason: 'season', reviewOn: '2026-10-20' })),
  askCountersign: onDuty([signs], 'countersign', ({ world }) => ({
    unitIds: [world.unit.water],
    text: '请会签',
  })),
  reportUpward: onDuty([signs], 'report-upward', () => ({ report: '情况汇报', to: '市政府' })),
  urgeAssignment: onDuty([], 'urge', () => ({ note: '请抓紧办理' })),
  setLevel: onTicket([], 'level', () => ({ level: 'key', reason: '群众反映集中' })),
  publishAppeal: onTicket([signs, contacts, answers, accepts], 'publish'),
  unpublishAppeal: onTicket([signs, contacts, answers, accepts, publishes], 'unpublish', () => ({
    reason: '当事人要求',
  })),
  askCloseException: onTicket([signs, contacts, answersUnsolved], 'close-exception', () => ({
    reason: 'noLegalBasis',
  })),
  askExclusion: onTicket([], 'exclusion', () => ({ reason: 'unreasonable' })),
  decideRequest: onTicket([signs, asksLonger], 'approvals/1/decision', () => ({ verdict: 'approved' })),
  listRequests: at('/approvals'),
  listAssignments: at('/assignments'),
  sendSheet: onTicket([], 'sheets', () => ({ kind: 'taskNotice' })),
  sendSheets: async g => ({
    path: '/sheets/bulk',
    body: { numbers: [await otherNumber(g)], kind: 'taskNotice' },
  }),
  superviseMany: async g => ({
    path: '/supervision/bulk',
    body: { numbers: [await otherNumber(g)], supervision: 'realTime' },
  }),
  previewSheet: onTicket([], 'sheets/preview', () => ({ kind: 'taskNotice' })),
  decideProposal: onTicket([proposes], 'sheets/1/decide', () => ({ verdict: 'issue' })),
  withdrawSheet: onTicket([sheets], 'sheets/1/withdraw', () => ({ reason: '发错单位' })),
  signSheet: onTicket([sheets], 'sheet-recipients/1/sign'),
  answerSheet: onTicket([sheets, signsSheet], 'sheet-recipients/1/answer', () => ({ answer: '已办' })),
  objectToSheet: onTicket([sheets], 'sheet-recipients/1/object', () => ({ reason: '不归我区' })),
  acceptSheet: onTicket([sheets, signsSheet, answersSheet], 'sheet-recipients/1/accept'),
  sendBackSheet: onTicket([sheets, signsSheet, answersSheet], 'sheet-recipients/1/send-back', () => ({
    note: '请写明结果',
  })),
  instruct: onTicket([], 'instructions', () => ({ words: '请抓紧办理。' })),
  openTask: g => ({
    path: '/tasks',
    body: {
      kind: 'keyWork',
      title: '路灯检修',
      content: '检修主干道路灯。',
      limit: '10wd',
      units: [{ unitId: g.world.unit.east, role: 'lead' }],
    },
  }),
  listSheets: at('/sheets'),
  readLedgerSteps: at('/steps'),
  listLedgerSteps: at('/steps/rows'),
  listTicketSheets: onTicket([], 'sheets'),
  listVisits: at('/visits'),
  attemptVisit: onTicket([signs, contacts, answers, accepts], 'visits/1/attempts', () => ({
    outcome: 'noAnswer',
  })),
  strikeOff: onTicket([signs, contacts, answers, accepts, visits], 'strike-off'),
  strikeOffMany: async g => ({ path: '/strike-offs', body: { numbers: [await otherNumber(g)] } }),
  reopenAppeal: onTicket([signs, contacts, answers, accepts, visits, strikes], 'reopen', () => ({
    note: '又坏了',
  })),
  takePlatformMessages: () => ({
    path: '/platforms/wenzheng/messages',
    body: { messages: [{ id: newCode(), title: '停水', content: '停水两天了。' }] },
  }),
  givePlatformFeedback: async g => {
    const id = newCode()
    const fields = {
      channelId: g.world.channel.platform,
      externalPlatform: 'wenzheng',
      externalId: id,
      wantsVisit: false,
    }
    await inHand(g, [signs, contacts, answers, accepts], fields)
    return { path: `/platforms/wenzheng/messages/${id}/feedback`, body: { stars: 5 } }
  },
  listPlatformReplies: at('/platforms/wenzheng/replies'),
  ackPlatformReply: async g => ({
    path: `/platforms/wenzheng/replies/${(await row(g, `INSERT INTO platform_reply (tenant_id, event_id, platform, appeal_id, seq, kind, at) VALUES ($1,$2,'wenzheng',1,1,'final',now()) RETURNING id`, [randomInt(1e12)])).id}/ack`,
  }),
  refusePlatformReply: async g => ({
    path: `/platforms/wenzheng/replies/${await platformReply(g)}/refuse`,
    body: { reason: '超过字数' },
  }),
  sendPlatformReplyAgain: async g => ({
    path: `/platforms/wenzheng/replies/${await platformReply(g, true)}/again`,
  }),
  listTicketReplies: onTicket([], 'platform-replies'),
  readWayUpward: onTicket([], 'way-upward'),
  draftReport: onTicket([], 'report-material'),
  issueReport: onTicket([], 'report-material', () => ({
    title: '关于路灯问题办理情况的报告',
    text: '现报告如下。',
  })),
  readBursts: at('/bursts'),
  readHeap: async g => ({ path: `/bursts/${(await received(g)).number}` }),
  settleHeap: async g => ({
    path: '/bursts/settle',
    body: {
      head: (await received(g)).number,
      numbers: [],
      way: 'merge',
      units: [{ unitId: g.world.unit.roads, role: 'lead' }],
    },
  }),
  listImports: at('/imports'),
  startImport: () => ({ path: '/imports', ...oneRowFile() }),
  showImport: onImport(''),
  readRejects: onImport('/rejects'),
  cancelImport: onImport('/cancel'),
  readFigures: at(`/figures?${period}`),
  listQualityQueue: at('/quality/queue'),
  checkQuality: async g => {
    const { path } = await contact('')(g)
    const id = Number(path.split('/').at(-1))
    await g.world.call('agent', 'POST', `/contacts/${id}/answer`, { body: { answer: '已答复。' } })
    return { path: '/quality/checks', body: { contactId: id, scores: { polite: 5 } } }
  },
  listQualityChecks: at('/quality/checks'),
  listIdentityViews: at('/identity-views'),
  readSystem: at('/system'),
  mergeMany: async g => {
    const [from, into] = [await received(g), await received(g)]
    return { path: '/merges', body: { rows: [{ number: from.number, into: into.number }] } }
  },
  urgeMany: async g => {
    const { number } = await inHand(g)
    return { path: '/urges', body: { numbers: [number], note: '请尽快办理' } }
  },
  mapRegions: at('/map/regions?tenant=town'),
  mapSettings: at('/map/settings'),
  readReconciliation: at(`/reconciliation?${period}`),
  readOverview: at('/overview'),
  openAppeal: onTicket([], ''),
  seeIdentity: onTicket([], 'identity', () => ({ purpose: 'reveal', reason: '核实投诉情况' })),
  eraseIdentity: onTicket([], 'identity/erase', () => ({ reason: '本人申请删除' })),
  listViews: onTicket([], 'views'),
  listAppeals: at('/appeals'),
  countAppeals: at('/appeals/count'),
  exportAppeals: at('/appeals/export'),
  streamEvents: at('/events/stream'),
  listSavedViews: at('/saved-views'),
  saveView: () => ({ path: '/saved-views', body: { name: newCode(), query: {} } }),
  uploadFile: () => ({ path: '/files', ...upload('a.png', 'image/png', picture) }),
  openFile: async g => {
    const { number, queryCode, matter } = await inHand(g)
    const kept = await g.ask(
      'POST',
      { path: '/files?purpose=appeal', ...upload('a.png', 'image/png', picture) },
      `Bearer ${g.world.token('agent')}`,
    )
    const { id } = JSON.parse(kept.text)
    await must(matter.act('agent', 'add', { addition: '照片', fileIds: [id] }))
    return { path: `/files/${id}`, number, queryCode }
  },
  searchKnowledge: at('/knowledge/search?q=%E5%81%9C%E6%B0%B4'),
  readArticle: async g => ({ path: `/knowledge/articles/${await article(g)}` }),
  listArticles: at('/knowledge/articles'),
  createArticle: ({ world }) => ({
    path: '/knowledge/articles',
    body: { title: '停水', body: '停水抢修', ownerUnitId: world.unit.east },
  }),
  changeArticle: async g => ({
    path: `/knowledge/articles/${await article(g)}`,
    body: { title: '停水公告' },
    headers: { 'if-match': '1' },
  }),
  listArticleVersions: async g => ({ path: `/knowledge/articles/${await article(g)}/versions` }),
  listRegulations: at('/regulations?q=%E5%81%9C%E6%B0%B4'),
  readRegulation: g => regulation(g),
  createRegulation: ({ world }) => ({
    path: '/regulations',
    body: { ...REGULATION, ownerUnitId: world.unit.east },
  }),
  changeRegulation: async g => ({
    ...(await regulation(g)),
    body: { repealedOn: '2026-09-01' },
    headers: { 'if-match': '1' },
  }),
  listRegulationVersions: g => regulation(g, '/versions'),
  listRegulationReferences: g => regulation(g, '/references'),
  listBrokenReferences: at('/regulation-references/broken'),
  findCited: at('/regulation-references/cited?text=%E3%80%8A%E5%8A%9E%E6%B3%95%E3%80%8B'),
  listPublicRegulations: at('/public/regulations?tenant=town'),
  readPublicRegulation: async g => {
    const code = newCode()
    const body = { ...REGULATION, code, ownerUnitId: g.world.unit.east }
    await g.world.call('director', 'POST', '/regulations', { body })
    return { path: `/public/regulations/${code}?tenant=town` }
  },
  listTaskForces: at('/task-forces'),
  readTaskForce: onForce(''),
  createTaskForce: g => ({ path: '/task-forces', body: FORCE(g) }),
  changeTaskForce: onForce('', { name: '供水保障' }),
  dissolveTaskForce: onForce('/dissolve', { outcome: '已完成' }),
  noteTaskForce: onForce('/notes', { text: '今日巡检' }),
  listCommendations: at('/commendations'),
  registerCommendation: ({ world }) => ({
    path: '/commendations',
    body: { ...THANKS, unitId: world.unit.east },
  }),
  confirmCommendation: onThanks('confirm'),
  dismissCommendation: onThanks('dismiss', { reason: '重复登记' }),
  eraseCommendation: onThanks('erase', { reason: '本人要求删除' }),
  readCredits: at('/figures/credits?from=2026-09-01&until=2026-09-30'),
  readConduct: at('/figures/conduct?from=2026-09-01&until=2026-09-30'),
  readStepTimes: at('/figures/steps?from=2026-09-01&until=2026-09-30'),
  readHotDomains: at('/figures/hot'),
  listCases: at('/cases'),
  writeCase: async g => {
    const { number } = await inHand(g, [answers, accepts, visits, strikes])
    return { path: '/cases', body: { number, ...CASE } }
  },
  changeCase: onCase('', { title: '停水之夜' }),
  publishCase: onCase('/publish', { to: 'inside' }),
  listPublicCases: at('/public/cases?tenant=town'),
  listDocuments: at('/documents'),
  showDocument: onPaper(''),
  openDocumentPdf: onPaper('/pdf'),
  openDocumentWord: onPaper('/docx'),
  issueDocument: at('/documents', PAPER),
  previewDocument: at('/documents/preview', PAPER),
  readDocumentSettings: at('/documents/settings'),
  saveDocumentSettings: async g => ({ path: '/documents/settings', body: await paperSettings(g) }),
  previewDocumentSettings: async g => ({
    path: '/documents/settings/preview',
    body: { kind: 'letter', settings: (await paperSettings(g)).settings },
  }),
  readTemplate: at('/documents/templates/notice'),
  uploadSeal: at('/documents/seals', { name: '公章', png: sealPng(200) }),
  openSeal: async g => {
    const kept = await g.world.call('director', 'POST', '/documents/seals', {
      body: { name: '公章', png: sealPng(250) },
    })
    if (kept.status !== 201) throw new Error(JSON.stringify(kept.body))
    return { path: `/documents/seals/${kept.body.hash}` }
  },
  listMessages: at('/messages'),
  listAlerts: at('/alerts'),
  seeAlert: async g => ({
    path: `/alerts/${(await row(g, `INSERT INTO alert (tenant_id, key, kind, unit_id, facts, at) VALUES ($1,$2,'risk',$3,'{}',now()) RETURNING id`, [newCode(), g.world.unit.city])).id}/seen`,
  }),
  listRobots: at('/robots'),
  createRobot: ({ world }) => ({
    path: '/robots',
    body: {
      unitId: world.unit.east,
      kind: 'wecom',
      name: '东城工作群',
      url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1',
      tells: ['lights'],
    },
  }),
  changeRobot: onRobot('', { active: false }),
  deleteRobot: onRobot(''),
  tryRobot: onRobot('/try'),
  listRobotDeliveries: onRobot('/deliveries'),
  readVoice: at('/voice'),
  readMyLights: at('/me/lights'),
  watchLights: ({ world }) => ({
    path: '/me/lights',
    body: { unitId: world.unit.east, lights: ['red'] },
  }),
  listMyLightNews: at('/me/lights/news'),
  seeMyLights: at('/me/lights/seen', { upTo: 1 }),
  hearCall: at('/calls/outcome', {
    key: '1:appeal:1:1:unitCall:call:1',
    outcome: 'answered',
    at: '2026-09-28T09:00:00+08:00',
    signature: '0'.repeat(64),
  }),
  checkRules: at('/rules/check', { rules: PRESET }),
  listLadderPresets: at('/rules/ladder-presets'),
  tryLadder: at('/rules/ladder-trial', { from: '2026-09-01', until: '2026-09-30', rules: PRESET }),
  listWebhooks: at('/webhooks'),
  createWebhook: at('/webhooks', { url: 'https://example.org/yidan', kinds: [] }),
  changeWebhook: onWebhook('', { active: false }),
  renewWebhookSecret: onWebhook('/secret'),
  deleteWebhook: onWebhook(''),
  listDeliveries: onWebhook('/deliveries'),
  deliverAgain: async g => {
    const id = await webhook(g)
    const delivery = await row(
      g,
      `INSERT INTO webhook_delivery (tenant_id, webhook_id, event_id, body, state, next_at) VALUES ($1,$2,1,'{}','sent',now()) RETURNING id`,
      [id],
    )
    return { path: `/webhooks/${id}/deliveries/${delivery.id}/again` }
  },
}

/** Calls on what is the caller's own: made as the caller. */
export const OWN: Record<string, (g: Ground, authorization: string) => Promise<Made>> = {
  changeView: async (g, who) => ({
    path: `/saved-views/${await viewOf(g, who)}`,
    body: { name: newCode(), query: {} },
  }),
  dropView: async (g, who) => ({ path: `/saved-views/${await viewOf(g, who)}` }),
}
async function viewOf(g: Ground, authorization: string): Promise<number> {
  const made = await g.ask(
    'POST',
    { path: '/saved-views', body: { name: newCode(), query: {} } },
    authorization,
  )
  return made.status === 201 ? JSON.parse(made.text).id : 1
}
