/** 通话: a call becomes a ticket, an answer, a refusal – by keyboard alone, and nothing is lost when the browser dies. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Answer } from '../../world.ts'
import { deskOfTown, drawDistricts, press, reads } from './town.testing.ts'

const desk = deskOfTown()
const WORDS = '湖滨路的路灯坏了三天，晚上很黑，老人走路危险。'

/** The number and the code as they are read out. */
async function readOut(page: Page): Promise<{ number: string; code: string }> {
  await reads(page, '请把单号和查询码读给来电人')
  const [number = '', code = ''] = await page.locator('.said').allInnerTexts()
  return { number: number.replace(/\s/g, ''), code: code.replace(/\D/g, '') }
}

const lastContact = async (): Promise<Record<string, unknown>> => {
  const { body } = (await desk.world.call('agent', 'GET', '/contacts?limit=1')) as Answer<{
    contacts: Record<string, unknown>[]
  }>
  return body.contacts[0]!
}

test('a call becomes a ticket without a hand on the mouse, and the caller hears number and code', async () => {
  const { page, go, axe, leave } = await desk.sit('agent')
  await go('/desk/call')
  await page.getByLabel('来电号码').waitFor()
  await page.keyboard.type('13911112222')
  await press(page, 'Enter')
  await reads(page, '通话中')
  await page.keyboard.type(WORDS)
  await reads(page, '还可以问')
  await page.keyboard.press('Tab')
  await page.keyboard.type('湖滨路路灯三天不亮')
  await page.keyboard.press('Tab')
  await page.keyboard.type('湖滨路18号')
  await axe('the call while it is written down')
  await press(page, 'Control+Enter')
  const { number, code } = await readOut(page)
  await axe('the receipt')
  const { body } = await desk.world.call('dispatcher', 'GET', `/appeals/${number}`)
  assert.equal(body.title, '湖滨路路灯三天不亮')
  assert.equal(body.content, WORDS)
  assert.match(code, /^\d{6}$/)
  const contact = await lastContact()
  assert.deepEqual([contact.outcome, contact.appeal], ['appeal', number])
  await press(page, 'n')
  await reads(page, '接通后显示')
  await leave()
})

test('two matters of one call are two tickets of one person', async () => {
  const { page, go, leave } = await desk.sit('agent')
  await go('/desk/call?phone=13911113333')
  await reads(page, '通话中')
  await page.keyboard.type('小区门口的垃圾桶满了没人收，气味很大。')
  await press(page, 'Alt+2')
  const first = await readOut(page)
  await press(page, 'm')
  await reads(page, '本次通话已记')
  await page.locator('#content').focus()
  await page.keyboard.type('另外公交站牌被撞歪了，怕砸到人。')
  await press(page, 'Alt+2')
  const second = await readOut(page)
  const { body } = await desk.world.call('dispatcher', 'GET', `/appeals/${second.number}`)
  assert.equal((body.links as { splitFrom: string }).splitFrom, first.number)
  await leave()
})

test('what was written survives the browser, and is offered back to the same person only', async () => {
  const { page, context, go, axe, leave } = await desk.sit('agent')
  await go('/desk/call?phone=13911114444')
  await reads(page, '通话中')
  await page.keyboard.type('自来水发黄已经两天')
  await page.waitForFunction(() => JSON.stringify(localStorage).includes('自来水发黄已经两天'))
  await page.close({ runBeforeUnload: false })
  const again = await context.newPage()
  await again.goto('/desk/call')
  await again.getByText('上一通没有办完，已恢复').waitFor()
  assert.equal(await again.locator('#content').inputValue(), '自来水发黄已经两天')
  assert.equal(await again.getByLabel('来电号码').inputValue(), '13911114444')
  await again.keyboard.press('Alt+2')
  await again.getByText('请把单号和查询码读给来电人').waitFor()
  assert.equal((await lastContact()).outcome, 'appeal')
  const { count } = (await desk.world.call('agent', 'GET', '/contacts/open?minutes=0')).body
  assert.equal(count, 0)
  void axe
  await leave()
})

