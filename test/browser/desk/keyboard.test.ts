/** The desk without a mouse: a call that becomes a ticket, a matter that is dispatched, the palette and the list of keys. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seesFocus, tabTo } from '../keyboard.testing.ts'
import { deskOfTown, press, reads } from './town.testing.ts'

const desk = deskOfTown()

test('a call becomes a ticket: from the number through every field by Tab, with its category, to the code', async () => {
  const { page, go, leave } = await desk.sit('agent')
  await go('/desk')
  await reads(page, '接听来电')
  await press(page, 'c')
  await page.getByLabel('来电号码').waitFor()
  await page.keyboard.type('13911112222')
  await press(page, 'Enter')
  await reads(page, '通话中')
  await page.keyboard.type('柳荫街污水井盖翘起，电动车经过很危险。')
  await seesFocus(page)
  await tabTo(page, /^标题/)
  await page.keyboard.type('柳荫街井盖翘起')
  await tabTo(page, /^事发地址/)
  await page.keyboard.type('柳荫街3号门前')
  await tabTo(page, /^分类：/)
  await press(page, 'Enter')
  await page.getByRole('combobox', { name: '分类' }).waitFor()
  await page.keyboard.type('lamps')
  // What it belongs to, then it.
  await press(page, 'ArrowDown')
  await press(page, 'ArrowDown')
  await press(page, 'Enter')
  await tabTo(page, /转工单/)
  await press(page, 'Enter')
  await reads(page, '请把单号和查询码读给来电人')
  const [number = ''] = await page.locator('.said').allInnerTexts()
  const { body } = await desk.world.call('dispatcher', 'GET', `/appeals/${number.replace(/\s/g, '')}`)
  assert.equal(body.title, '柳荫街井盖翘起')
  // The house number is masked for whoever doesn't handle it.
  assert.match(String(body.address), /^柳荫街/)
  assert.equal((body.category as { id: number } | null)?.id, desk.world.category.lamps)
  await leave()
})

test('a matter is dispatched: found by the palette, units ticked by digits, sent by a letter', async () => {
  const { number } = await desk.world.received({ title: '湖滨路护栏缺失' })
  const { page, go, axe, leave } = await desk.sit('dispatcher')
  await go('/desk')
  await reads(page, '等着办')
  await press(page, 'Control+k')
  const box = page.getByRole('combobox', { name: '单号、页面、操作' })
  await box.waitFor()
  await seesFocus(page)
  await page.keyboard.type('预审')
  await axe('the palette')
  await press(page, 'Enter')
  await reads(page, '派给谁')
  await press(page, '?')
  const keys = page.getByRole('dialog')
  for (const row of [/派单\s*D/i, /并单\s*M/i, /下一件\s*J/i, /查找单号、页面和操作\s*Ctrl K/])
    await keys.getByRole('row', { name: row }).first().waitFor()
  await axe('the list of keys')
  await press(page, 'Escape')
  await keys.waitFor({ state: 'hidden' })
  await reads(page, '市政设施管理办法第3条')
  await press(page, '2')
  await press(page, 'd')
  await page.getByRole('button', { name: /^撤\s*回$/ }).waitFor()
  const { assignments } = (await desk.world.call('dispatcher', 'GET', `/appeals/${number}`))
    .body as unknown as { assignments: { role: string; unit: { id: number } }[] }
  assert.deepEqual(
    assignments.map(a => [a.role, a.unit.id]),
    [
      ['lead', desk.world.unit.roads],
      ['assist', desk.world.unit.east],
    ],
  )
  await leave()
})

test('a number typed into the palette opens its ticket, and every step by Tab through it can be seen', async () => {
  const { number } = await desk.world.received({ title: '公交站牌倾斜' })
  const { page, go, leave } = await desk.sit('dispatcher')
  await go('/desk')
  await reads(page, '等着办')
  await press(page, 'Control+k')
  await page.getByRole('combobox', { name: '单号、页面、操作' }).waitFor()
  await page.keyboard.type(number)
  await press(page, 'Enter')
  await page.getByRole('heading', { name: '公交站牌倾斜', level: 1 }).waitFor()
  await page.getByRole('group', { name: '可以做的' }).waitFor()
  await tabTo(page, /^更多/)
  await press(page, 'Enter')
  await page.getByRole('menu').waitFor()
  const first = await seesFocus(page)
  await press(page, 'ArrowDown')
  assert.notEqual(await seesFocus(page), first)
  await press(page, 'Escape')
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  assert.match(await seesFocus(page), /^更多/)
  await leave()
})
