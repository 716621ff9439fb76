/** A village official on site, with a phone and a network that comes and goes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, matterAt } from '../../stories/matter.testing.ts'
import type { Seat } from '../browser.ts'
import { openTown, PHONE, photo, type Town } from './seat.testing.ts'

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.close())

const atTheVillage = (title: string) =>
  matterAt(town.world, { title, to: 'reed', categoryId: town.world.category.water })

/** The worker has the page, its parts and the answer to a question before the network goes. */
async function isKept({ page }: Seat, question: string): Promise<void> {
  const isThere = `(async () => {
    if ((await (await caches.open('yidan.shell')).match('/unit')) === undefined) return false
    for (const name of await caches.keys())
      for (const { url } of name.startsWith('yidan.answers.') ? await (await caches.open(name)).keys() : [])
        if (url.includes('${question}')) return true
    return false
  })()`
  while (!(await page.evaluate(isThere))) await page.waitForTimeout(200)
}
const ANSWERS = `(async () => (await caches.keys()).filter(k => k.startsWith('yidan.answers.')))()`

/** What a browser says when the network is away is what these stories are about. */
const IS_AWAY = /net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_RESET)/
async function leaveOffline(seat: Seat): Promise<void> {
  const heard = seat.complaints.filter(c => !IS_AWAY.test(c))
  seat.complaints.splice(0, seat.complaints.length, ...heard)
  await seat.leave()
}

const REPLY = '您好！三盏路灯的线路已更换，今晚起恢复照明，请您查看。'

test('[ZY-04] a village official loses the network in mid-reply, closes the page, comes back: the reply is there exactly once', async () => {
  const m = await atTheVillage('村口路灯不亮')
  await m.sign(1, 'reed')
  await m.contact(1, 'reed')
  const seat = await town.sit('reed', PHONE)
  await seat.go('/unit')
  await seat.page.getByRole('link', { name: /村口路灯不亮/ }).tap()
  await seat.page.getByRole('button', { name: '办理答复' }).tap()
  await seat.page.getByLabel('公开答复').waitFor()
  await isKept(seat, '/assignments')
  await seat.page.getByLabel('公开答复').fill(REPLY.slice(0, 12))
  await seat.context.setOffline(true)
  await seat.page.getByLabel('公开答复').fill(REPLY)
  await seat.page.getByRole('radio', { name: '已解决' }).check()
  const evidence = await photo(seat, '#336699')
  await seat.page.getByLabel('佐证材料').setInputFiles(evidence)
  await seat.page.getByText('已存本机，有网时上传').waitFor()
  await seat.axe('the reply without a network')
  await seat.shot('unit/offline-reply')
  await seat.page.getByRole('button', { name: '存下，有网时发送' }).tap()
  await seat.page.getByText('等网络恢复后发送').first().waitFor()
  await seat.shot('unit/offline-kept')
  assert.equal((await m.row()).stage, 'handling', 'nothing has left the phone yet')
  await seat.page.close()

  const again = await seat.context.newPage()
  await again.goto('/unit')
  await again.getByText('村口路灯不亮').waitFor()
  await again.getByText('1 项待发送').waitFor()
  await seat.context.setOffline(false)
  await again.getByText('1 项待发送').waitFor({ state: 'hidden' })
  await again.goto('/unit/outbox')
  await again.getByText('没有待发送的，都已送到。').waitFor()
  const replies = (await m.events()).filter(e => e.kind === 'assignment.replied')
  assert.equal(replies.length, 1)
  assert.equal(replies[0]!.texts!.answer, REPLY)
  const opened = await town.world.call('reed', 'GET', `/appeals/${m.number}`)
  isDone(opened)
  assert.equal((opened.body.files as unknown[]).length, 1, 'the picture came along')
  await leaveOffline(seat)
})

test('an answer that was lost on its way is not given twice: the same act goes again under the same key', async () => {
  const m = await atTheVillage('井盖松动')
  await m.sign(1, 'reed')
  await m.contact(1, 'reed')
  const seat = await town.sit('reed', PHONE)
  await seat.go(`/unit/appeals/${m.number}?do=recordProgress`)
  await seat.page.getByLabel('进展情况').fill('井盖已加固，正在等水泥干。')
  let lost = 0
  await seat.page.route('**/progress', async route => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    return route.abort('connectionreset')
  })
  await seat.page.getByRole('button', { name: '填写进展' }).last().tap()
  await seat.page.getByText('等网络恢复后发送').first().waitFor()
  await seat.go('/unit/outbox')
  await seat.page.getByText('没有待发送的，都已送到。').waitFor()
  const progressed = (await m.events()).filter(e => e.kind === 'assignment.progressed')
  assert.equal(lost, 1)
  assert.equal(progressed.length, 1)
  await leaveOffline(seat)
})

test('acts done one after the other without a network leave in their order, each at the version the one before made', async () => {
  const m = await atTheVillage('垃圾桶满溢')
  const seat = await town.sit('reed', PHONE)
  await seat.go(`/unit/appeals/${m.number}`)
  const bar = seat.page.getByRole('group', { name: '可以做的' })
  await bar.getByRole('button', { name: '签收' }).waitFor()
  await isKept(seat, `/appeals/${m.number}`)
  await seat.context.setOffline(true)
  await bar.getByRole('button', { name: '签收' }).tap()
  await seat.page.getByRole('dialog').getByRole('button', { name: '存下，有网时发送' }).tap()
  await bar.getByRole('button', { name: '先行联系' }).tap()
  await seat.page.getByLabel('沟通情况').fill('已电话联系，约今天下午清运。')
  await seat.page.getByLabel('录音编号').fill('rec-1')
  await seat.page.getByRole('dialog').getByRole('button', { name: '存下，有网时发送' }).tap()
  await seat.page.getByText('等网络恢复后发送').nth(1).waitFor()
  await seat.context.setOffline(false)
  await seat.page.locator('.waiting-act').first().waitFor({ state: 'hidden' })
  const kinds = (await m.events()).map(e => e.kind).filter(k => k.startsWith('assignment.'))
  assert.deepEqual(kinds, ['assignment.assigned', 'assignment.signed', 'assignment.contacted'])
  await leaveOffline(seat)
})

test('whoever signs out leaves nothing on the phone', async () => {
  await atTheVillage('树枝挡路')
  const seat = await town.sit('reed', PHONE)
  await seat.go('/unit')
  await seat.page.getByRole('link', { name: /树枝挡路/ }).waitFor()
  await isKept(seat, '/assignments')
  await seat.page.getByRole('button', { name: /reed$/ }).tap()
  await seat.page.getByText('退出', { exact: true }).tap()
  await seat.page.waitForURL(/\/$/)
  const left = await seat.page.evaluate(ANSWERS)
  assert.deepEqual(left, [])
  await leaveOffline(seat)
})