test('an article answers the caller with one key, and the caller says how satisfied they are', async () => {
  await desk.world.call('director', 'POST', '/knowledge/articles', {
    body: {
      title: '居住证办理材料',
      body: '请带身份证和居住证明，到街道办事处办理。',
      ownerUnitId: desk.world.unit.city,
      state: 'published',
    },
  })
  const { page, go, axe, leave } = await desk.sit('agent')
  await go('/desk/call?phone=13911115555')
  await reads(page, '通话中')
  await page.keyboard.type('请问居住证办理要什么材料')
  await reads(page, '请带身份证和居住证明')
  await press(page, 'Alt+i')
  await press(page, 'Alt+1')
  await reads(page, '请问您对这次答复满意吗')
  await axe('a direct answer')
  await press(page, '5')
  await reads(page, '已记下评价')
  const contact = await lastContact()
  assert.deepEqual([contact.outcome, contact.stars], ['answered', 5])
  assert.equal(contact.answer, '请带身份证和居住证明，到街道办事处办理。')
  await leave()
})

test('a refusal says what to read out and the lawful way', async () => {
  const { page, go, axe, leave } = await desk.sit('vendor')
  await go('/desk/call?phone=13911116666')
  await reads(page, '通话中')
  await press(page, 'Alt+3')
  await page.getByRole('dialog').waitFor()
  await page.getByRole('radio', { name: '不属于本地管辖' }).focus()
  await press(page, '1')
  await axe('why it is refused')
  await press(page, 'Enter')
  await reads(page, '请向事发地12345反映')
  assert.equal((await lastContact()).outcome, 'refused')
  await leave()
})

test('the same matter is joined instead of written down again', async () => {
  const { number } = await desk.world.received({ appellant: { name: '李', phone: '13700001111' } })
  const { page, go, leave } = await desk.sit('agent')
  await go('/desk/call?phone=13911117777')
  await reads(page, '通话中')
  await page.keyboard.type('湖滨路与柳荫街交叉口的三盏路灯已经一周不亮，晚上老人出行不便')
  await page.getByRole('heading', { name: '可能是同一件' }).waitFor()
  await page
    .getByRole('region', { name: '参考' })
    .getByRole('button', { name: '湖滨路路灯不亮' })
    .first()
    .click()
  await page.getByRole('button', { name: /就是这件/ }).waitFor()
  await press(page, 'Alt+j')
  await reads(page, '已并入')
  assert.equal((await lastContact()).appeal, number)
  await leave()
})

test('the place is pointed out on the map, by mouse and by keyboard, and brings its district along', async () => {
  await drawDistricts(desk.world)
  const { page, go, axe, leave } = await desk.sit('agent')
  await go('/desk/call?phone=13911118888')
  await reads(page, '通话中')
  await page.keyboard.type('公园里的健身器材坏了，老人差点摔倒。')
  await press(page, 'Alt+m')
  const map = page.getByRole('application', { name: /^地图/ })
  await map.waitFor()
  const box = (await map.boundingBox())!
  // The left half is the western district, the right half the eastern one.
  await page.mouse.click(box.x + box.width / 4, box.y + box.height / 2)
  await page
    .getByRole('dialog')
    .getByText(/西城区 119\./)
    .waitFor()
  await axe('the map')
  await map.focus()
  await press(page, 'ArrowRight')
  await press(page, 'ArrowRight')
  await press(page, 'Enter')
  await page
    .getByRole('dialog')
    .getByText(/东城区 120\./)
    .waitFor()
  await page.getByRole('button', { name: '就是这里' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '区划：东城区' }).waitFor()
  await press(page, 'Alt+2')
  const { number } = await readOut(page)
  const { body } = await desk.world.call('dispatcher', 'GET', `/appeals/${number}`)
  const { lng, lat, region } = body as unknown as { lng: number; lat: number; region: { id: number } }
  assert.ok(lng > 120.02 && lng < 120.22 && lat > 30.55 && lat < 30.75, `${lng}, ${lat}`)
  assert.equal(region.id, desk.world.region.east)
  await leave()
})
