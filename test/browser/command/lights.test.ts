/** 订阅亮灯: a bell that rings within seconds, each change leading to its ticket; and lights by the city's own names. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../../src/domain/instant.ts'
import type { Rules } from '../../../src/domain/policy/rules.ts'
import { DEFAULT_SUPERVISION } from '../../../src/domain/supervision/ladder.ts'
import { sweepLights } from '../../../src/server/supervision/sweep.ts'
import { steppedRules } from '../../stories/matter.testing.ts'
import type { World } from '../../world.ts'
import { seatsOf } from '../seats.testing.ts'
import { openSurvey } from '../survey.testing.ts'

/** Sanming’s names. */
const rules: Rules = {
  ...steppedRules,
  supervision: {
    ...DEFAULT_SUPERVISION,
    ladder: [],
    colours: {
      green: { zh: '蓝色', en: 'blue' },
      yellow: { zh: '橙色', en: 'orange' },
      red: { zh: '红色', en: 'red' },
    },
  },
}

async function live(world: World) {
  const now = Date.now()
  world.clock.set(new Date(now - 30 * DAY).toISOString())
  const roads = await world.dispatched('roads', { title: '柳荫街井盖缺失' })
  const water = await world.dispatched('water', { title: '幸福里停水' })
  world.clock.set(new Date(now).toISOString())
  return { roads: roads.number, water: water.number }
}
const town = seatsOf(rules, live)

test('[ZY-24] somebody watches the red of their unit and those below: the bell rings, and opens the ticket', async () => {
  const { page, go, axe, leave, shot } = await town.sit('roads')
  await go('/unit')
  await page.getByRole('button', { name: '亮灯提醒，没有未读' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('灯一变就在这里提醒', { exact: false }).waitFor()
  await drawer.getByLabel('橙色').uncheck()
  await axe('watching')
  await drawer.getByRole('button', { name: /^订\s*阅$/ }).click()
  await drawer.getByText('还没有变化。', { exact: false }).waitFor()
  await axe('nothing yet')
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  const began = Date.now()
  await sweepLights(town.world.app.parts)
  await page.getByRole('button', { name: '亮灯提醒，1 条未读' }).waitFor()
  assert.ok(Date.now() - began < 15_000, `it took ${Date.now() - began} ms`)
  await page.getByRole('button', { name: '亮灯提醒，1 条未读' }).click()
  const item = drawer.getByRole('link', { name: /柳荫街井盖缺失/ })
  await item.getByText('红色').first().waitFor()
  assert.doesNotMatch(await drawer.innerText(), /幸福里停水/)
  await axe('news')
  await shot('lights/news')
  await item.click()
  await page.waitForURL(`**/unit/appeals/${town.lived.roads}`)
  await page.getByRole('button', { name: '亮灯提醒，没有未读' }).waitFor()
  await leave()
})

test('[ZY-24] lights are called as the city calls them, in the ledger, on the wall, in a unit’s figures', async () => {
  const { page, go, leave } = await town.sit('director')
  await go('/command/ledger')
  await page.getByRole('button', { name: '橙色' }).waitFor()
  assert.equal(await page.getByText(/黄灯|绿灯|红灯/).count(), 0)
  await go('/command/wall')
  await page.locator('.light-bars').getByText('橙色').waitFor()
  await go(`/command/appeals/${town.lived.roads}`)
  await page.getByRole('heading', { name: '柳荫街井盖缺失' }).waitFor()
  assert.equal(await page.getByText(/黄灯|绿灯|红灯/).count(), 0)
  await leave()
})

test('the bell’s drawer is clean on every screen', async () => {
  const survey = openSurvey('lights')
  const seat = await town.sit('supervisor')
  const { page, go, leave } = seat
  await town.world.call('supervisor', 'PUT', '/me/lights', {
    body: { unitId: town.world.unit.city, lights: ['red'] },
  })
  await go('/command/ledger')
  await page.getByRole('button', { name: /^亮灯提醒/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '订阅' }).click()
  await page.getByRole('dialog').getByLabel('含下级单位').waitFor()
  await survey.look(seat, 'drawer', { within: '.ant-drawer' })
  survey.isClean()
  await leave()
})
