/** Over plain HTTP in a town hall's own network browsers have neither locks nor random UUIDs: the units' acts leave all the same, each once. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { matterAt } from '../../stories/matter.testing.ts'
import { openTown, PHONE, photo, type Town } from './seat.testing.ts'

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.close())

/** As a page from http://192.168.… finds its browser. */
const PLAIN = `
  delete Navigator.prototype.locks
  delete Crypto.prototype.randomUUID
  delete Navigator.prototype.serviceWorker
  delete Navigator.prototype.clipboard
  delete window.caches
`

test('signed, contacted and answered without locks and UUIDs, and each happened once', async () => {
  const m = await matterAt(town.world, { title: '路牌倾斜' })
  const seat = await town.sit('roads', PHONE)
  await seat.context.addInitScript(PLAIN)
  const { page } = seat
  await seat.go('/unit')
  assert.deepEqual(await page.evaluate("['locks' in navigator, 'randomUUID' in crypto]"), [false, false])
  await page.getByRole('button', { name: '签收：路牌倾斜' }).tap()
  await page.getByRole('button', { name: '记联系：路牌倾斜' }).tap()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('沟通情况').fill('已电话联系，约今天下午到场扶正。')
  await dialog.getByLabel('录音编号').fill('rec-1')
  await dialog.getByRole('button', { name: '先行联系' }).tap()
  const bar = page.getByRole('group', { name: '可以做的' })
  await bar.getByRole('button', { name: '办理答复' }).tap()
  await dialog.getByRole('radio', { name: '已解决' }).check()
  await dialog.getByLabel('公开答复').fill('您好！路牌已扶正加固，请您查看。')
  await dialog.getByLabel('佐证材料').setInputFiles(await photo(seat, '#3366aa'))
  await dialog.getByText('已上传').waitFor()
  await dialog.getByRole('button', { name: '办理答复' }).tap()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('已答复，等中心审核').waitFor()
  const kinds = (await m.events()).map(e => e.kind).filter(k => k.startsWith('assignment.'))
  assert.deepEqual(kinds, [
    'assignment.assigned',
    'assignment.signed',
    'assignment.contacted',
    'assignment.replied',
  ])
  await seat.leave()
})
