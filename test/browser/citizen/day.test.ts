/** A citizen's day in the browser, with scripts and without: saying what is wrong, following it, rating it, opening it again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { matterOf } from '../../stories/matter.testing.ts'
import { type Browsing, openBrowser, type Seat, type Size } from '../browser.ts'
import { answer, OWNER_PHONE, type Served, serveTown } from './sample.ts'

let town: Served
let browsing: Browsing
before(async () => {
  town = await serveTown()
  browsing = await openBrowser()
})
after(async () => {
  await browsing?.close()
  await town?.world.close()
})

/** A page as it is now must be in order for everybody, and fit the screen. */
async function inOrder(seat: Seat, name: string): Promise<void> {
  await seat.axe(name)
  const wider = await seat.page.evaluate('document.documentElement.scrollWidth - innerWidth')
  assert.equal(wider, 0, `${name} is wider than the screen`)
  await seat.shot(name)
}

const heading = (seat: Seat) => seat.page.locator('h1').innerText()

async function report(seat: Seat, content: string, more: Record<string, string> = {}): Promise<void> {
  const { page } = seat
  await page.getByLabel('发生了什么').fill(content)
  for (const [label, value] of Object.entries(more)) await page.getByLabel(label).fill(value)
  await page.getByRole('button', { name: '提交', exact: true }).click()
}

for (const { scripts, size, dark } of [
  { scripts: true, size: 'phone', dark: false },
  { scripts: false, size: 'smallPhone', dark: true },
] as const) {
  const how = scripts ? 'with scripts' : 'without scripts'
  test(`[NC-43] ${how}: from the first page to a receipt, an answer, a rating and a second look`, async () => {
    const seat = await browsing.sit({ base: town.base, size, dark, scripts })
    const { page } = seat
    const prefix = `day-${scripts ? 'scripts' : 'plain'}`
    await seat.go('/')
    await inOrder(seat, `${prefix}-home`)
    await page.getByRole('link', { name: /办事/ }).click()
    assert.equal(await heading(seat), '请帮我办')
    // Nothing said: what is missing stands above and beside the field, and what was typed is still there.
    await page.getByLabel('称呼').fill('李四')
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('称呼').inputValue(), '李四')
    await inOrder(seat, `${prefix}-missing`)
    await page.locator('#file').setInputFiles({ name: '坑.png', mimeType: 'image/png', buffer: PNG })
    await report(
      seat,
      scripts ? '新华路人行道地砖松动，下雨溅水，请修一修。' : '学府街公交站牌倒了，挡住盲道。',
      { 手机号: '13900001234' },
    )
    await page.waitForURL('**/receipt')
    assert.equal(await heading(seat), '收到了')
    await inOrder(seat, `${prefix}-receipt`)
    const number = (await page.locator('#the-number').innerText()).replace(/\s/g, '')
    const code = (await page.locator('#the-code').innerText()).trim()
    assert.match(code, /^\d{6}$/)
    // Another browser knows nothing until it is told number and code.
    const other = await browsing.sit({ base: town.base, size, scripts })
    assert.equal(await other.go(`/a/${number}`), 403)
    await other.go('/follow')
    await other.page.getByLabel('单号').fill(number)
    await other.page.getByLabel('查询码').fill('000000')
    await other.page.getByRole('button', { name: '查看进度' }).click()
    await other.page.getByRole('alert').waitFor()
    await inOrder(other, `${prefix}-wrong-code`)
    await other.page.getByLabel('查询码').fill(code)
    await other.page.getByRole('button', { name: '查看进度' }).click()
    await other.page.waitForURL(`**/a/${number}`)
    assert.ok(!other.page.url().includes(code))
    await inOrder(other, `${prefix}-follow`)
    await other.leave()
    const { world } = town
    const matter = matterOf(world, number)
    const units = [{ unitId: world.unit.roads, role: 'lead' }]
    await matter.act('dispatcher', 'dispatch', { units })
    await matter.act('dispatcher', 'ask', { question: '在几号门前？' })
    await seat.go(`/a/${number}`)
    assert.match(await page.locator('.facts').innerText(), /市政工程处/)
    await page.getByLabel('您的答复').fill('18 号门前')
    await page.getByRole('button', { name: '答复' }).click()
    await page.getByText('谢谢，已收到您的答复。').waitFor()
    await inOrder(seat, `${prefix}-told`)
    await answer(world, number)
    await seat.go(`/a/${number}`)
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByRole('alert').waitFor()
    await page.locator('#stars').getByText('满意', { exact: true }).click()
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('谢谢您的评价。').waitFor()
    await inOrder(seat, `${prefix}-rated`)
    await page.getByText('没有解决，重新打开').click()
    await page.getByLabel('哪里没有解决').fill('又松了')
    await page.getByRole('button', { name: '重新打开' }).click()
    await page.getByText('已重新打开').waitFor()
    await seat.leave()
  })
}

