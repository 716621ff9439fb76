/** Official documents on screen: written and issued, found again with their files, and the settings with what they will print. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandOfTown } from './town.testing.ts'

const town = commandOfTown()

const TEXT =
  '为做好节日期间诉求办理工作，现通知如下：\n一、加强值守\n（一）落实责任。带班领导要在岗带班。\n| 日期 | 值班人员 |\n| 10月1日 | 张某 |'

test('the director writes a notice, sees it as it will print, issues it and finds it with its files', async () => {
  const { page, go, axe, shot, leave } = await town.sit('director')
  await go('/command/documents')
  await page.getByText('没有找到公文。').waitFor()
  await page.getByRole('link', { name: '新建公文' }).click()
  await page.getByLabel('标题').fill('关于做好节日期间诉求办理工作的通知')
  await page.getByLabel('正文').fill(TEXT)
  await page.getByRole('img', { name: '第 1 页，共 2 页' }).waitFor()
  await axe('a new paper')
  await shot('documents/new')
  await page.getByRole('button', { name: /^印\s*发$/ }).click()
  await page
    .getByRole('tooltip')
    .or(page.locator('.ant-popover'))
    .getByRole('button', { name: /^(确\s*定|OK)$/ })
    .click()
  await page.getByText(/^已印发：诉发〔\d{4}〕1号$/).waitFor()
  await page.getByRole('button', { name: '看档案' }).click()
  const row = page.getByRole('row', { name: /关于做好节日期间诉求办理工作的通知/ })
  await row.waitFor()
  await axe('the archive')
  await shot('documents/archive')
  const href = await row.getByRole('link', { name: /PDF/ }).getAttribute('href')
  const answer = await page.context().request.get(href!)
  assert.equal(answer.status(), 200)
  assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-')
  await leave()
})

test('a character that no font has is named where the paper is written', async () => {
  const { page, go, leave } = await town.sit('director')
  await go('/command/documents/new')
  await page.getByLabel('标题').fill('关于表情的通知')
  await page.getByLabel('正文').fill('来信写道😡')
  await page.getByText('😡（U+1F621）').waitFor()
  await leave()
})

for (const size of ['desktop', 'tablet', 'phone'] as const)
  test(`the administrator changes a head and sees it on the sample before it is saved (${size})`, async () => {
    const { page, go, axe, shot, leave } = await town.sit('admin', { size, dark: size === 'tablet' })
    await go('/admin/documents')
    await page.getByRole('img', { name: '第 1 页，共 1 页' }).waitFor()
    const head = page.getByLabel('发文机关标志（红字）')
    await head.fill(`示例市中心${size}`)
    await page.getByRole('button', { name: /^保\s*存$/ }).click()
    await page.getByText(/^已保存，第 \d 版$/).waitFor()
    await axe(`the settings, ${size}`)
    await page.getByRole('img', { name: '第 1 页，共 1 页' }).waitFor()
    await shot(`documents/settings-${size}`)
    await leave()
  })

test('a mistake in the city’s own template is shown with its line', async () => {
  const { page, go, axe, leave } = await town.sit('admin')
  await go('/admin/documents')
  await page.getByRole('button', { name: '改用自己的模板' }).click()
  await page.getByLabel('自己的模板（Typst）').fill('#import "lib.typ": *\n#nothing()')
  await page.getByText('第 2 行：unknown variable: nothing').waitFor()
  await axe('a wrong template')
  for (const tab of ['机关', '字号', '字体']) {
    await page.getByRole('tab', { name: tab }).click()
    await axe(tab)
  }
  await leave()
})
