/** The knowledge base: written by its keepers, found by agents, and never edited over another's head. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

interface Line {
  id: number
  version: number
  title: string
  owner: { name: string }
  issuers: { name: string }[]
  snippet: { text: string; hit: boolean }[]
}

async function written(fields: Record<string, unknown>, who: PersonName = 'director') {
  const body = { ownerUnitId: world.unit.city, state: 'published', ...fields }
  const answer = await world.call(who, 'POST', '/knowledge/articles', { body })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as { id: number; version: number }
}
const search = async (q: string, more = ''): Promise<Line[]> => {
  const answer = await world.call('agent', 'GET', `/knowledge/search?q=${encodeURIComponent(q)}${more}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.articles as Line[]
}
const titles = (found: Line[]) => found.map(a => a.title)
const change = (id: number, version: number | null, body: object, who: PersonName = 'director') =>
  world.call(who, 'PATCH', `/knowledge/articles/${id}`, {
    body,
    headers: version === null ? {} : { 'if-match': String(version) },
  })

test('a question finds the article whose title has it before the one that only mentions it, with the hit marked', async () => {
  await written({ title: '居住证办理指南', body: '带身份证到派出所，十五日内领取。' })
  await written({ title: '入学须知', body: '外地户籍的孩子入学，家长须有居住证，并提供社保记录。' })
  const found = await search('居住证怎么办理')
  assert.deepEqual(titles(found), ['居住证办理指南', '入学须知'])
  assert.deepEqual(
    found[1]!.snippet.filter(p => p.hit).map(p => p.text),
    ['居住证'],
  )
  assert.deepEqual(await search('核电站'), [])
  assert.deepEqual(await search('的？！'), [])
})

test('a longer question is not answered with what shares a word or two of it', async () => {
  await written({ title: '老旧小区加装电梯补贴怎么申请', body: '业主共同申请，每台电梯补贴由街道初审。' })
  await written({ title: '老旧小区停车位改造', body: '由街道统一改造。' })
  await written({ title: '创业补贴', body: '向人社部门申请补贴。' })
  assert.deepEqual(titles(await search('老旧小区加装电梯补贴申请')), ['老旧小区加装电梯补贴怎么申请'])
})

test('only what is published and valid at this moment is found', async () => {
  await written({ title: '燃气安检草稿', body: '燃气安检', state: 'draft' })
  await written({
    title: '燃气安检旧规',
    body: '燃气安检',
    validFrom: '2020-01-01T00:00:00Z',
    validUntil: '2026-09-01T00:00:00Z',
  })
  await written({ title: '燃气安检新规', body: '燃气安检', validFrom: '2026-12-01T00:00:00+08:00' })
  const now = await written({ title: '燃气安检现行', body: '燃气安检' })
  assert.deepEqual(titles(await search('燃气安检')), ['燃气安检现行'])
  assert.equal((await change(now.id, 1, { state: 'withdrawn' })).status, 200)
  assert.deepEqual(titles(await search('燃气安检')), [])
})

test('two keepers who edit the same version: one saves, the other is told, and nothing is lost', async () => {
  const { id } = await written({ title: '停水公告怎么查', body: '第一版' })
  assert.equal((await change(id, null, { body: '没有说版本' })).status, 428)
  const both = await Promise.all([change(id, 1, { body: '甲的改动' }), change(id, 1, { body: '乙的改动' })])
  assert.deepEqual(both.map(a => a.status).sort(), [200, 409])
  const answer = await world.call('director', 'GET', `/knowledge/articles/${id}/versions`)
  const versions = answer.body.versions as { version: number; body: string; savedBy: string }[]
  assert.deepEqual(
    versions.map(v => v.version),
    [2, 1],
  )
  assert.equal(versions[1]!.body, '第一版')
  assert.match(versions[0]!.body, /的改动$/)
  assert.equal(versions[0]!.savedBy, 'director')
})

test('[SZ-09] a caller’s question is answered on the spot from an article, and its version stays with the contact', async () => {
  const article = await written({ title: '公积金提取', body: '租房提取每年一次，线上办理。' })
  const [found] = await search('公积金提取')
  assert.equal(found!.id, article.id)
  const rings = await world.call('agent', 'POST', '/contacts', {
    body: { channelId: world.channel.hotline, kind: 'inquiry', intent: 'question' },
  })
  assert.equal(rings.status, 201, JSON.stringify(rings.body))
  const { id } = rings.body.contact as { id: number }
  const answered = await world.call('agent', 'POST', `/contacts/${id}/answer`, {
    body: { answer: '每年一次，可在线上办理。', articleId: found!.id, articleVersion: found!.version },
  })
  assert.equal(answered.status, 200, JSON.stringify(answered.body))
  const { rows } = await world.db.pool.query(
    'SELECT outcome, article_id, article_version FROM contact WHERE id = $1',
    [id],
  )
  assert.deepEqual(rows, [{ outcome: 'answered', article_id: article.id, article_version: 1 }])
})

test('[NC-50] [ZY-16] a document issued by several units is found by either of them, with its number', async () => {
  const { east, west } = world.unit
  const fields = { issuers: [east, west], documentNumber: '示政发〔2026〕7号', issuedOn: '2026-03-01' }
  await written({ title: '关于推行接诉即办的实施意见', body: '各单位应当闻风而动。', ...fields })
  const found = await search('', `&issuer=${west}`)
  assert.deepEqual(titles(found), ['关于推行接诉即办的实施意见'])
  assert.deepEqual(
    found[0]!.issuers.map(u => u.name),
    ['东城区', '西城区'],
  )
  assert.deepEqual(await search('', `&issuer=${world.unit.water}`), [])
})

test('articles are found by category, with those below it', async () => {
  await written({ title: '路灯报修', body: '报修', categoryId: world.category.lamps })
  assert.deepEqual(titles(await search('', '&category=01')), ['路灯报修'])
  assert.deepEqual(titles(await search('', '&category=02')), [])
})

test('keepers see what is about to expire, soonest kept in mind before anybody is answered wrongly', async () => {
  await written({ title: '临时停车安排', body: '国庆期间', validUntil: '2026-10-08T00:00:00+08:00' })
  const due = async (days: number) => {
    const answer = await world.call('director', 'GET', `/knowledge/articles?expiresWithinDays=${days}`)
    return titles(answer.body.articles as Line[])
  }
  assert.ok((await due(30)).includes('临时停车安排'))
  assert.ok(!(await due(5)).includes('临时停车安排'))
})

test('what can’t be is refused by its field, and who keeps nothing writes nothing', async () => {
  const body = { title: '标题', body: '正文', ownerUnitId: world.unit.city }
  const post = (more: object, who: PersonName = 'director') =>
    world.call(who, 'POST', '/knowledge/articles', { body: { ...body, ...more } })
  const cases: [object, number, string, string | undefined][] = [
    [{ title: ' \u202e ' }, 422, 'invalid-input', 'title'],
    [
      { validFrom: '2026-10-01T00:00:00Z', validUntil: '2026-09-01T00:00:00Z' },
      422,
      'invalid-input',
      'validUntil',
    ],
    [{ validFrom: '0001-01-01T00:00:00Z' }, 422, 'invalid-input', 'validFrom'],
    [{ categoryId: 999999 }, 422, 'no-such-category', 'categoryId'],
    [{ issuers: [999999] }, 422, 'no-such-unit', 'issuers.0'],
    [{ state: 'withdrawn' }, 409, 'wrong-stage', 'state'],
    [{ unknown: 1 }, 400, 'invalid-input', 'unknown'],
  ]
  for (const [more, status, code, field] of cases) {
    const answer = await post(more)
    assert.deepEqual([answer.status, answer.body.code, answer.body.field], [status, code, field])
  }
  assert.equal((await post({}, 'agent')).body.code, 'not-permitted')
  const draft = await written({ title: '还没写完', body: '草稿', state: 'draft' })
  assert.equal((await world.call('agent', 'GET', `/knowledge/articles/${draft.id}`)).status, 404)
  assert.equal((await world.call('director', 'GET', `/knowledge/articles/${draft.id}`)).status, 200)
})
