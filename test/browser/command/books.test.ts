/** 销号与对账: what is missing before a ticket is struck off, and a period that balances or doesn't. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

test('[LL-30] a dispatcher strikes off what is ready, and reads of the rest what is missing', async () => {
  const { page, go, axe, leave, shot } = await town.sit('dispatcher')
  await go('/command/strike-off')
  const ready = page.getByRole('listitem').filter({ hasText: '路牌脱落' })
  await ready.getByText('可以销号').waitFor()
  await axe('the queue to strike off')
  await shot('command/strike-off')
  await page.locator('.ant-segmented-item', { hasText: '已办结' }).click()
  const unready = page.getByRole('listitem').filter({ hasText: '人行道积水' })
  await unready.getByText(/^缺：/).waitFor()
  await page.locator('.ant-segmented-item', { hasText: '已回访' }).click()
  await ready.getByText('可以销号').waitFor()
  await page.getByRole('button', { name: '销号 1 件' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '销号 1 件' }).click()
  await dialog.getByText('已完成 1 件，未成 0 件').waitFor()
  await dialog.getByRole('button', { name: /^完\s*成$/ }).click()
  const { body } = await town.world.call('dispatcher', 'GET', `/appeals/${town.numbers.ready}`)
  assert.equal(body.stage, 'struckOff')
  await leave()
})

test('[LL-30] the books of a period balance; one ticket taken out of the record by hand is found, by its number', async () => {
  const { page, go, axe, leave, shot } = await town.sit('dispatcher')
  await go('/command/reconciliation')
  await page.locator('.ant-segmented-item', { hasText: '近三个月' }).click()
  await page.getByText(/两本账都平/).waitFor()
  await axe('books that balance')
  await shot('command/reconciliation')
  await town.world.db.pool.query(
    `UPDATE appeal SET stage = 'withdrawn', ended_at = now() WHERE number = $1`,
    [town.numbers.later],
  )
  await go('/command/reconciliation')
  await page.locator('.ant-segmented-item', { hasText: '近三个月' }).click()
  await page
    .getByText(/对不上/)
    .first()
    .waitFor()
  await axe('books that do not balance')
  await page.getByRole('link', { name: town.numbers.later }).first().click()
  await page.getByRole('heading', { name: '幸福里停水' }).waitFor()
  await leave()
})
