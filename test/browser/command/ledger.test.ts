/** 台账: narrowing, links, columns, saved views, keys, the ticket beside the list, export, and acts on many. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()
const rowsOf = (page: Page) => page.locator('.grid-row.is-row')
const reads = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

test('[LL-30] the ledger is narrowed step by step, says what holds, and the address carries it', async () => {
  const { page, go, axe, leave, shot } = await town.sit('dispatcher')
  await go('/command')
  await page.waitForURL('**/command/ledger')
  await reads(page, '共 6 件')
  await axe('the ledger')
  await shot('command/ledger')
  await page.getByRole('button', { name: '红灯' }).click()
  await page.waitForURL(/light=red/)
  await page.getByRole('button', { name: '更多筛选' }).click()
  await page.getByLabel('主办单位').click()
  await page.keyboard.type('示例水务')
  await page.locator('.ant-select-tree-title', { hasText: '示例水务' }).first().click()
  await axe('the form of filters')
  await page.getByRole('button', { name: '查看结果' }).click()
  await reads(page, '共 1 件')
  const chips = page.getByRole('list', { name: '当前筛选' })
  assert.match(await chips.innerText(), /灯：\s*红灯[\s\S]*主办单位：\s*示例水务/)

  const other = await town.sit('director')
  const { pathname, search } = new URL(page.url())
  await other.go(pathname + search)
  await reads(other.page, '幸福里停水')
  await reads(other.page, '共 1 件')
  await other.leave()

  await chips.getByRole('button', { name: '去掉筛选：灯' }).click()
  await chips.getByRole('button', { name: '全部去掉' }).click()
  await reads(page, '共 6 件')
  await leave()
})

test('columns are chosen and ordered, and a saved view that is shared brings them to a colleague', async () => {
  const { page, go, leave } = await town.sit('dispatcher')
  await go('/command/ledger?stage=dispatched')
  await rowsOf(page).first().waitFor()
  await page.getByRole('button', { name: '列', exact: true }).click()
  await page.getByRole('checkbox', { name: '督办级别' }).check()
  await page.getByRole('checkbox', { name: '渠道' }).uncheck()
  await page.getByRole('button', { name: '环节前移' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '常用筛选' }).click()
  await page.getByLabel('给当前筛选起名').fill('已派未签')
  await page.getByRole('checkbox', { name: '同事也能用' }).check()
  await page.getByRole('button', { name: /^保\s*存$/ }).click()
  await page
    .getByRole('button', { name: /已派未签/ })
    .first()
    .waitFor()
  await leave()

  const colleague = await town.sit('director')
  await colleague.go('/command/ledger')
  await rowsOf(colleague.page).first().waitFor()
  await colleague.page.getByRole('button', { name: '常用筛选' }).click()
  await colleague.axe('saved views')
  await colleague.page
    .getByRole('dialog')
    .getByRole('button', { name: /^已派未签/ })
    .click()
  await colleague.page.waitForURL(/stage=dispatched/)
  const heads = await colleague.page.getByRole('columnheader').allInnerTexts()
  assert.deepEqual(
    [heads.includes('督办级别'), heads.includes('渠道'), heads.indexOf('环节') < heads.indexOf('事项')],
    [true, false, true],
  )
  await colleague.leave()
})

test('by keyboard alone: down the rows, open beside the list, mark with the space bar, back with Escape', async () => {
  const { page, go, axe, leave } = await town.sit('dispatcher')
  await go('/command/ledger')
  await rowsOf(page).first().waitFor()
  await page.getByRole('grid').focus()
  for (let row = 0; row < 4; row++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/open=/)
  const panel = page.getByRole('complementary', { name: '打开的单' })
  await panel.getByText('时限').first().waitFor()
  await axe('a ticket beside the list')
  await page.getByRole('grid').focus()
  await page.keyboard.press(' ')
  await reads(page, '已选 1 件')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ ')
  await reads(page, '已选 2 件')
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
  await leave()
})

test('the present list is taken away as a file, masked as it is shown', async () => {
  const { page, go, leave } = await town.sit('dispatcher')
  await go('/command/ledger?light=red')
  await rowsOf(page).first().waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ])
  const text = await readFile(await file.path(), 'utf8')
  assert.match(text, /柳荫街井盖缺失/)
  assert.doesNotMatch(text, /今天的路灯|王小明|13812345678/)
  await leave()
})

test('before many are acted on each says what will happen to it, and what did', async () => {
  const { page, go, axe, leave } = await town.sit('director')
  await go('/command/ledger')
  await rowsOf(page).nth(5).waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press(' ')
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+ ')
  await reads(page, '已选 6 件')
  await page
    .getByRole('region', { name: '批量' })
    .getByRole('button', { name: /^催\s*办$/ })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/可以催办 \d 件，不能 \d 件/).waitFor()
  await page.waitForFunction(() => document.querySelectorAll('.bulk-rows tbody tr').length === 6)
  await axe('the preview of acts on many')
  const refused = await dialog.locator('.is-unable').allInnerTexts()
  assert.ok(refused.length > 0 && refused.every(r => r.startsWith('不能：')), String(refused))
  await dialog.getByRole('button', { name: /^催办 \d 件$/ }).click()
  await dialog.getByText(/已完成 [1-9] 件，未成 0 件/).waitFor()
  await leave()
})

test('who may not reads why the button is grey; a list of nothing says so; a refused list says why', async () => {
  const mayor = await town.sit('mayor')
  await mayor.go('/command/ledger?number=77')
  await reads(mayor.page, '没有符合条件的单')
  await mayor.axe('an empty ledger')
  await mayor.page.getByRole('button', { name: /导\s*出/ }).hover()
  await reads(mayor.page, '您的角色不能导出')
  await mayor.leave()
  const observer = await town.sit('observer')
  await observer.go('/command/ledger')
  await observer.page.getByRole('alert').first().waitFor()
  assert.equal(await rowsOf(observer.page).count(), 0)
  await observer.axe('a refused ledger')
  await observer.leave()
})

test('what a colleague does appears in the list without a reload', async () => {
  const { page, go, leave } = await town.sit('dispatcher')
  await go(`/command/ledger?number=${town.numbers.today}`)
  await page.locator('.cell-stage', { hasText: '已受理' }).waitFor()
  const units = [{ unitId: town.world.unit.roads, role: 'lead' }]
  const path = `/appeals/${town.numbers.today}/dispatch`
  assert.equal((await town.world.call('dispatcher', 'POST', path, { body: { units } })).status, 200)
  await page.locator('.cell-stage', { hasText: '已派单' }).waitFor()
  await leave()
})
