/** 督办阶梯: begun from a preset, changed rung by rung, checked as it is written, tried on last month beside the present one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Rules } from '../../../src/domain/policy/rules.ts'
import { openSurvey } from '../survey.testing.ts'
import { adminOfTown } from './town.testing.ts'

const town = adminOfTown()

test('[ZY-24] [ZY-33] [LL-21] [LL-34] an administrator takes a preset, changes a rung, is told what is wrong, tries it on last month, puts it into effect', async () => {
  const { page, go, axe, leave, shot } = await town.sit('admin')
  await go('/admin/rules')
  await page.getByRole('button', { name: '配置督办阶梯' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('img', { name: /^办理答复，5 个工作日：.*亮黄灯.*红色督办单 自动/ }).waitFor()
  await axe('the ladder')
  await shot('admin/ladder')
  await dialog.getByRole('button', { name: /^张掖/ }).click()
  await page.getByRole('button', { name: /^确\s*定$/ }).click()
  await dialog.getByRole('img', { name: /^办理答复.*自动电话督办 自动/ }).waitFor()
  assert.equal(await dialog.getByRole('listitem', { name: '第 6 级' }).count(), 1)

  const third = dialog.getByRole('listitem', { name: '第 4 级' })
  await third.getByLabel('第 4 级 逾期多久').fill('3天')
  await third.getByRole('alert').waitFor()
  await dialog.getByText(/有 1 处还不能用/).waitFor()
  await axe('a rung that is wrong')
  await shot('admin/ladder-wrong')
  await third.getByLabel('第 4 级 逾期多久').fill('1wd')
  await third.getByRole('alert').waitFor({ state: 'detached' })
  await third.locator('.ant-segmented-item', { hasText: '自动' }).click()
  await dialog.getByLabel('从几点').fill('22')
  await dialog.getByLabel('从几点').press('Tab')
  await dialog.getByText('不能从 22 点打到 21 点，结束应晚于开始').waitFor()
  await dialog.getByLabel('从几点').fill('9')
  await dialog.getByLabel('从几点').press('Tab')
  await dialog.getByText(/不能从 22 点/).waitFor({ state: 'detached' })
  await dialog.getByLabel('批示常用语').fill('阅。请{{unit}}速办。')

  await dialog.getByRole('tab', { name: '阶梯试算' }).click()
  await dialog.getByLabel('从', { exact: true }).last().fill(town.lived.month.from)
  await dialog.getByLabel('到', { exact: true }).last().fill(town.lived.month.until)
  await dialog.getByRole('button', { name: '试算阶梯' }).click()
  await dialog.getByText(/新阶梯会走 \d+ 步，第 1 版是 \d+ 步。/).waitFor()
  const steps = dialog.getByRole('table', { name: '每一步会有多少次' })
  // The present ladder urges in green; that of Zhangye doesn’t.
  const green = (await steps.getByRole('row', { name: /绿色催办单/ }).innerText()).split(/\s+/)
  assert.ok(Number(green[1]) > 0 && Number(green[2]) === 0, String(green))
  await dialog
    .getByRole('region', { name: '各单位的步骤' })
    .getByRole('row', { name: /市政工程处/ })
    .waitFor()
  await axe('the trial of a ladder')
  await shot('admin/ladder-trial')

  await dialog.getByLabel('名称').fill('张掖式阶梯')
  await dialog.getByRole('button', { name: '发布新版本' }).click()
  await page.getByRole('row').filter({ hasText: '张掖式阶梯' }).getByText('现行').waitFor()
  const { supervision } = (await town.world.call('admin', 'GET', '/rules')).body.rules as Rules
  assert.deepEqual(
    [
      supervision!.ladder[3]!.after,
      supervision!.ladder[3]!.mode,
      supervision!.calls.from,
      supervision!.phrases,
    ],
    ['1wd', 'automatic', 9, ['阅。请{{unit}}速办。']],
  )
  await leave()
})

test('the editor of the ladder and its trial are clean on every screen', async () => {
  const survey = openSurvey('admin-ladder')
  const seat = await town.sit('admin')
  const { page, go, leave } = seat
  await go('/admin/rules')
  await page.getByRole('button', { name: '配置督办阶梯' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('.rung').first().waitFor()
  await dialog.locator('.rung-clocks summary').first().click()
  await survey.look(seat, 'ladder', { within: '.ant-modal' })
  await dialog.getByRole('tab', { name: '阶梯试算' }).click()
  await dialog.getByRole('button', { name: '试算阶梯' }).click()
  await dialog.getByText(/新阶梯会走/).waitFor()
  await page.mouse.move(0, 0)
  await survey.look(seat, 'trial', { within: '.ant-modal' })
  survey.isClean()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.evaluate(() => localStorage.setItem('yidan.lang', 'en'))
  await page.reload()
  await page.getByRole('button', { name: 'Configure the ladder' }).click()
  await dialog.locator('.rung').first().waitFor()
  await seat.axe('the ladder in English')
  await seat.shot('admin/ladder-english')
  await leave()
})
