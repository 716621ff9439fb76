/** The unit's main task without a mouse: from the inbox to the reply that is sent, with a picture. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { matterAt } from '../../stories/matter.testing.ts'
import { seesFocus, tabTo } from '../keyboard.testing.ts'
import { openTown, photo, type Town } from './seat.testing.ts'

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.close())

test('signed, contacted and answered by Tab, Enter and typing alone', async () => {
  const m = await matterAt(town.world, { title: '指路牌脱落' })
  const seat = await town.sit('roads')
  const { page } = seat
  const evidence = await photo(seat, '#2255aa')
  await seat.go('/unit')
  await page.getByRole('link', { name: /指路牌脱落/ }).waitFor()
  await tabTo(page, /^签收：指路牌脱落/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '记联系：指路牌脱落' }).waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('记联系'))
  await tabTo(page, /^指路牌脱落/, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: '可以做的' }).getByRole('button', { name: '先行联系' }).waitFor()
  await tabTo(page, /^先行联系$/)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('沟通情况').waitFor()
  await tabTo(page, /^沟通情况/)
  await page.keyboard.type('已电话联系，约今天下午到场。')
  await tabTo(page, /^录音编号/)
  await page.keyboard.type('rec-7')
  await tabTo(page, /^先行联系$/)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('group', { name: '可以做的' }).getByRole('button', { name: '办理答复' }).waitFor()
  await tabTo(page, /^办理答复$/)
  await page.keyboard.press('Enter')
  await dialog.getByLabel('公开答复').waitFor()
  // The first of the results: solved.
  await tabTo(page, /已解决|solved/)
  await page.keyboard.press('Space')
  await tabTo(page, /^公开答复/)
  await page.keyboard.type('您好！指路牌已重新固定，请您查看。')
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, /^添加附件/)
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(evidence)
  await dialog.getByText('已上传').waitFor()
  await tabTo(page, /^办理答复$/)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('已答复，等中心审核').waitFor()
  await seesFocus(page)
  assert.equal((await m.below('assignment'))[0]!.stage, 'replied')
  await seat.leave()
})