/** The smallest picture there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('who is about to send the same is shown it first, and presses “me too” instead', async () => {
  await town.world.received({
    title: '湖滨路污水井盖破损',
    content: '湖滨路污水井盖破损，车辆经过很危险，请更换。',
  })
  const seat = await browsing.sit({ base: town.base, size: 'phone', scripts: false })
  await seat.go('/report?entry=handle')
  await report(seat, '湖滨路污水井盖破损，车辆经过很危险，请更换。', { 手机号: '13900004321' })
  await seat.page.getByRole('heading', { name: '已有人反映类似的事' }).waitFor()
  await inOrder(seat, 'similar')
  assert.ok(!(await seat.page.locator('.similar').innerText()).includes('18号'))
  await seat.page.getByRole('button', { name: '我也遇到' }).first().click()
  await seat.page.waitForURL('**/receipt')
  assert.equal(await heading(seat), '已登记：您也遇到这件事')
  await inOrder(seat, 'joined')
  await seat.leave()
})

test('while one writes, similar matters and the category come up by themselves; seen, they aren’t asked about again', async () => {
  const content = '学府街便民座椅断裂，木条翘起扎人，请修理或更换。'
  await town.world.received({ title: '学府街便民座椅断裂', content })
  const seat = await browsing.sit({ base: town.base, size: 'smallPhone' })
  const { page } = seat
  await seat.go('/report?entry=handle')
  await page.getByLabel('发生了什么').fill(content)
  await page.locator('[data-similar-here]').getByRole('button', { name: '我也遇到' }).waitFor()
  await inOrder(seat, 'similar-typed')
  // Other words are another question, and what was found for the first ones goes.
  await page.getByLabel('发生了什么').fill(`${content}座椅在东头。`)
  assert.equal(await page.locator('[data-similar-here] [name=checked]').count(), 0)
  await page.locator('[data-similar-here] [name=checked]').waitFor({ state: 'attached' })
  await page.getByLabel('手机号').fill('13900005555')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.waitForURL('**/receipt')
  assert.equal(await heading(seat), '收到了')
  await seat.go('/report?entry=handle')
  await page.getByLabel('匿名').check()
  await page.getByLabel('发生了什么').fill(content)
  await page.waitForTimeout(2000)
  assert.equal(
    await page.locator('[data-similar-here] button').count(),
    0,
    'anonymous words are compared with nothing',
  )
  await seat.leave()
})

test('the page of one’s appeal stays as it is now: what happens is shown and said; what is being written is left alone', async () => {
  const { world } = town
  const { number, queryCode } = await world.received({ title: '凉亭漏雨', content: '公园凉亭顶上漏雨。' })
  const seat = await browsing.sit({ base: town.base, size: 'phone' })
  const { page } = seat
  await page.clock.install()
  await seat.go('/follow')
  await page.getByLabel('单号').fill(number)
  await page.getByLabel('查询码').fill(queryCode)
  await page.getByRole('button', { name: '查看进度' }).click()
  await page.waitForURL(`**/a/${number}`)
  await page.getByText('补充情况').click()
  await page.getByLabel('补充什么').fill('东边的亭子')
  const units = [{ unitId: world.unit.roads, role: 'lead' }]
  await matterOf(world, number).act('dispatcher', 'dispatch', { units })
  await page.clock.runFor(16_000)
  await page.locator('.facts').getByText('市政工程处').waitFor()
  await page.getByRole('status').getByText('有新进展').waitFor()
  assert.equal(await page.getByLabel('补充什么').inputValue(), '东边的亭子')
  await inOrder(seat, 'followed-live')
  // A number that this browser may no longer open is no longer asked about.
  await seat.context.clearCookies()
  await page.clock.runFor(16_000)
  await page.getByRole('link', { name: '请重新输入单号和查询码' }).waitFor()
  await seat.leave()
})

