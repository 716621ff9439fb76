/** 退单与裁定, 审核, 回访: the ticket that bounces, the answer that is sent back, the visit that sends it back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matterOf } from '../../stories/matter.testing.ts'
import { deskOfTown, press, reads, shownMatter } from './town.testing.ts'

const desk = deskOfTown()

test('a ticket bounces: returned, decided against, objected to, and ruled on by somebody else', async () => {
  const { world } = desk
  const m = await shownMatter(world, { title: '界河清淤' })
  await m.sign()
  const returned = await m.on(1, 'roads', 'return', { reason: 'notOurDuty', note: '河道归水务管' })
  assert.equal(returned.status, 200, JSON.stringify(returned.body))
  const first = await desk.sit('dispatcher')
  await first.go('/desk/returns')
  await reads(first.page, '河道归水务管')
  await first.axe('a return')
  await press(first.page, 'n')
  assert.equal((await m.below('approval'))[0]!.verdict, null)
  await first.page.getByLabel('意见').fill('清淤属市政养护，由你处办理')
  await first.page.getByRole('button', { name: /^不同意/ }).click()
  await reads(first.page, '没有等待审核的退单')
  await first.leave()
  const objected = await m.on(1, 'roads', 'objection', { reason: 'notOurDuty', note: '三定方案写明归水务' })
  assert.equal(objected.status, 200, JSON.stringify(objected.body))
  const second = await desk.sit('supervisor')
  await second.go('/desk/returns')
  await reads(second.page, '三定方案写明归水务')
  await second.axe('an objection')
  await press(second.page, 'u')
  await second.page.getByLabel('其他单位').click()
  await second.page.keyboard.type('示例水务')
  // The city, then the unit in it.
  await press(second.page, 'ArrowDown')
  await press(second.page, 'ArrowDown')
  await press(second.page, 'Enter')
  await second.page.getByLabel('裁定依据').fill('三定方案第六条')
  await press(second.page, 'Control+Enter')
  await reads(second.page, '没有等待审核的退单')
  const open = (await m.below('assignment')).filter(a => a.ended_at === null)
  assert.deepEqual(
    open.map(a => [a.unit_id, a.bound]),
    [[world.unit.water, true]],
  )
  await second.leave()
})

test('[LL-37] an answer beside the question: sent back for what is wrong with it, then accepted', async () => {
  const m = await shownMatter(desk.world, { title: '人行道破损' })
  await m.answer()
  const { page, go, axe, leave } = await desk.sit('dispatcher')
  await go(`/desk/review/${m.number}`)
  await page.getByRole('region', { name: '答复', exact: true }).waitFor()
  await axe('an answer to review')
  await press(page, '1')
  await press(page, 'b')
  await page.waitForURL(url => !url.pathname.includes(m.number))
  assert.equal((await m.row()).stage, 'handling')
  await m.answer(1)
  await go(`/desk/review/${m.number}`)
  await page.getByRole('region', { name: '答复', exact: true }).waitFor()
  await press(page, 'a')
  await page.waitForURL(url => !url.pathname.includes(m.number))
  assert.equal((await m.row()).stage, 'reviewed')
  await leave()
})

test('[ZY-11] a visit by the script finds it unsolved and sends it back for rework', async () => {
  const m = await shownMatter(desk.world, { title: '公厕没有灯' })
  await m.answer()
  await m.accept()
  const { page, go, axe, leave } = await desk.sit('visitor')
  await go(`/desk/visits/${m.number}`)
  await reads(page, '有没有跟您联系过')
  await press(page, 'p')
  await page.getByRole('link', { name: '13812345678' }).waitFor()
  for (const key of ['1', '3', '2', '1']) await press(page, key)
  await reads(page, '保存后将退回承办单位重办')
  await axe('a call-back')
  await press(page, 's')
  await page.waitForURL(url => !url.pathname.includes(m.number))
  const row = await m.row()
  assert.deepEqual([row.stage, row.reworks], ['handling', 1])
  const [visit] = await m.below('visit')
  assert.deepEqual(
    [visit!.contacted, visit!.result, visit!.process_satisfaction, visit!.result_satisfaction],
    [true, 'unsolved', 2, 1],
  )
  await leave()
})

test('many are struck off after a look at each; what still owes a visit stays', async () => {
  const done = await shownMatter(desk.world, { title: '可以销号的' })
  await done.answer()
  await done.accept()
  await done.visit()
  const owing = await shownMatter(desk.world, { title: '还没有回访的' })
  await owing.answer()
  await owing.accept()
  const { page, go, axe, leave } = await desk.sit('dispatcher')
  await go('/desk/strike-off')
  await page.getByRole('checkbox', { name: '选中 可以销号的' }).check()
  await page.getByRole('checkbox', { name: '选中 还没有回访的' }).check()
  await page.getByRole('button', { name: /批量销号/ }).click()
  await reads(page, '1 件可以销号')
  await axe('before many are struck off')
  await press(page, 'Control+Enter')
  await reads(page, '已销号 1 件')
  assert.equal((await done.row()).stage, 'struckOff')
  assert.equal((await matterOf(desk.world, owing.number).row()).stage, 'reviewed')
  await leave()
})
