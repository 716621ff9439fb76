/** A supervisor's morning: what is late, whom to telephone, urging, alerts, the level. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

test('[LL-20] [LL-36] a supervisor’s morning: the late list by unit, one key to urge, then a level for the worst', async () => {
  const { page, go, axe, leave, shot } = await town.sit('supervisor')
  await go('/staff')
  await page.waitForURL('**/command/late')
  const roads = page.getByRole('region', { name: '市政工程处' })
  await roads.getByText('柳荫街井盖缺失').waitFor()
  await roads.getByRole('link', { name: `0000-${town.world.unit.roads}` }).waitFor()
  await axe('the late list')
  await shot('command/late')
  await roads.getByRole('button', { name: '催办：柳荫街井盖缺失' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('催办内容').fill('三天没有动静，今天必须到现场。')
  await axe('urging')
  await dialog.getByRole('button', { name: /^催\s*办$/ }).click()
  await dialog.getByText('已催办 1 项').waitFor()
  await dialog.getByRole('button', { name: /^完\s*成$/ }).click()
  await roads.getByText(/催过 1 次/).waitFor()
  const { body } = await town.world.call('supervisor', 'GET', `/appeals/${town.numbers.late}`)
  assert.equal((body.assignments as { urges: number }[])[0]!.urges, 1)

  await roads.getByRole('link', { name: '柳荫街井盖缺失' }).click()
  await page.getByRole('heading', { name: '柳荫街井盖缺失' }).waitFor()
  await page.getByRole('button', { name: '确定督办级别' }).click()
  await page.locator('.ant-radio-wrapper', { hasText: '重点' }).click()
  await page.getByLabel('理由').fill('群众安全')
  await page.getByRole('dialog').getByRole('button', { name: '确定督办级别' }).click()
  await page.getByText('确定督办级别：已完成').waitFor()
  assert.equal(
    (await town.world.call('supervisor', 'GET', `/appeals/${town.numbers.late}`)).body.level,
    'key',
  )
  await leave()
})

test('urged again within the hour, the unit is left in peace and the supervisor told so', async () => {
  const { page, go, leave } = await town.sit('supervisor')
  await go('/command/late')
  const water = page.getByRole('region', { name: '示例水务' })
  for (const said of ['已催办 1 项', '已催办 0 项']) {
    await water.getByRole('button', { name: '催办：幸福里停水' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^催\s*办$/ }).click()
    await dialog.getByText(said).waitFor()
    await dialog.getByRole('button', { name: /^完\s*成$/ }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  await leave()
})

test('the list can be narrowed to one kind of limit', async () => {
  const { page, go, leave } = await town.sit('supervisor')
  await go('/command/late')
  await page.getByRole('region', { name: '市政工程处' }).waitFor()
  await page.locator('.ant-segmented-item', { hasText: '初步回复' }).click()
  await page.getByText('没有超时，也没有临期的。').or(page.locator('.late-row').first()).waitFor()
  for (const row of await page.locator('.late-row').allInnerTexts()) assert.match(row, /初步回复/)
  await leave()
})
