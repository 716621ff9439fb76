/** 查看记录、运行状况, and what anybody reads who may not, or when the server does not answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonName } from '../../world.ts'
import { adminOfTown } from './town.testing.ts'

const town = adminOfTown()

test('the auditor reads who looked at whom, when and why; narrowed to a ticket nobody looked at, that nobody did', async () => {
  const { page, go, axe, leave, shot } = await town.sit('auditor')
  await go('/admin/views')
  const row = page.getByRole('row').filter({ hasText: town.lived.seen })
  await row.getByText('核对来电号码是否登记正确').waitFor()
  assert.match(await row.innerText(), /dispatcher[\s\S]*姓名[\s\S]*申请查看/)
  assert.doesNotMatch(await page.locator('main, [role=main]').innerText(), /王小明|13812345678/)
  await axe('who looked')
  await shot('admin/views')
  await page.getByLabel('按单号').fill(town.lived.seen.replace(/.$/, d => String((Number(d) + 1) % 10)))
  await page.keyboard.press('Enter')
  await page.getByText('没有这样的查看记录').waitFor()
  await axe('nobody looked')
  await leave()
})

test('the page of health says what somebody has to do something about', async () => {
  const { page, go, axe, leave, shot } = await town.sit('admin')
  await go('/admin/system')
  await page.getByText('还没有备份过：./yidan backup').waitFor()
  await page.getByText('PostgreSQL').first().waitFor()
  await axe('health')
  await shot('admin/system')
  await leave()
})

const NOT_THEIRS: readonly (readonly [PersonName, string, RegExp])[] = [
  ['dispatcher', '/admin/rules', /这里由系统管理员使用/],
  ['auditor', '/admin/accounts', /这里由安全管理员使用/],
  ['security', '/admin/views', /这里由审计员使用/],
  ['observer', '/admin', /您的角色不能打开/],
]

test('who may not open a page reads whose it is', async () => {
  for (const [who, path, says] of NOT_THEIRS) {
    const { page, go, axe, leave } = await town.sit(who)
    await go(path)
    await page.getByRole('alert').getByText(says).waitFor()
    await axe(`${path} refused`)
    await leave()
  }
})

test('while the server is slow there are bones; when it fails there is a sentence and a way to try again', async () => {
  const { page, go, axe, leave, complaints } = await town.sit('admin')
  let answer = () => {}
  const slow = new Promise<void>(resolve => {
    answer = resolve
  })
  await page.route('**/api/v1/system', async route => {
    await slow
    await route.continue()
  })
  await go('/admin/system')
  await page.locator('.ant-skeleton').waitFor()
  await axe('health on its way')
  answer()
  await page.getByText('PostgreSQL').first().waitFor()
  await page.unroute('**/api/v1/system')
  await page.route('**/api/v1/rules/versions', route => route.fulfill({ status: 503, body: '' }))
  await go('/admin/rules')
  await page.getByRole('alert').getByRole('button', { name: '再试一次' }).waitFor()
  await axe('rules that did not come')
  await page.unroute('**/api/v1/rules/versions')
  await page.getByRole('button', { name: '再试一次' }).click()
  await page.getByText('town', { exact: true }).waitFor()
  // The failure was staged; the browser tells of it all the same.
  assert.ok(
    complaints.every(c => c.includes('503')),
    String(complaints),
  )
  complaints.length = 0
  await leave()
})
