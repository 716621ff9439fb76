/** What a unit did by a slip and the rules let it take back, it takes back from the message about it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { matterAt } from '../../stories/matter.testing.ts'
import { openTown, type Town } from './seat.testing.ts'

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.close())

test('a duty that was passed down to the wrong street comes back with a click', async () => {
  const m = await matterAt(town.world, {
    title: '东区水管渗漏',
    to: 'east',
    // The catalogue names no lowest unit for it.
    categoryId: town.world.category.water,
  })
  await m.sign(1, 'east')
  const seat = await town.sit('east')
  const { page } = seat
  await seat.go(`/unit/appeals/${m.number}?do=passDown`)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('单位', { exact: true }).click()
  await page.keyboard.type('湖滨街道')
  await page.getByTitle('湖滨街道').last().click()
  await dialog.getByRole('button', { name: '转下级办理' }).click()
  await page.getByText('已转下级办理').first().waitFor()
  assert.deepEqual(
    (await m.below('assignment')).map(a => [a.unit_id, a.ended_at === null]),
    [
      [town.world.unit.east, true],
      [town.world.unit.lake, true],
    ],
  )
  await page.getByRole('button', { name: /^撤\s*回$/ }).click()
  await page.getByText('已撤回，仍由本单位办理').waitFor()
  assert.deepEqual(
    (await m.below('assignment')).map(a => [a.unit_id, a.ended_at === null]),
    [
      [town.world.unit.east, true],
      [town.world.unit.lake, false],
    ],
  )
  await seat.leave()
})
