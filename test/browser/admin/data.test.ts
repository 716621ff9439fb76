/** 责任清单、日历、导入、推送: a city's data is kept by its administrator. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { CSV_HEADER, CSV_MAPPING } from '../../../src/server/exchange/town.testing.ts'
import { adminOfTown, importing } from './town.testing.ts'

const town = adminOfTown()

test('[LL-08] a file is looked at, tried, and taken; the rows that were not come back with their reason', async () => {
  const { page, go, axe, leave, shot } = await town.sit('admin')
  await go('/admin/imports')
  await page.getByText('还没有导入过。选一个文件，先试一遍。').waitFor()
  await axe('no import yet')
  const lines = [
    CSV_HEADER,
    '1,湖滨路1号,路灯不亮,2026-09-01 08:30,2026-10-08 18:00,,,市政,',
    '2,湖滨路2号,路灯不亮,不是日期,2026-10-08 18:00,,,市政,',
    '3,湖滨路3号,路灯不亮,2026-09-01 09:30,2026-10-08 18:00,,,没有的单位,',
  ]
  await page.getByLabel('文件（CSV、Excel、JSONL）').setInputFiles({
    name: 'old.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  const preview = page.getByRole('region', { name: '文件开头' })
  await preview.getByText('old.csv 的前 3 行').waitFor()
  await preview.getByText('湖滨路2号').waitFor()
  await page.getByLabel('映射', { exact: true }).click()
  await page.locator('.ant-select-item-option', { hasText: '自己的映射' }).click()
  await page.getByLabel('映射文本（YAML）').fill(CSV_MAPPING)
  await axe('a file before it is sent')
  await page.getByRole('button', { name: '先试一遍' }).click()
  const tried = page.getByRole('row').filter({ hasText: '试导入' })
  await tried.getByText('排队').waitFor()
  await axe('an import that waits')
  await importing(town.world)
  await tried.getByText('完成').waitFor()
  await shot('admin/imports')
  const stored = () => town.world.db.pool.query(`SELECT count(*)::int AS n FROM appeal WHERE imported`)
  assert.equal((await stored()).rows[0].n, 0)

  await page.getByRole('button', { name: /^导\s*入$/ }).click()
  const taken = page.getByRole('row').filter({ hasText: 'old.csv' }).filter({ hasNotText: '试导入' })
  await taken.waitFor()
  await importing(town.world)
  await taken.getByText('完成').waitFor()
  assert.equal((await stored()).rows[0].n, 1)
  await taken.getByRole('button', { name: '2', exact: true }).click()
  const rejected = page.getByRole('dialog')
  await rejected.getByRole('row').nth(2).waitFor()
  await axe('rows that were not taken')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    rejected.getByRole('link', { name: '全部下载' }).click(),
  ])
  const text = await readFile(await file.path(), 'utf8')
  assert.match(text, /湖滨路2号/)
  assert.match(text, /湖滨路3号/)
  assert.doesNotMatch(text, /湖滨路1号/)
  await leave()
})

test('a day of the city’s own is set, marked in the year, and taken out again', async () => {
  const { page, go, axe, leave, shot } = await town.sit('admin')
  await go('/admin/calendar')
  const year = new Date().getFullYear()
  const all = page.getByText(/全年 \d+ 个工作日/)
  const before = await all.innerText()
  const day = await workday(year)
  const month = page.getByRole('table').nth(Number(day.slice(5, 7)) - 1)
  const cell = month.getByRole('button', { name: new RegExp(`^${Number(day.slice(8))}(?!\\d)`) })
  await cell.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('休息').click()
  await dialog.getByLabel('名称').fill('全市植树日')
  await axe('a day in the making')
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.waitForFunction(text => !document.body.innerText.includes(text), before)
  await page.locator(`[title^="全市植树日"]`).waitFor()
  await axe('the calendar')
  await shot('admin/calendar')
  await page.locator(`[title^="全市植树日"]`).click()
  await dialog.getByRole('button', { name: '取消本地设定' }).click()
  await page.getByText(before).waitFor()
  await leave()
})

/** A working day of the year that nothing special is about. */
async function workday(year: number): Promise<string> {
  const { body } = await town.world.call('admin', 'GET', `/calendar/${year}`)
  const special = new Set((body.days as { day: string }[]).map(d => d.day))
  for (let date = 9; date < 20; date++) {
    const day = `${year}-03-${String(date).padStart(2, '0')}`
    const weekday = new Date(`${day}T00:00Z`).getUTCDay()
    if (weekday > 0 && weekday < 6 && !special.has(day)) return day
  }
  throw new Error('no working day in March')
}

test('[ZY-17] a duty of the catalogue is added and taken out; the auditor reads it and cannot change it', async () => {
  const { page, go, axe, leave } = await town.sit('admin')
  await go('/admin/catalogue')
  await page.getByText('供水条例第8条').waitFor()
  await axe('the catalogue')
  await page.getByRole('button', { name: '新增责任' }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, typed] of [
    ['分类', 'lamps'],
    ['单位', '西城区'],
  ] as const) {
    await dialog.getByLabel(label, { exact: true }).click()
    await page.keyboard.type(typed)
    await page.locator('.ant-select-tree-title', { hasText: typed }).first().click()
  }
  await dialog.getByLabel('法律依据').fill('照明管理办法第1条')
  await axe('a duty in the making')
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
  const row = page.getByRole('row').filter({ hasText: '照明管理办法第1条' })
  await row.getByRole('button', { name: /^撤\s*销$/ }).click()
  await page.locator('.ant-popconfirm').getByRole('button').last().click()
  await row.waitFor({ state: 'hidden' })
  await leave()
  const auditor = await town.sit('auditor')
  await auditor.go('/admin/catalogue')
  await auditor.page.getByText('供水条例第8条').waitFor()
  assert.equal(await auditor.page.getByRole('button', { name: '新增责任' }).count(), 0)
  await auditor.leave()
})

test('a webhook is entered, its secret shown once, switched off and deleted', async () => {
  const { page, go, axe, leave } = await town.sit('admin')
  await go('/admin/webhooks')
  await page.getByText(/没有推送。/).waitFor()
  await axe('no webhook yet')
  await page.getByRole('button', { name: '新建推送' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('地址').fill('https://hooks.example.com/yidan')
  await axe('a webhook in the making')
  await dialog.getByRole('button', { name: /^新\s*建$/ }).click()
  await dialog.getByText('密钥只显示这一次，请现在保存。').waitFor()
  await axe('a secret')
  await dialog.getByRole('button', { name: /^好$/ }).click()
  const row = page.getByRole('row').filter({ hasText: 'hooks.example.com' })
  await row.getByRole('switch').click()
  await row.getByRole('switch', { checked: false }).waitFor()
  await row.getByRole('button', { name: '推送记录' }).click()
  await page.getByRole('dialog').getByText('还没有推送过').waitFor()
  await page.locator('.ant-drawer-close').click()
  await row.getByRole('button', { name: /^删\s*除$/ }).click()
  await page.locator('.ant-popconfirm').getByRole('button').last().click()
  await page.getByText(/没有推送。/).waitFor()
  await leave()
})
