/** The citizens' pages as the server writes them: what they show, what they keep, and what they never show. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { matterAt } from '../../test/stories/matter.testing.ts'
import { openWorld, type World } from '../../test/world.ts'
import { phoneKeyOf } from '../server/kernel/crypto/blind-index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** A browser without scripts: cookies are kept, forms are sent back with what they hold. */
function browser() {
  const cookies = new Map<string, string>()
  const send = async (method: 'GET' | 'POST', url: string, fields?: Record<string, string>, headers = {}) => {
    const answer = await world.app.http.inject({
      method,
      url,
      headers: {
        cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        'sec-fetch-site': 'same-origin',
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(fields && { payload: new URLSearchParams(fields).toString() }),
    })
    for (const { name, value } of answer.cookies) cookies.set(name, value)
    return {
      status: answer.statusCode,
      html: answer.body,
      to: String(answer.headers.location ?? ''),
      headers: answer.headers,
    }
  }
  const hidden = (html: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return {
    cookies,
    get: (url: string) => send('GET', url),
    /** Fills in the form of a page and sends it. */
    fill: async (page: string, url: string, fields: Record<string, string>, headers = {}) => {
      const { html } = await send('GET', page)
      const own = {
        token: hidden(html, 'token'),
        ...(hidden(html, 'once') && { once: hidden(html, 'once') }),
      }
      return send('POST', url, { ...own, ...fields }, headers)
    },
    send,
  }
}

const report = (b: ReturnType<typeof browser>, fields: Record<string, string>, entry = 'handle') =>
  b.fill(`/report?entry=${entry}`, `/report?entry=${entry}`, fields)

const appealOf = async (title: string) =>
  (await world.db.pool.query('SELECT * FROM appeal WHERE title = $1 ORDER BY id DESC', [title])).rows

test('[NC-43] each of the four entries, and suggestions, ideas, reports and thanks, become what they are', async () => {
  const kinds = {
    ask: 'inquiry',
    book: 'help',
    handle: 'help',
    complain: 'complaint',
    suggest: 'suggestion',
    idea: 'goldenIdea',
    report: 'report',
    praise: 'praise',
  }
  for (const [entry, kind] of Object.entries(kinds)) {
    const sent = await report(browser(), { content: `关于${entry}的一件事。细节若干`, checked: '1' }, entry)
    assert.deepEqual([sent.status, sent.to], [303, '/receipt'], entry)
    const [appeal] = await appealOf(`关于${entry}的一件事`)
    assert.equal(appeal.kind, kind)
  }
})

test('a form sent twice over a slow line is one appeal', async () => {
  const b = browser()
  const once = crypto.randomUUID()
  const fields = { content: '东湖路水管漏水', once, checked: '1' }
  await report(b, fields)
  await report(b, fields)
  assert.equal((await appealOf('东湖路水管漏水')).length, 1)
})

test('a form that another site sends does nothing; neither does one without the token', async () => {
  const b = browser()
  const foreign = await b.fill(
    '/report',
    '/report',
    { content: '不该登记甲' },
    { 'sec-fetch-site': 'cross-site' },
  )
  assert.equal(foreign.status, 403)
  const bare = await b.send('POST', '/report', { content: '不该登记乙', token: 'x' })
  assert.equal(bare.status, 403)
  assert.equal((await appealOf('不该登记甲')).length + (await appealOf('不该登记乙')).length, 0)
})

test('what was typed is kept when something is missing, and nothing typed becomes part of the page', async () => {
  const { status, html } = await report(browser(), {
    content: '',
    address: '"><script>alert(1)</script>',
    name: '李<b>四',
  })
  assert.equal(status, 422)
  assert.match(html, /role="alert"/)
  assert.match(html, /李&lt;b&gt;四/)
  assert.ok(!html.includes('<script>alert'))
})

test('no page lets anything in from elsewhere', async () => {
  for (const path of ['/', '/report', '/follow', '/board', '/my', '/contact', '/about']) {
    const { headers, html, status } = await browser().get(path)
    assert.equal(status, 200, path)
    const policy = String(headers['content-security-policy'])
    assert.ok(policy.startsWith("default-src 'none'") && !policy.includes('unsafe'), path)
    assert.ok(!/(src|href)="(https?:)?\/\//.test(html), path)
    assert.ok(!/ style="| on\w+="|<style|<script(?! type="module" src)/.test(html), path)
  }
})

test('similar matters show neither number nor address, and never what is confidential, anonymous or a report', async () => {
  const words = { title: '北街窨井盖松动', content: '北街窨井盖松动，车辆经过响声很大，夜里影响休息。' }
  const { number } = await world.received(words)
  for (const more of [{ confidential: true }, { anonymous: true, appellant: {} }, { kind: 'report' }])
    await world.received({ ...words, ...more })
  const { body } = await world.call(null, 'POST', '/public/similar?tenant=town', {
    body: { content: words.content },
  })
  const similar = body.similar as Record<string, unknown>[]
  assert.equal(similar.length, 1)
  const said = JSON.stringify(similar)
  for (const hidden of [number, '18号', '王小明', '13812345678', words.title])
    assert.ok(!said.includes(hidden), hidden)
  assert.deepEqual([similar[0]!.reported, similar[0]!.area], [1, '东城区'])
  const b = browser()
  const shown = await report(b, { content: words.content, phone: '13900007777' })
  assert.match(shown.html, /已有人反映类似的事/)
  const joined = await report(b, {
    content: words.content,
    phone: '13900007777',
    join: String(similar[0]!.ref),
  })
  assert.equal(joined.to, '/receipt')
  assert.match((await b.get('/receipt')).html, /也遇到这件事/)
  assert.equal(
    (await world.call(null, 'POST', '/public/similar/me-too', { body: { ref: `${similar[0]!.ref}x` } }))
      .status,
    404,
  )
})

test('a ref joins for an hour, and looking is slowed from one address', async () => {
  const content = '西门路边积水严重，行人绕行。'
  await world.received({ title: '西门路边积水', content })
  const look = () => world.call(null, 'POST', '/public/similar?tenant=town', { body: { content } })
  const [{ ref } = { ref: '' }] = (await look()).body.similar as { ref: string }[]
  world.clock.pass(3_700_000)
  assert.equal((await world.call(null, 'POST', '/public/similar/me-too', { body: { ref } })).status, 404)
  let last = await look()
  for (let n = 0; n < 130 && last.status === 200; n++) last = await look()
  assert.deepEqual([last.status, last.body.code], [429, 'slow-down'])
})

test('the query code stands in no address and opens the page for this browser only', async () => {
  const { number, queryCode } = await world.received()
  const b = browser()
  const opened = await b.fill('/follow', '/follow', {
    number: `${number.slice(0, 8)} ${number.slice(8)}`,
    code: queryCode,
  })
  assert.equal(opened.to, `/a/${number}`)
  assert.match((await b.get(`/a/${number}`)).html, /已受理/)
  assert.equal((await browser().get(`/a/${number}`)).status, 403)
  const wrong = await browser().fill('/follow', '/follow', { number, code: '000000x' })
  assert.equal(wrong.status, 422)
})

test('a late matter says honestly that it is late, and who looked at one’s phone is counted by unit', async () => {
  const { number, queryCode } = await world.dispatched()
  await world.call('roads', 'POST', `/appeals/${number}/identity`, { body: { purpose: 'handling' } })
  world.clock.pass(20 * 86_400_000)
  const b = browser()
  await b.fill('/follow', '/follow', { number, code: queryCode })
  const { html } = await b.get(`/a/${number}`)
  assert.match(html, /已经超过期限 \d+ 天/)
  assert.match(html, /市政工程处：\d+ 次/)
})

test('[SZ-36] [SZ-37] the board tells the approved answer without names and numbers, and a comment reaches the centre', async () => {
  const matter = await matterAt(world, { title: '南湖公园长椅损坏' })
  await matter.answer(1, 'roads', { answer: '王小明您好，长椅已换新，有事请打13812345678。' })
  await matter.accept()
  const before = (await browser().get('/board')).html
  assert.ok(!before.includes('南湖公园'))
  await matter.act('director', 'publish')
  const b = browser()
  const { html } = await b.get('/board')
  assert.match(html, /南湖公园长椅损坏/)
  assert.match(html, /王某您好，长椅已换新/)
  for (const hidden of ['王小明', '13812345678', matter.number]) assert.ok(!html.includes(hidden), hidden)
  const about = /entry=comment&amp;about=([\w-]+)/.exec(html)![1]!
  const sent = await b.fill(`/report?entry=comment&about=${about}`, '/report?entry=comment', {
    content: '确实修好了，点赞',
    about,
  })
  assert.equal(sent.to, '/receipt')
  const [comment] = await appealOf('关于公示事项：南湖公园长椅损坏')
  assert.equal(comment.kind, 'suggestion')
})

test('[SZ-36] the board’s figures put small cells together', async () => {
  const { body } = await world.call(null, 'GET', '/public/board?tenant=town')
  const figures = body.figures as { received: number; byCategory: { name: string; n: number }[] }
  assert.ok(figures.received > 0)
  for (const { name, n } of figures.byCategory) assert.ok(name === '其他' || n >= 5, `${name} ${n}`)
})

async function enterprise(): Promise<number> {
  const { keys } = world.app.parts
  const { rows } = await world.db.pool.query(
    `INSERT INTO organisation (tenant_id, code, name, kind, profile) VALUES ($1, $2, '样本机械厂', 'enterprise', '{"subUnits":["一车间"]}') RETURNING id`,
    [world.tenantId, crypto.randomUUID()],
  )
  for (const [role, phone, parts] of [
    ['owner', '13700000001', []],
    ['delegate', '13700000002', ['一车间']],
  ] as const)
    await world.db.pool.query(
      `INSERT INTO organisation_contact (tenant_id, organisation_id, role, name_enc, phone_enc, phone_key, sub_units) VALUES ($1,$2,$3,$4,$5,$6,$7)`,
      [
        world.tenantId,
        rows[0].id,
        role,
        keys.encrypt('某人', 'organisationContact.name'),
        keys.encrypt(phone, 'organisationContact.phone'),
        phoneKeyOf(keys, phone),
        parts,
      ],
    )
  return rows[0].id
}

async function signedIn(phone: string) {
  const b = browser()
  await world.db.pool.query('UPDATE tenant SET sample = true WHERE id = $1', [world.tenantId])
  await world.app.parts.tenants.changed(world.tenantId)
  const asked = await b.fill('/my', '/my/code', { phone })
  const code = /class="code">(\d{6})</.exec(asked.html)?.[1]
  assert.ok(code, 'in a sample city the code stands on the page')
  const entered = await b.fill('/my', '/my/sign-in', { phone, code })
  assert.equal(entered.to, '/my', entered.html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '))
  return b
}

test('[XA-24] the owner keeps the profile and the delegates; a delegate submits and changes nothing; a stranger sees nothing', async () => {
  const id = await enterprise()
  const owner = await signedIn('13700000001')
  const page = await owner.get(`/my/organisation/${id}`)
  assert.match(page.html, /样本机械厂/, `${page.status} ${page.to} ${page.html.slice(-800)}`)
  const saved = await owner.fill(`/my/organisation/${id}`, `/my/organisation/${id}`, {
    employees: '88',
    industry: '装备',
    status: 'producing',
    monthlyOutputWan: '',
  })
  assert.match(saved.to, /done=saved/, saved.html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '))
  const wrong = await owner.fill(`/my/organisation/${id}`, `/my/organisation/${id}`, {
    employees: '许多',
    industry: '',
    status: '',
    monthlyOutputWan: '',
  })
  assert.equal(wrong.status, 422)
  const added = await owner.fill(`/my/organisation/${id}`, `/my/organisation/${id}/delegates`, {
    name: '孙代办',
    phone: '13700000003',
    subUnits: '一车间',
  })
  assert.match(added.to, /done=added/)
  const listed = (await owner.get(`/my/organisation/${id}`)).html
  const last = [...listed.matchAll(/\/delegates\/(\d+)\/end/g)].at(-1)![1]!
  const way = `/my/organisation/${id}/delegates/${last}/end`
  assert.match((await owner.fill(`/my/organisation/${id}`, way, {})).to, /done=ended/)
  const delegate = await signedIn('13700000002')
  const seen = await delegate.get(`/my/organisation/${id}`)
  assert.ok(seen.html.includes('样本机械厂') && !seen.html.includes('13700000001'))
  const refused = await delegate.fill(`/my/organisation/${id}`, `/my/organisation/${id}/delegates`, {
    name: '甲',
    phone: '13700000009',
  })
  assert.equal(refused.status, 422)
  const sent = await delegate.fill('/report?entry=handle', '/report?entry=handle', {
    content: '一车间门口道路积水',
    behalf: `${id}/一车间`,
    checked: '1',
  })
  assert.equal(sent.to, '/receipt')
  assert.match((await owner.get(`/my/organisation/${id}`)).html, /一车间门口道路积水/)
  const stranger = await signedIn('13700000008')
  assert.equal((await stranger.get(`/my/organisation/${id}`)).status, 404)
})

test('in a real city the one-time code is on no page, and nobody enters by one click', async () => {
  await world.db.pool.query('UPDATE tenant SET sample = false WHERE id = $1', [world.tenantId])
  await world.app.parts.tenants.changed(world.tenantId)
  const { html } = await browser().get('/')
  assert.ok(!html.includes('/enter/'))
})

test('[ZY-06] the mini-program’s codes become a ticket that opens the pages signed in, once', async () => {
  const wechat = createServer((request, answer) => {
    const path = request.url!.split('?')[0]
    const said =
      path === '/sns/jscode2session'
        ? { openid: 'account-1', session_key: 'k' }
        : path === '/cgi-bin/stable_token'
          ? { access_token: 'token' }
          : { errcode: 0, phone_info: { purePhoneNumber: '13600001234' } }
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(said))
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => wechat.once('listening', resolve))
  const enter = (body: object) =>
    world.call(null, 'POST', '/citizens/wechat', { body: { tenant: 'town', code: 'c', ...body } })
  assert.equal((await enter({})).body.code, 'no-wechat')
  process.env.YIDAN_WECHAT_APPID = 'wx1'
  process.env.YIDAN_WECHAT_SECRET = 's'
  process.env.YIDAN_WECHAT_URL = `http://127.0.0.1:${(wechat.address() as AddressInfo).port}`
  try {
    assert.equal((await enter({})).body.code, 'wechat-phone-needed')
    assert.equal((await enter({ phoneCode: 'p' })).status, 201)
    const { status, body } = await enter({})
    assert.equal(status, 201)
    const b = browser()
    const opened = await b.get(`/wechat?ticket=${body.ticket}&to=${encodeURIComponent('/my')}`)
    assert.equal(opened.to, '/my')
    assert.match((await b.get('/my')).html, /我的诉求/)
    assert.equal((await browser().get(`/wechat?ticket=${body.ticket}`)).status, 403)
    const away = await enter({})
    const elsewhere = await browser().get(
      `/wechat?ticket=${away.body.ticket}&to=${encodeURIComponent('//evil.example')}`,
    )
    assert.equal(elsewhere.to, '/')
  } finally {
    for (const name of ['APPID', 'SECRET', 'URL']) delete process.env[`YIDAN_WECHAT_${name}`]
    wechat.close()
  }
})

test('[SZ-45] the leaders’ line is an entry of its own, and the merged hotlines are listed', async () => {
  const { rows } = await world.db.pool.query(
    `INSERT INTO channel (tenant_id, code, name, kind, digits) VALUES ($1, 'leader', '书记直通', 'leaderLine', 9) RETURNING id`,
    [world.tenantId],
  )
  await world.app.parts.tenants.changed(world.tenantId)
  const sent = await browser().fill(
    `/report?channel=${rows[0].id}`,
    `/report?entry=handle&channel=${rows[0].id}`,
    { content: '书记您好，想说一件事', checked: '1' },
  )
  assert.equal(sent.status, 303)
  const [appeal] = await appealOf('书记您好，想说一件事')
  assert.equal(appeal.channel_id, rows[0].id)
  assert.match((await browser().get('/contact')).html, /书记直通/)
})

test('the pages speak English when asked, and remember it', async () => {
  const b = browser()
  assert.match((await b.get('/follow?lang=en')).html, /<html lang="en"/)
  assert.match((await b.get('/board')).html, /The public board/)
  assert.match((await b.get('/board?large=on')).html, /class="large"/)
})

test('what goes wrong is a page to a browser, in its language, and stays a problem document to a program', async () => {
  const b = browser()
  const asBrowser = { accept: 'text/html,application/xhtml+xml' }
  const zh = await b.send('GET', '/nowhere', undefined, asBrowser)
  assert.equal(zh.status, 404)
  assert.match(String(zh.headers['content-type']), /^text\/html/)
  assert.match(zh.html, /<h1>没有找到这一页<\/h1>/)
  assert.match(String(zh.headers['content-security-policy']), /default-src 'none'/)
  const en = await b.send('GET', '/enter/nobody?lang=en', undefined, asBrowser)
  assert.deepEqual([en.status, /There is no such page/.test(en.html)], [404, true])
  const program = await b.send('GET', '/nowhere', undefined, { accept: '*/*' })
  assert.equal(JSON.parse(program.html).code, 'no-such-address')
  const api = await b.send('GET', '/api/v1/nowhere', undefined, asBrowser)
  assert.equal(JSON.parse(api.html).code, 'no-such-address')
})

test('a telephone number nobody could be reached by is told; nothing is registered', async () => {
  const content = '小区门口的减速带坏了。'
  for (const phone of ['12', '没有', '1234567890123456']) {
    const sent = await report(browser(), { content, phone, checked: '1' })
    assert.equal(sent.status, 422, phone)
    assert.match(sent.html, /电话号码好像不对/)
  }
  assert.deepEqual(await appealOf('小区门口的减速带坏了'), [])
  assert.equal((await report(browser(), { content, phone: '010-6600 1234', checked: '1' })).status, 303)
})

test('another language or letter size keeps what the page was opened with', async () => {
  const { html } = await browser().get('/report?entry=complain&done=x')
  assert.match(html, /href="\/report\?entry=complain&amp;lang=en"/)
  assert.match(html, /href="\/report\?entry=complain&amp;large=on"/)
})

test('what may have changed of a followed matter is told to the browser that opened it, and to no other', async () => {
  const b = browser()
  const { number, queryCode } = await world.received({ title: '花坛边的水管漏水' })
  await b.fill('/follow', '/follow', { number, code: queryCode })
  const parts = `/a/${number}/parts`
  const first = await b.get(parts)
  assert.equal(first.status, 200)
  assert.match(first.html, /data-part="timeline"/)
  assert.doesNotMatch(first.html, new RegExp(`<html|${queryCode}`))
  const tag = String(first.headers.etag)
  assert.equal((await b.send('GET', parts, undefined, { 'if-none-match': tag })).status, 304)
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, { body: { units } })
  const changed = await b.send('GET', parts, undefined, { 'if-none-match': tag })
  assert.deepEqual([changed.status, /市政工程处/.test(changed.html)], [200, true])
  const stranger = await browser().get(parts)
  assert.deepEqual([stranger.status, stranger.html], [403, ''])
  world.clock.pass(2 * 3600_000 + 1)
  assert.equal((await b.get(parts)).status, 403, 'asking doesn’t open it for longer')
})
