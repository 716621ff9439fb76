/** 督办单 on a telephone: signed for and answered with the thumb; and beside its form where it is written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steppedRules } from '../../stories/matter.testing.ts'
import { seatsOf } from '../seats.testing.ts'

const town = seatsOf(steppedRules, async world => {
  world.clock.set(new Date().toISOString())
  const { number } = await world.dispatched('roads', { title: '柳荫街井盖缺失' })
  await world.call('supervisor', 'POST', `/appeals/${number}/sheets`, {
    body: { kind: 'redSupervise', demand: '今天必须到现场。' },
  })
  return number
})

test('[LL-22] on a phone a unit signs for a sheet and answers it at the top of the ticket, with one thumb', async () => {
  const { page, go, axe, leave, shot } = await town.sit('roads', { size: 'phone', touch: true })
  await go(`/unit/appeals/${town.lived}`)
  const owed = page.getByRole('region', { name: '红色督办单' })
  await owed.getByText('今天必须到现场。').waitFor()
  const button = owed.getByRole('button', { name: '签收督办单' })
  const { height, width } = (await button.boundingBox())!
  assert.ok(height >= 44 && width > 250, `${width} × ${height}`)
  await axe('a sheet to sign for')
  await shot('unit/owed-sheet')
  await button.tap()
  await page.getByRole('dialog').getByRole('button', { name: '签收督办单' }).tap()
  await owed.getByRole('button', { name: '反馈督办单' }).tap()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('反馈内容').fill('已到现场，井盖已补。')
  await axe('answering a sheet')
  await shot('unit/answer-sheet')
  await dialog.getByRole('button', { name: '反馈督办单' }).tap()
  await owed.waitFor({ state: 'detached' })
  await leave()
})

test('[LL-24] the sheet stands beside its form while it is written, and below it on a phone', async () => {
  const { page, go, axe, leave, shot } = await town.sit('supervisor')
  await go(`/command/appeals/${town.lived}`)
  await page.getByRole('button', { name: '发督办单' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('单种').click()
  await page.getByTitle('任务通知单').click()
  await dialog.getByLabel('办理要求').fill('三日内修复并反馈。')
  const paper = dialog.getByRole('img', { name: /第 1 页/ })
  await paper.waitFor()
  const form = dialog.locator('form')
  const [beside, left] = [(await paper.boundingBox())!, (await form.boundingBox())!]
  assert.ok(beside.x >= left.x + left.width, 'beside')
  await axe('a sheet beside its form')
  await shot('command/sheet-beside')
  await page.setViewportSize({ width: 390, height: 844 })
  const [below, above] = [(await paper.boundingBox())!, (await form.boundingBox())!]
  assert.ok(below.y >= above.y + above.height - 1, 'below')
  await axe('a sheet below its form')
  await shot('command/sheet-below')
  await leave()
})
