/** A day in a department: from an unsigned ticket to the answer, the leader's signature, and a race that is lost. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, matterAt } from '../../stories/matter.testing.ts'
import { openTown, PHONE, photo, type Town } from './seat.testing.ts'

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.close())

test('[ZY-04] a handler signs, contacts, checks on site with pictures before and after, and replies: each time one button', async () => {
  const m = await matterAt(town.world, { title: '湖滨路路灯不亮', tags: ['site'] })
  const seat = await town.sit('roadsHandler', PHONE)
  await seat.go('/unit')
  await seat.page.getByRole('button', { name: '签收：湖滨路路灯不亮' }).tap()
  await seat.page.getByRole('button', { name: '记联系：湖滨路路灯不亮' }).tap()
  await seat.page.getByRole('button', { name: '约定现场' }).tap()
  assert.match(await seat.page.getByLabel('沟通情况').inputValue(), /〔时间〕/)
  await seat.page.getByRole('dialog').getByRole('button', { name: '先行联系' }).tap()
  await seat.page.getByText('还有〔〕没有填').waitFor()
  await seat.axe('a form that says what is missing')
  await seat.page.getByLabel('沟通情况').fill('已电话联系，约明天上午到现场。')
  await seat.page.getByLabel('录音编号').fill('rec-20261127-1')
  await seat.page.getByRole('dialog').getByRole('button', { name: '先行联系' }).tap()
  await seat.page.getByText('请到现场核查，拍处置前后照片').waitFor()
  const bar = seat.page.getByRole('group', { name: '可以做的' })
  await bar.getByRole('button', { name: '现场核查' }).tap()
  const [dark, lit] = [await photo(seat, '#222222'), await photo(seat, '#ffcc00')]
  await seat.page.getByLabel('处置前照片').setInputFiles(dark)
  await seat.page.getByLabel('处置后照片').setInputFiles(lit)
  await seat.page.getByText('已上传').nth(1).waitFor()
  await seat.shot('unit/site-check-phone')
  await seat.page.getByRole('dialog').getByRole('button', { name: '现场核查' }).tap()
  await bar.getByRole('button', { name: '办理答复' }).tap()
  await seat.page.getByRole('radio', { name: '已解决' }).check()
  await seat.page.getByLabel('公开答复').fill('您好！三盏路灯已更换镇流器，今晚恢复照明。')
  await seat.page.getByRole('dialog').getByRole('button', { name: '办理答复' }).tap()
  await seat.page.getByText('缺少佐证材料').waitFor()
  await seat.page.getByLabel('佐证材料').setInputFiles(await photo(seat, '#ffee88'))
  await seat.page.getByText('已上传').waitFor()
  await seat.page.getByRole('dialog').getByRole('button', { name: '办理答复' }).tap()
  await seat.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await seat.page.getByText('已答复，等中心审核').waitFor()
  await seat.page.getByRole('region', { name: /处置前后/ }).waitFor()
  await seat.axe('a ticket with pictures before and after')
  await seat.shot('unit/answered-phone')
  const done = (await m.events()).map(e => e.kind).filter(k => k.startsWith('assignment.'))
  assert.deepEqual(done, [
    'assignment.assigned',
    'assignment.signed',
    'assignment.contacted',
    'assignment.siteChecked',
    'assignment.replied',
  ])
  const { rows } = await town.world.db.pool.query(
    `SELECT f.size FROM file f JOIN appeal a ON a.id = f.appeal_id WHERE a.number = $1`,
    [m.number],
  )
  assert.equal(rows.length, 3)
  assert.ok(
    rows.every(r => Number(r.size) < dark.buffer.length),
    'the pictures were made smaller',
  )
  await seat.leave()
})

test('[ZY-04] the leader signs on the phone: the answer beside the appeal, a no with its reason, a yes that sends it out', async () => {
  const good = await matterAt(town.world, { title: '井盖缺失', tags: ['signed'] })
  await good.answer()
  const poor = await matterAt(town.world, { title: '护栏损坏', tags: ['signed'] })
  await poor.answer(1, 'roads', { answer: '已知悉。' })
  const seat = await town.sit('roadsLeader', PHONE)
  // The pictures of this town are rows without content.
  await seat.context.route('**/api/v1/files/*', route =>
    route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
  )
  await seat.go('/unit/sign')
  const card = seat.page.getByRole('region', { name: '待签批的一件' })
  await card.getByRole('heading', { name: '井盖缺失' }).waitFor()
  await card.getByText('路灯已修好，恢复照明。').waitFor()
  await seat.axe('an answer to be signed')
  await seat.shot('unit/sign-phone')
  await card.getByRole('button', { name: '同意' }).tap()
  await card.getByRole('heading', { name: '护栏损坏' }).waitFor()
  await card.getByRole('button', { name: '退回修改' }).tap()
  await card.getByText('请写明退回的理由').waitFor()
  await card.getByLabel('签批意见').fill('答复没有写明措施和时间，请补充。')
  await card.getByRole('button', { name: '退回修改' }).tap()
  await seat.page.getByText('没有要您签批的。').waitFor()
  assert.equal((await good.row()).stage, 'answered')
  const [first] = await poor.below('approval')
  assert.equal(first!.verdict, 'rejected')
  await seat.leave()
})

test('a clerk who loses a race sees what the other did, and what was typed is still there', async () => {
  const m = await matterAt(town.world, { title: '人行道破损' })
  await m.sign()
  await m.contact()
  const seat = await town.sit('roads')
  await seat.go(`/unit/appeals/${m.number}?do=recordProgress`)
  await seat.page.getByLabel('进展情况').fill('已安排施工队明早进场。')
  isDone(await m.on(1, 'roadsHandler', 'progress', { note: '材料已到场。' }))
  await seat.page.getByRole('dialog').getByRole('button', { name: '填写进展' }).click()
  const alert = seat.page.getByRole('alert').filter({ hasText: '刚刚有人动过这一单' })
  await alert.getByText(/roadsHandler.*办理进展/).waitFor()
  await seat.axe('a lost race')
  assert.equal(await seat.page.getByLabel('进展情况').inputValue(), '已安排施工队明早进场。')
  await alert.getByRole('button', { name: '知道了，继续' }).click()
  await seat.page.getByRole('dialog').getByRole('button', { name: '填写进展' }).click()
  await seat.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await seat.page.getByText('已安排施工队明早进场。').waitFor()
  const notes = (await m.events()).filter(e => e.kind === 'assignment.progressed').map(e => e.texts!.note)
  assert.deepEqual(notes, ['材料已到场。', '已安排施工队明早进场。'])
  await seat.leave()
})

test('by keyboard alone: from the inbox to the form and back, with the focus where one left it', async () => {
  const m = await matterAt(town.world, { title: '站牌歪斜' })
  const seat = await town.sit('roads')
  await seat.go('/unit')
  const row = seat.page.getByRole('link', { name: /站牌歪斜/ })
  await row.focus()
  await seat.page.keyboard.press('Tab')
  await seat.page.keyboard.press('Enter')
  await seat.page.getByText('已签收', { exact: true }).first().waitFor()
  await row.focus()
  await seat.page.keyboard.press('Enter')
  const act = seat.page.getByRole('group', { name: '可以做的' }).getByRole('button', { name: '先行联系' })
  await act.focus()
  await seat.page.keyboard.press('Enter')
  const dialog = seat.page.getByRole('dialog')
  await dialog.getByLabel('沟通情况').fill('占位')
  await seat.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  assert.equal(await seat.page.evaluate('document.activeElement.textContent'), '先行联系')
  assert.equal((await m.below('assignment'))[0]!.stage, 'signed')
  await seat.leave()
})

test('a name that was revealed is on record, and is hidden again', async () => {
  const m = await matterAt(town.world, { title: '窨井堵塞' })
  await m.sign()
  const seat = await town.sit('roads')
  await seat.go(`/unit/appeals/${m.number}`)
  await seat.page.getByRole('button', { name: '查看', exact: true }).click()
  await seat.page.getByRole('button', { name: '查看并留痕' }).click()
  await seat.page.getByRole('link', { name: '13812345678' }).waitFor()
  await seat.page.getByRole('button', { name: '隐藏' }).click()
  await seat.page.getByText('138****5678').waitFor()
  assert.equal(await seat.page.getByText('13812345678').count(), 0)
  await seat.leave()
})
