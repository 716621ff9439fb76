/** The leader's two minutes, the wall, and the observer's figures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

/** Opens the list behind a number and compares. */
async function opensAList(page: Page, name: RegExp): Promise<void> {
  const link = page.getByRole('link', { name }).first()
  const n = (await link.innerText()).trim()
  await link.click()
  await page.waitForURL('**/command/ledger?*')
  await page.getByText(`共 ${n} 件`).waitFor()
}

test('[ZY-15] the mayor reads the day on a phone: sentences, drawings, the worst matters, and acts on one', async () => {
  const { page, go, axe, leave, shot } = await town.sit('mayor', { size: 'phone', touch: true })
  await go('/staff')
  await page.waitForURL('**/command/brief')
  await page.getByRole('heading', { name: '来了什么' }).waitFor()
  await page.getByText('柳荫街井盖缺失').first().waitFor()
  await page.getByText('老小区加装电梯').first().waitFor()
  await axe('the brief')
  await shot('command/brief-phone')
  assert.doesNotMatch(await page.locator('article').innerText(), /王小明|13812345678|湖滨路18号/)
  await page.getByRole('button', { name: '定级：柳荫街井盖缺失' }).click()
  await page.locator('.ant-radio-wrapper', { hasText: '重点' }).click()
  await page.getByLabel('理由').fill('市长批示')
  await page.getByRole('dialog').getByRole('button', { name: '确定督办级别' }).click()
  await page.getByText('确定督办级别：已完成').waitFor()
  assert.equal((await town.world.call('mayor', 'GET', `/appeals/${town.numbers.late}`)).body.level, 'key')
  await opensAList(page, /^超时：/)
  await leave()
})

test('[ZY-15] every number on the wall opens a list of so many; nothing scrolls on a wall of 1920 × 1080', async () => {
  const { page, go, axe, leave, shot } = await town.sit('director')
  await page.setViewportSize({ width: 1920, height: 1080 })
  for (const name of [/^在办：/, /^■ 超时：/, /^今天受理：/, /市政工程处 在办：/]) {
    await go('/command/wall')
    await page.getByRole('link', { name }).first().waitFor()
    await opensAList(page, name)
  }
  await go('/command/wall')
  await page.locator('.chart svg').nth(1).waitFor()
  const { over, hidden } = await page.evaluate(() => ({
    over: document.documentElement.scrollHeight - innerHeight,
    hidden: [...document.querySelectorAll('.wall-body')].filter(b => b.scrollHeight > b.clientHeight + 2)
      .length,
  }))
  assert.deepEqual([over, hidden], [0, 0])
  await axe('the wall')
  await shot('command/wall')
  await page.getByRole('button', { name: '浅色' }).click()
  await axe('the wall in light colours')
  await leave()
})

test('[ZY-15] the wall follows what happens without a reload', async () => {
  const { page, go, leave } = await town.sit('director')
  await go('/command/wall')
  const tile = page.getByRole('link', { name: /^今天受理：/ })
  const before = Number(await tile.innerText())
  // Whoever asks within a second is shown what was counted then.
  town.world.clock.pass(2000)
  await town.world.received({ title: '刚刚来的' })
  await page.getByRole('link', { name: `今天受理：${before + 1}，打开清单` }).waitFor()
  await leave()
})

test('an observer sees figures with what they count, and no ticket anywhere', async () => {
  const { page, go, axe, leave, shot } = await town.sit('observer')
  await go('/staff')
  await page.waitForURL('**/command/figures')
  await page.getByText('响应率').first().waitFor()
  await page.getByRole('table').first().waitFor()
  await axe('the figures')
  await shot('command/figures')
  assert.equal(await page.locator('main a[href*="ledger"], main a[href*="appeals"]').count(), 0)
  await go('/command/wall')
  await page.locator('.wall-tile').first().waitFor()
  assert.equal(await page.locator('.wall a.num').count(), 0)
  await go(`/command/appeals/${town.numbers.late}`)
  await page.getByRole('alert').waitFor()
  assert.doesNotMatch(await page.locator('body').innerText(), /柳荫街井盖缺失/)
  await leave()
})

test('who may read tickets gets from a figure to its list', async () => {
  const { page, go, leave } = await town.sit('director')
  await go('/command/figures')
  await page.locator('.ant-segmented-item', { hasText: '近三个月' }).click()
  await page.getByRole('link', { name: /^市政工程处\s*的清单$/ }).click()
  await page.waitForURL('**/command/ledger?*')
  await page.getByText('柳荫街井盖缺失').waitFor()
  await leave()
})
