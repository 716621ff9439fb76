/** 批示: one tap on a matter of the brief, one on a phrase, one to give it; and what became of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SheetView } from '../../../src/contract/supervision.ts'
import { DAY } from '../../../src/domain/instant.ts'
import { matterOf, steppedRules } from '../../stories/matter.testing.ts'
import type { World } from '../../world.ts'
import { seatsOf } from '../seats.testing.ts'
import { openSurvey } from '../survey.testing.ts'

async function live(world: World) {
  const now = Date.now()
  world.clock.set(new Date(now - 30 * DAY).toISOString())
  const late = await world.dispatched('roads', { title: '柳荫街井盖缺失' })
  const told = await world.dispatched('water', { title: '幸福里停水' })
  const words = '请示例水务办结，一日内报我。'
  for (const { number } of [told])
    await world.call('mayor', 'POST', `/appeals/${number}/instructions`, { body: { words, limit: '1d' } })
  world.clock.set(new Date(now).toISOString())
  return { late: late.number, told: told.number }
}
const town = seatsOf(steppedRules, live)
const sheetsOf = async (number: string) =>
  (await town.world.call('mayor', 'GET', `/appeals/${number}/sheets`)).body.sheets as SheetView[]

test('[LL-19] on a phone the mayor taps 批示, a phrase and 下达; it is taken down verbatim, and seen to come back', async () => {
  const { page, go, axe, leave, shot } = await town.sit('mayor', { size: 'phone', touch: true })
  await go('/command/brief')
  const own = page.locator('section', { has: page.getByRole('heading', { name: '我的批示' }) })
  await own.getByText('1 件批示：超时未报 1 件，在办 0 件，已报回 0 件，已办结 0 件。').waitFor()
  await own.getByText('请示例水务办结，一日内报我。').waitFor()
  await page.getByRole('button', { name: '批示：柳荫街井盖缺失' }).first().tap()
  const panel = page.getByRole('dialog')
  const phrases = panel.getByRole('list', { name: '常用语' })
  await phrases.getByRole('button', { name: '请市政工程处于3个工作日内办结，3个工作日内将结果报我。' }).tap()
  const tall = (await panel.getByRole('button', { name: '1 个工作日' }).first().boundingBox())!.height
  assert.ok(tall >= 44, `${tall} px is too small for a thumb`)
  await panel.getByRole('group', { name: '办理时限' }).getByRole('button', { name: '1 个工作日' }).tap()
  await panel.getByRole('group', { name: '报告时限' }).getByRole('button', { name: '2 个工作日' }).tap()
  const words = '请市政工程处于1个工作日内办结，2个工作日内将结果报我。'
  assert.equal(await panel.getByLabel('批示原文（可改）').inputValue(), words)
  await axe('an instruction on a phone')
  await shot('command/instruct-phone')
  await panel.getByRole('button', { name: '下达批示' }).tap()
  await page.getByText(/批示已下达：.+号/).waitFor()
  const [sheet] = (await sheetsOf(town.lived.late)).filter(s => s.kind === 'leaderAssign')
  assert.deepEqual([sheet!.instruction, sheet!.limit], [{ by: 'mayor', words }, '2wd'])
  await own.getByText('2 件批示：超时未报 1 件，在办 1 件', { exact: false }).waitFor()
  await axe('the brief with instructions')

  // The unit signs and reports: the leader sees it without a reload.
  const m = matterOf(town.world, town.lived.told)
  await m.sign(1, 'water')
  await town.world.call('water', 'POST', `/appeals/${town.lived.told}/sheet-recipients/1/sign`)
  const answered = await town.world.call(
    'water',
    'POST',
    `/appeals/${town.lived.told}/sheet-recipients/1/answer`,
    { body: { answer: '水管已换，昨晚恢复供水。' } },
  )
  assert.equal(answered.status, 200, JSON.stringify(answered.body))
  await own.getByText('水管已换，昨晚恢复供水。').waitFor()
  await own.getByText('已报回 1 件', { exact: false }).waitFor()
  await shot('command/brief-instructions')
  await leave()
})

test('the panel is clean on every screen, and a director names whose words they are', async () => {
  const survey = openSurvey('command-instruct')
  const seat = await town.sit('director')
  const { page, go, leave } = seat
  await go('/command/brief')
  await page.getByText('还没有批示过。', { exact: false }).waitFor()
  await survey.look(seat, 'brief')
  await page.getByRole('button', { name: '批示：柳荫街井盖缺失' }).first().click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('批示原文（可改）').fill('同意，请抓紧。')
  await panel.getByLabel('批示领导（不填为本人）').fill('张市长')
  await survey.look(seat, 'panel', { within: '.ant-drawer' })
  await panel.getByRole('button', { name: '下达批示' }).click()
  await page.getByText(/批示已下达/).waitFor()
  const sheet = (await sheetsOf(town.lived.late)).findLast(s => s.kind === 'leaderAssign')!
  assert.deepEqual(sheet.instruction, { by: '张市长', words: '同意，请抓紧。' })
  survey.isClean()
  await leave()
})
