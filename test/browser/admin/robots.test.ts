/** 机器人与外呼: a group is entered, tried, told, changed, and its secrets are never shown again; calls and what became of them. */
import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { openSurvey } from '../survey.testing.ts'
import { adminOfTown } from './town.testing.ts'

const town = adminOfTown()
let group: http.Server
const answers: object[] = []
before(async () => {
  group = http.createServer((_, response) => {
    response.writeHead(200).end(JSON.stringify(answers.shift() ?? { errcode: 0 }))
  })
  await new Promise<void>(resolve => group.listen(0, '127.0.0.1', resolve))
})
after(() => {
  group.closeAllConnections()
  group.close()
})

test('[ZY-24] [ZY-25] a robot is entered, refused where its address is private, tried, looked after and stopped', async () => {
  const { page, go, axe, leave, shot } = await town.sit('admin')
  await go('/admin/robots')
  await page.getByText('还没有机器人。', { exact: false }).waitFor()
  await page.getByText('没有接外呼网关', { exact: false }).waitFor()
  await axe('no robot yet')
  await page.getByRole('button', { name: '新建机器人' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: '钉钉' }).check()
  await dialog.getByLabel('哪个单位的群').click()
  await page.getByTitle('市政工程处').click()
  await dialog.getByLabel('群名').fill('市政督办群')
  const { port } = group.address() as AddressInfo
  await dialog.getByLabel('机器人地址').fill(`http://127.0.0.1:${port}/robot/send?access_token=k-secret`)
  await dialog.getByLabel('加签密钥').fill('SEC-very-secret')
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
  await dialog.getByText(/只能是公网的 https 地址/).waitFor()
  await axe('a private address')
  await dialog.getByLabel('机器人地址').fill('https://oapi.dingtalk.com/robot/send?access_token=k-secret')
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
  const row = page.getByRole('row').filter({ hasText: '市政督办群' })
  await row.getByText('oapi.dingtalk.com/••••••').waitFor()
  assert.doesNotMatch(await page.content(), /k-secret|very-secret/)

  // From here on the address leads to a group of the test's own.
  const url = town.world.app.parts.keys.encrypt(`http://127.0.0.1:${port}/`, 'robot.url')
  await town.world.db.pool.query('UPDATE robot SET url_enc = $1', [url])
  await row.getByRole('button', { name: '测试 市政督办群' }).click()
  await page.getByText('市政督办群：没有收下').waitFor()
  await axe('a try that failed')

  const { keys } = town.world.app.parts
  await town.world.db.pool.query(
    `INSERT INTO message (tenant_id, key, medium, template, to_enc, body_enc, state, attempts, error, next_at, created_at, robot_id)
     SELECT $1, 'told' || n, 'dingtalk', 'robotLight', '\\x00', $2, CASE n WHEN 1 THEN 'sent' ELSE 'failed' END, n,
       CASE n WHEN 1 THEN NULL ELSE 'refused with 310000' END, now(), now(), (SELECT id FROM robot) FROM generate_series(1, 2) n`,
    [town.world.tenantId, keys.encrypt('红灯：2026 办理答复，市政工程处', 'message.body')],
  )
  await town.world.db.pool.query("UPDATE robot SET failures = 3, rests_until = now() + interval '1 hour'")
  await town.world.db.pool.query(
    `INSERT INTO message (tenant_id, key, medium, template, to_enc, body_enc, state, attempts, error, next_at, created_at, appeal_id)
     SELECT $1, 'call', 'voice', 'unitCall', $2, $2, 'failed', 3, 'noAnswer', now(), now(), (SELECT id FROM appeal LIMIT 1)`,
    [town.world.tenantId, keys.encrypt('13800000000', 'message.to')],
  )
  await go('/admin/robots')
  await row.getByText('连续 3 次没收下').waitFor()
  await page.getByRole('region', { name: '最近的电话' }).getByText('无人接听').waitFor()
  assert.doesNotMatch(await page.content(), /13800000000/)
  await axe('robots and calls')
  await shot('admin/robots')
  await row.getByRole('button', { name: '推送记录' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('对方拒收，错误码 310000').waitFor()
  await drawer.getByText('已送达').waitFor()
  await axe('what it was told')
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  await row.getByRole('button', { name: /^修\s*改$/ }).click()
  await dialog.getByLabel('群名').fill('市政督办新群')
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
  const renamed = page.getByRole('row').filter({ hasText: '市政督办新群' })
  await renamed.getByText('正常').waitFor()
  await renamed.getByRole('switch').click()
  await renamed.getByText('已停用').waitFor()
  const { body } = await town.world.call('admin', 'GET', '/robots')
  assert.deepEqual(
    (body.robots as { name: string; active: boolean; signed: boolean }[]).map(r => [
      r.name,
      r.active,
      r.signed,
    ]),
    [['市政督办新群', false, true]],
  )
  await leave()
})

test('the page of robots is clean on every screen, and who may not see it reads whose it is', async () => {
  const survey = openSurvey('admin-robots')
  const seat = await town.sit('admin')
  await seat.go('/admin/robots')
  await seat.page.getByText('外呼网关（电话督办）').waitFor()
  await survey.look(seat, 'robots')
  await seat.page.getByRole('button', { name: '新建机器人' }).click()
  await seat.page.getByRole('dialog').getByLabel('群名').waitFor()
  await survey.look(seat, 'form', { within: '.ant-modal' })
  survey.isClean()
  await seat.page.setViewportSize({ width: 1440, height: 900 })
  await seat.page.evaluate(() => localStorage.setItem('yidan.lang', 'en'))
  await seat.page.reload()
  await seat.page.getByText('Voice gateway (automatic calls)').waitFor()
  await seat.axe('robots in English')
  await seat.shot('admin/robots-english')
  await seat.leave()
  const { page, go, leave } = await town.sit('auditor')
  await go('/admin/robots')
  await page
    .getByRole('alert')
    .getByText(/这里由系统管理员使用/)
    .waitFor()
  await leave()
})

test('when the server fails there is a sentence and a way to try again', async () => {
  const { page, go, leave, complaints } = await town.sit('admin')
  await page.route('**/api/v1/robots', route => route.fulfill({ status: 503, body: '' }))
  await go('/admin/robots')
  await page.getByRole('alert').getByRole('button', { name: '再试一次' }).waitFor()
  assert.ok(
    complaints.every(c => c.includes('503')),
    String(complaints),
  )
  complaints.length = 0
  await leave()
})
