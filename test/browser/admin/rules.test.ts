/** 规则: a version is compared with another, tried on what has been, and put into effect. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adminOfTown } from './town.testing.ts'

const town = adminOfTown()

test('[ZY-14] [NC-43] a system administrator makes five working days three, tries it on last month, puts it into effect and compares', async () => {
  const { page, go, axe, leave, shot } = await town.sit('admin')
  await go('/admin/rules')
  await page.getByText('town', { exact: true }).waitFor()
  await page.getByText('现行').waitFor()
  await page.getByRole('button', { name: '在此基础上修改' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('default 办理答复').fill('3wd')
  await axe('a version in the making')
  await dialog.getByRole('tab', { name: '试算', exact: true }).click()
  await dialog.getByLabel('从', { exact: true }).fill(town.lived.month.from)
  await dialog.getByLabel('到', { exact: true }).fill(town.lived.month.until)
  await dialog.getByRole('button', { name: /^试\s*算$/ }).click()
  // One was answered on the fourth day; one and the one that was looked at were never answered.
  await dialog
    .getByText('办理答复（general）5 个工作日 → 3 个工作日：3 件中会有 3 件超时，原来是 2 件。')
    .waitFor()
  await axe('a trial run')
  await shot('admin/trial')

  await dialog.getByRole('tab', { name: '时限' }).click()
  await dialog.getByLabel('default 回访').fill('2wd')
  await dialog.getByRole('tab', { name: '试算', exact: true }).click()
  await dialog.getByText('规则又改过了，请重新试算。').waitFor()

  await dialog.getByLabel('名称').fill('三个工作日试行')
  await dialog.getByRole('button', { name: '发布新版本' }).click()
  const row = page.getByRole('row').filter({ hasText: '三个工作日试行' })
  await row.getByText('现行').waitFor()
  const { body } = await town.world.call('admin', 'GET', '/rules')
  assert.equal((body.rules as { limits: Record<string, { reply: string }> }).limits.default!.reply, '3wd')

  await page.getByRole('checkbox', { name: '对比第 1 版' }).check()
  await page.getByRole('checkbox', { name: '对比第 2 版' }).check()
  const difference = page.getByRole('row').filter({ hasText: '时限 › default › 办理答复' })
  assert.match(await difference.innerText(), /5 个工作日\s+3 个工作日/)
  await axe('two versions side by side')
  await leave()
})

test('rules that do not hold together are refused, and the place that is wrong is named', async () => {
  const { page, go, axe, leave } = await town.sit('admin')
  await go('/admin/rules')
  await page.getByRole('button', { name: '在此基础上修改' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('default 签收', { exact: true }).fill('soon')
  await dialog.getByRole('button', { name: '发布新版本' }).click()
  const alert = dialog.getByRole('alert').first()
  await alert.getByText(/sign/).first().waitFor()
  await axe('rules that were refused')
  await dialog.getByRole('tab', { name: '全部规则' }).click()
  await dialog.getByLabel('全部规则（JSON）').fill('{ "limits": ')
  await dialog.getByText('文本不是有效的 JSON').waitFor()
  assert.ok(await dialog.getByRole('button', { name: '发布新版本' }).isDisabled())
  await leave()
})

test('by keyboard alone: a limit is changed and tried', async () => {
  const { page, go, leave } = await town.sit('admin')
  await go('/admin/rules')
  const change = page.getByRole('button', { name: '在此基础上修改' }).first()
  await change.waitFor()
  await tabTo(page, '在此基础上修改')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('tab', { name: '时限' }).waitFor()
  await tabTo(page, 'default 办理答复')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('2wd')
  await page.keyboard.press('Shift+Tab')
  await dialog.getByRole('tab', { name: '时限' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('从', { exact: true }).fill(town.lived.month.from)
  await dialog.getByLabel('到', { exact: true }).fill(town.lived.month.until)
  await tabTo(page, '试算')
  await page.keyboard.press('Enter')
  await dialog.getByText(/→ 2 个工作日：3 件中会有 3 件超时/).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await leave()
})

/** Walks on with the tab key until what is called so has the focus, and can be seen to have it. */
async function tabTo(page: import('playwright-core').Page, name: string): Promise<void> {
  const here = () =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement
      const { outlineStyle, boxShadow, borderColor } = getComputedStyle(at)
      return {
        name: (at.getAttribute('aria-label') ?? at.innerText ?? '').replace(/\s/g, ''),
        shown: outlineStyle !== 'none' || boxShadow !== 'none' || borderColor !== '',
      }
    })
  for (let steps = 0; steps < 200; steps++) {
    await page.keyboard.press('Tab')
    const { name: at, shown } = await here()
    if (at === name.replace(/\s/g, '')) return assert.ok(shown, `${name} has the focus, but it can’t be seen`)
  }
  assert.fail(`the tab key never came to ${name}`)
}