test('an enterprise signs in with a one-time code, keeps its profile and its delegates', async () => {
  const seat = await browsing.sit({ base: town.base, size: 'tablet' })
  const { page } = seat
  await seat.go('/my')
  await inOrder(seat, 'sign-in')
  await page.getByLabel('手机号').fill(OWNER_PHONE)
  await page.getByRole('button', { name: '发验证码' }).click()
  const code = await page.locator('.note .code').innerText()
  await inOrder(seat, 'sign-in-code')
  await page.getByLabel('验证码', { exact: true }).fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('link', { name: '示例晨序机械有限公司' }).click()
  await page.getByLabel('员工人数').fill('120')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存。').waitFor()
  assert.equal(await page.getByLabel('员工人数').inputValue(), '120')
  await page.getByText('添加代办人').click()
  await page.getByLabel('姓名').fill('钱代办')
  await page.getByLabel('手机号').fill('13700002222')
  await page.getByText('一车间').click()
  await page.getByRole('button', { name: '添加' }).click()
  await page.getByText('已添加代办人。').waitFor()
  await inOrder(seat, 'organisation')
  await seat.leave()
})

test('a draft is kept in the browser and offered back; who somebody is isn’t', async () => {
  const seat = await browsing.sit({ base: town.base, size: 'phone' })
  await seat.go('/report?entry=ask')
  await seat.page.getByLabel('想问什么').fill('医保怎么报销？')
  await seat.page.getByLabel('手机号').fill('13900009999')
  await seat.go('/report?entry=ask')
  await seat.page.getByRole('button', { name: '接着写' }).click()
  assert.equal(await seat.page.getByLabel('想问什么').inputValue(), '医保怎么报销？')
  assert.equal(await seat.page.getByLabel('手机号').inputValue(), '')
  assert.ok(!String(await seat.page.evaluate('JSON.stringify(localStorage)')).includes('13900009999'))
  await seat.leave()
})

const PAGES = ['/', '/report?entry=complain', '/follow', '/board', '/my', '/contact', '/about']
for (const [size, dark, lang] of [
  ['desktop', false, 'zh'],
  ['desktop', true, 'en'],
  ['tablet', true, 'zh'],
  ['phone', true, 'en'],
  ['smallPhone', false, 'zh'],
] as readonly (readonly [Size, boolean, string])[])
  test(`[SZ-36] [SZ-37] [SZ-45] every page is in order at ${size}, ${dark ? 'dark' : 'light'}, in ${lang}`, async () => {
    const seat = await browsing.sit({ base: town.base, size, dark })
    for (const path of PAGES) {
      await seat.go(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
      await inOrder(seat, `${size}-${dark ? 'dark' : 'light'}-${lang}${path.replace(/\W+/g, '-')}`)
    }
    await seat.leave()
  })

test('large letters fit a small phone', async () => {
  const seat = await browsing.sit({ base: town.base, size: 'smallPhone' })
  for (const path of PAGES) {
    await seat.go(`${path}${path.includes('?') ? '&' : '?'}large=on`)
    await inOrder(seat, `large${path.replace(/\W+/g, '-')}`)
  }
  await seat.leave()
})

test('by keyboard alone: past the header to the form, from field to field, to a receipt', async () => {
  const seat = await browsing.sit({ base: town.base, size: 'desktop' })
  const { page } = seat
  await seat.go('/report?entry=ask')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate('document.activeElement.textContent'), '跳到正文')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate('document.activeElement.id'), 'content')
  await page.keyboard.type('公积金怎么提取？')
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate('document.activeElement.name')) === 'send') break
  }
  await page.keyboard.press('Enter')
  await page.waitForURL('**/receipt')
  await seat.leave()
})

test('read aloud, the page says where one is: landmarks, one first heading, every field with its name', async () => {
  const seat = await browsing.sit({ base: town.base, size: 'desktop' })
  await seat.go('/report?entry=complain')
  const heard = await seat.page.locator('body').ariaSnapshot()
  for (const said of [
    'link "跳到正文"',
    'banner',
    'navigation "主导航"',
    'main',
    'heading "我要投诉" [level=1]',
    'textbox "投诉什么"',
    'textbox "手机号"',
    'checkbox',
    'button "提交"',
    'contentinfo',
  ])
    assert.ok(heard.includes(said), `${said} is not heard in\n${heard}`)
  assert.ok(heard.indexOf('textbox "投诉什么"') < heard.indexOf('button "提交"'))
  assert.equal((heard.match(/level=1/g) ?? []).length, 1)
  await seat.leave()
})
