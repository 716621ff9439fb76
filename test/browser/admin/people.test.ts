/** 名录、账号与角色: a unit and a person are added, given an account and a role, and helped when a telephone is lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { adminOfTown } from './town.testing.ts'

const town = adminOfTown()

/** Chooses one of a list that opens under a field, by typing a part of its name. */
async function choose(page: Page, label: string, typed: string, option: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click()
  await page.keyboard.type(typed)
  await page
    .locator('.ant-select-item-option, .ant-select-tree-title')
    .filter({ hasText: option })
    .first()
    .click()
}

test('[LL-33] a system administrator adds a unit and a person; the security administrator opens the account, gives a role and unbinds a lost telephone', async () => {
  const { page, go, axe, leave, shot } = await town.sit('admin')
  await go('/admin/directory')
  await page.getByText('市政工程处').waitFor()
  await axe('the directory')
  await shot('admin/directory')
  await page.getByRole('button', { name: '新增单位' }).click()
  await page.getByRole('dialog').getByLabel('代码').fill('pines')
  await page.getByRole('dialog').getByLabel('名称').fill('松林街道办')
  await choose(page, '类别', '街道', '街道')
  await choose(page, '上级', '东城', '东城区')
  await axe('a unit in the making')
  await page.getByRole('button', { name: /^保\s*存$/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByLabel('按名称或代码查找').fill('松林')
  await page.getByRole('row').filter({ hasText: '松林街道办' }).filter({ hasText: '东城区' }).waitFor()
  await page.getByRole('tab', { name: '人员' }).click()
  await page.waitForURL('**/directory/people')
  await page.getByRole('button', { name: '新增人员' }).click()
  await page.getByRole('dialog').getByLabel('代码').fill('lixin')
  await page.getByRole('dialog').getByLabel('姓名').fill('李新')
  await choose(page, '单位', '松林', '松林街道办')
  await page.getByRole('button', { name: /^保\s*存$/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByText('李新').first().waitFor()
  await leave()

  const security = await town.sit('security')
  await security.go('/admin/accounts')
  await security.page.getByRole('button', { name: '开户' }).click()
  await choose(security.page, '谁', '李新', '李新')
  await security.page.getByRole('dialog').getByLabel('账号').fill('lixin')
  await security.axe('an account in the making')
  await security.page
    .getByRole('dialog')
    .getByRole('button', { name: /^开\s*户$/ })
    .click()
  await security.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await security.page.getByRole('button', { name: 'lixin' }).click()
  await choose(security.page, '授予角色', '经办', '经办人')
  await security.page.getByRole('button', { name: /^授\s*予$/ }).click()
  await security.page.getByText(/经办人 管 松林街道办/).waitFor()
  await security.axe('an account')
  await security.page
    .getByRole('button', { name: 'Close' })
    .or(security.page.locator('.ant-drawer-close'))
    .first()
    .click()
  await security.page.getByRole('dialog').waitFor({ state: 'hidden' })

  await security.page.getByLabel('按姓名、账号或单位查找').fill('roadsHandler')
  await security.page.getByText('已绑定').waitFor()
  await security.page.getByRole('button', { name: 'roadsHandler' }).click()
  await security.page.getByRole('button', { name: '解绑动态验证码' }).click()
  await security.page.locator('.ant-popconfirm').getByRole('button').last().click()
  await security.page.getByText('已解绑').waitFor()
  const { rows } = await town.world.db.pool.query(
    `SELECT totp_confirmed_at FROM account WHERE login = 'roadsHandler'`,
  )
  assert.equal(rows[0].totp_confirmed_at, null)
  await security.leave()
})

test('what the server refuses of a row stands in the form, with the field it means', async () => {
  const { page, go, axe, leave } = await town.sit('admin')
  await go('/admin/directory/units')
  await page.getByRole('button', { name: 'east', exact: true }).click()
  await choose(page, '上级', '芦苇', '芦苇社区')
  await page.getByRole('button', { name: /^保\s*存$/ }).click()
  await page.getByRole('dialog').getByRole('alert').first().waitFor()
  await axe('a row that was refused')
  await leave()
})

test('three administrators are three people: a second role of theirs is refused in a sentence', async () => {
  const { page, go, leave } = await town.sit('security')
  await go('/admin/accounts')
  await page.getByRole('button', { name: 'admin', exact: true }).click()
  await choose(page, '授予角色', '审计', '审计员')
  await page.getByRole('button', { name: /^授\s*予$/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('alert')
    .getByText(/三人分任/)
    .first()
    .waitFor()
  await leave()
})

test('who only reads the directory sees no way to change it', async () => {
  const { page, go, leave } = await town.sit('dispatcher')
  await go('/admin/directory')
  await page.getByText('您可以查看；修改由系统管理员进行').waitFor()
  await page.getByText('市政工程处').waitFor()
  assert.equal(await page.getByRole('button', { name: '新增单位' }).count(), 0)
  assert.equal(await page.getByRole('button', { name: 'roads', exact: true }).count(), 0)
  await leave()
})
