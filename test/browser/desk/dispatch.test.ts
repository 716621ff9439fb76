/** 预审与待派: one key sends a matter to its unit; it can be taken back, merged, sent with many; a lost race is seen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskOfTown, press, reads } from './town.testing.ts'

const desk = deskOfTown()
const ticketOf = async (number: string) =>
  (await desk.world.call('dispatcher', 'GET', `/appeals/${number}`)).body

test('a matter goes to the suggested unit with one key, and comes back with a click', async () => {
  const { number } = await desk.world.received({ title: '湖滨路井盖松动' })
  const { page, go, axe, leave } = await desk.sit('dispatcher')
  await go(`/desk/dispatch/${number}`)
  await reads(page, '市政设施管理办法第3条')
  await axe('a matter to dispatch')
  await press(page, 'd')
  await page.getByRole('button', { name: /^撤\s*回$/ }).waitFor()
  assert.equal((await ticketOf(number)).stage, 'dispatched')
  await page.getByRole('button', { name: /^撤\s*回$/ }).click()
  await reads(page, '已撤回，回到待派')
  assert.equal((await ticketOf(number)).stage, 'received')
  await leave()
})

test('who loses a race sees what the other did', async () => {
  const { number } = await desk.world.received({ title: '南门积水' })
  const { page, go, axe, leave } = await desk.sit('dispatcher')
  await go(`/desk/dispatch/${number}`)
  await reads(page, '市政设施管理办法第3条')
  const units = [{ unitId: desk.world.unit.water, role: 'lead' }]
  const { status } = await desk.world.call('director', 'POST', `/appeals/${number}/dispatch`, {
    body: { units },
  })
  assert.equal(status, 200)
  await press(page, 'd')
  await page
    .getByText(/刚刚有人动过这一单|已经不在本队列/)
    .first()
    .waitFor()
  await reads(page, 'director')
  await axe('a lost race')
  const { assignments } = (await ticketOf(number)) as unknown as { assignments: { unit: { id: number } }[] }
  assert.deepEqual(
    assignments.map(a => a.unit.id),
    [desk.world.unit.water],
  )
  await leave()
})

test('two tickets are looked at side by side, merged, and parted again', async () => {
  const first = await desk.world.received({ title: '柳荫街路灯不亮' })
  const second = await desk.world.received({ title: '柳荫街的路灯都不亮' })
  const { page, go, axe, leave } = await desk.sit('dispatcher')
  await go(`/desk/dispatch/${second.number}`)
  await page.getByRole('button', { name: /^并单/ }).waitFor()
  await reads(page, '派给谁')
  await press(page, 'm')
  await page.getByRole('dialog').waitFor()
  await page.getByLabel('或输入单号').fill(first.number)
  await page.getByRole('button', { name: /^对\s*比$/ }).click()
  await page.getByRole('region', { name: '并入' }).waitFor()
  await axe('two tickets side by side')
  await page.getByRole('button', { name: '并入右边这一单' }).click()
  await page.getByRole('button', { name: '撤销并单' }).first().waitFor()
  assert.equal((await ticketOf(second.number)).stage, 'merged')
  await page.getByRole('button', { name: '撤销并单' }).first().click()
  await reads(page, '已撤销并单')
  assert.equal((await ticketOf(second.number)).stage, 'received')
  await leave()
})

test('many are dispatched after a look at what would happen to each; what another took meanwhile stays theirs', async () => {
  const lamp = await desk.world.received({ title: '批量一：路灯' })
  const taken = await desk.world.received({ title: '批量二：路灯' })
  const { page, go, axe, leave } = await desk.sit('dispatcher')
  await go('/desk/dispatch')
  await page.getByLabel('在队列里找').fill('批量')
  await page.getByRole('checkbox', { name: '选中 批量一：路灯' }).check()
  await page.getByRole('checkbox', { name: '选中 批量二：路灯' }).check()
  await page.getByRole('button', { name: /批量派单/ }).click()
  await reads(page, '预演：2 件可以派出')
  await axe('a rehearsal')
  assert.equal((await ticketOf(lamp.number)).stage, 'received')
  const units = [{ unitId: desk.world.unit.water, role: 'lead' }]
  await desk.world.call('director', 'POST', `/appeals/${taken.number}/dispatch`, { body: { units } })
  await press(page, 'Control+Enter')
  await reads(page, '已派出 1 件，1 件没有派出')
  assert.equal((await ticketOf(lamp.number)).stage, 'dispatched')
  const { leadUnit } = (await ticketOf(taken.number)) as unknown as { leadUnit: { id: number } }
  assert.equal(leadUnit.id, desk.world.unit.water)
  await leave()
})
