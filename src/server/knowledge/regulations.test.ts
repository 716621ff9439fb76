/** The library of policy documents: kept, found, referred to, repealed; public ones for citizens too. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { form, jpeg } from '../files/files.testing.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const TEXT = '第一章 总则\n第一条 为了规范路灯管理，制定本办法。\n第二条 路灯损坏的，二十四小时内修复。'
const written = async (fields: Record<string, unknown> = {}, who: PersonName = 'director') => {
  const body = {
    title: '示例市路灯管理办法',
    issuer: '示例市人民政府',
    issuedOn: '2026-01-05',
    scope: 'public',
    ownerUnitId: world.unit.city,
    body: TEXT,
    ...fields,
  }
  return world.call(who, 'POST', '/regulations', { body })
}
const kept = async (fields: Record<string, unknown> = {}): Promise<number> => {
  const { status, body } = await written(fields)
  assert.equal(status, 201, JSON.stringify(body))
  return body.id as number
}
const read = async (id: number, who: PersonName = 'roads') =>
  (await world.call(who, 'GET', `/regulations/${id}`)).body as Record<string, never> & { version: number }
const change = (id: number, version: number, body: object, headers: object = {}) =>
  world.call('director', 'PATCH', `/regulations/${id}`, {
    body,
    headers: { 'if-match': String(version), ...headers },
  })
const found = async (query: string, who: PersonName = 'agent') => {
  const { status, body } = await world.call(who, 'GET', `/regulations?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body.regulations as { id: number; title: string; section: string | null; state: string }[]
}
const titled = (title: string) => `q=${encodeURIComponent(title)}`

test('[ZY-16] whoever is on the staff finds a document by words of its text, at the article that says so', async () => {
  await kept()
  for (const who of ['agent', 'roads', 'mayor', 'admin', 'observer'] as const) {
    const [first] = await found(titled('路灯损坏 修复'), who)
    assert.deepEqual(
      [first!.title, first!.section, first!.state],
      ['示例市路灯管理办法', '第二条', 'inForce'],
    )
  }
  assert.deepEqual(await found(titled('核电站')), [])
  assert.equal((await written({}, 'roads')).status, 403)
  assert.equal((await written({ body: '' })).body.field, 'body')
  assert.equal((await written({ repealedOn: '2026-01-05' })).body.field, 'repealedOn')
})

test('[ZY-16] of two keepers who edit the same version one saves, the other is told; every version stays', async () => {
  const id = await kept({ title: '示例市井盖管理办法' })
  const first = await change(id, 1, { number: '示政发〔2026〕9号' }, { 'idempotency-key': 'regulation-once' })
  assert.deepEqual([first.status, first.body.version], [200, 2])
  const again = await change(id, 1, { number: '示政发〔2026〕9号' }, { 'idempotency-key': 'regulation-once' })
  assert.deepEqual([again.status, again.body.version], [200, 2])
  assert.equal((await change(id, 1, { number: '示政发〔2026〕10号' })).body.code, 'changed-meanwhile')
  const { body } = await world.call('roads', 'GET', `/regulations/${id}/versions`)
  assert.deepEqual(
    (body.versions as { version: number; number: string | null }[]).map(v => [v.version, v.number]),
    [
      [2, '示政发〔2026〕9号'],
      [1, null],
    ],
  )
})

test('[ZY-16] a reference in a duty, an article or another document opens the section; once repealed it is listed as broken, with what is in force instead', async () => {
  const old = await kept({ title: '示例市绿化办法', body: '第一条 甲。\n第二条 乙。' })
  const entry = await world.call('admin', 'PUT', '/directory/catalogue', {
    body: {
      category: (await world.db.pool.query('SELECT code FROM category WHERE id = $1', [world.category.water]))
        .rows[0].code,
      region: null,
      unit: 'water',
      role: 'lead',
      legalBasis: '《示例市绿化办法》第二条；《中华人民共和国民法典》',
      floor: null,
      skill: null,
    },
  })
  assert.equal(entry.status, 200, JSON.stringify(entry.body))
  const article = {
    title: '树怎么报修',
    body: '依据《示例市绿化办法》第九条办理。',
    ownerUnitId: world.unit.city,
    state: 'published',
  }
  await world.call('director', 'POST', '/knowledge/articles', { body: article })
  await kept({ title: '示例市公园规定', body: '第一条 绿化依照《示例市绿化办法》第一条。' })
  const text = encodeURIComponent('依据《示例市绿化办法》第2条。')
  const { body: cited } = await world.call('roads', 'GET', `/regulation-references/cited?text=${text}`)
  assert.deepEqual(cited.citations, [
    { start: 2, end: 14, section: '第二条', state: 'good', regulationId: old },
  ])
  const places = async () =>
    (
      (await world.call('agent', 'GET', `/regulations/${old}/references`)).body.references as {
        place: string
        state: string
      }[]
    )
      .map(r => `${r.place} ${r.state}`)
      .sort()
  assert.deepEqual(await places(), ['article noSuchSection', 'catalogue good', 'regulation good'])
  const next = await kept({ title: '示例市绿化条例', issuedOn: '2026-09-01' })
  assert.equal((await change(old, 1, { repealedOn: '2026-09-01', replacedById: next })).status, 200)
  assert.deepEqual(await places(), ['article repealed', 'catalogue repealed', 'regulation repealed'])
  const { body: broken } = await world.call('director', 'GET', '/regulation-references/broken')
  const references = broken.references as {
    place: string
    text: string
    regulation: { replacedBy: { id: number } }
  }[]
  assert.deepEqual(references.map(r => r.place).sort(), ['article', 'catalogue', 'regulation'])
  assert.ok(references.every(r => r.regulation.replacedBy.id === next))
  assert.ok((broken.unknown as string[]).includes('中华人民共和国民法典'))
  assert.equal((await world.call('roads', 'GET', '/regulation-references/broken')).status, 403)
})

test('[ZY-16] the original file is sniffed as every file is, held by its document, and opened by the staff alone', async () => {
  const { payload, headers } = await form('原件.jpg', jpeg())
  const sent = await world.app.http.inject({
    method: 'POST',
    url: '/api/v1/files?purpose=other',
    payload,
    headers: { ...headers, authorization: `Bearer ${world.token('director')}` },
  })
  const fileId = sent.json().id as number
  assert.equal((await world.call('roads', 'GET', `/files/${fileId}`)).status, 404)
  const id = await kept({ title: '示例市通告', body: '', fileId })
  assert.deepEqual((await read(id)).file, { id: fileId, name: '原件.jpg', size: sent.json().size })
  assert.equal((await world.call('roads', 'GET', `/files/${fileId}`)).status, 200)
  // What is held belongs to nothing else.
  const other = await written({ title: '示例市通告二', fileId })
  assert.deepEqual([other.status, other.body.code], [422, 'no-such-file'])
  const ticket = await world.received({ fileIds: [fileId] }).catch((e: Error) => e.message)
  assert.match(String(ticket), /no-such-file/)
})

test('[ZY-16] citizens find and read what is public and nothing else', async () => {
  await kept({ code: 'open-one', title: '示例市停车规定' })
  await kept({ code: 'inner-one', title: '示例市内部停车规则', scope: 'inside' })
  const { body } = await world.call(null, 'GET', `/public/regulations?tenant=town&${titled('停车')}`)
  assert.deepEqual(
    (body.regulations as { code: string }[]).map(r => r.code),
    ['open-one'],
  )
  assert.equal((await world.call(null, 'GET', '/public/regulations/open-one?tenant=town')).status, 200)
  assert.equal((await world.call(null, 'GET', '/public/regulations/inner-one?tenant=town')).status, 404)
  const nowhere = await world.call(null, 'GET', '/public/regulations/open-one?tenant=nowhere')
  assert.deepEqual([nowhere.status, nowhere.body.code], [422, 'no-such-tenant'])
  const page = async (path: string) => (await world.app.http.inject({ url: path })).body
  assert.match(await page('/policies'), /示例市停车规定/)
  assert.doesNotMatch(await page('/policies'), /示例市内部停车规则/)
  assert.match(await page('/policies/open-one'), /id="第二条"/)
  assert.match(await page('/policies/inner-one'), /没有找到/)
})

test('a list of documents turns its pages, and knows what holds and what does not', async () => {
  for (let i = 1; i <= 5; i++) await kept({ title: `示例市第${i}号令`, issuedOn: `2025-0${i}-01` })
  const walk = async () => {
    const ids: number[] = []
    let after = ''
    do {
      const { body } = await world.call('agent', 'GET', `/regulations?limit=3${after && `&after=${after}`}`)
      ids.push(...(body.regulations as { id: number }[]).map(r => r.id))
      after = (body.next as string | null) ?? ''
    } while (after)
    return ids
  }
  const ids = await walk()
  assert.equal(new Set(ids).size, ids.length)
  const states = await found('state=repealed&limit=100')
  assert.ok(states.length > 0 && states.every(r => r.state === 'repealed'))
})
