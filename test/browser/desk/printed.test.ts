/** The ticket on paper: everything that matters, and nothing one can only press. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskOfTown, shownMatter } from './town.testing.ts'

const desk = deskOfTown()

test('a printed ticket has its number, the words, the answer and the whole history, and no navigation', async () => {
  const m = await shownMatter(desk.world, { title: '路灯不亮，要打印' })
  await m.sign()
  for (let i = 1; i <= 14; i += 1) await m.on(1, 'roads', 'progress', { note: `第 ${i} 次进展` })
  await m.answer()
  const { page, go, leave } = await desk.sit('dispatcher')
  await go(`/desk/appeals/${m.number}`)
  await page.getByRole('heading', { name: '路灯不亮，要打印' }).waitFor()
  await page.getByText('受理').first().waitFor()
  const before = await page.evaluate('document.body.innerText')
  assert.doesNotMatch(String(before), /第 1 次进展/, 'on the screen old steps are folded')
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await page.evaluate('dispatchEvent(new Event("beforeprint"))')
  await page.getByText('第 1 次进展', { exact: true }).waitFor()
  const printed = String(await page.evaluate('document.body.innerText'))
  for (const words of [
    m.number,
    '路灯不亮，要打印',
    '三盏路灯已经一周不亮',
    '路灯已修好，恢复照明。',
    '派单',
    '签收',
  ])
    assert.ok(printed.includes(words), `${words} is not on the paper`)
  assert.doesNotMatch(printed, /138\d{8}/, 'a number nobody asked to see')
  for (const gone of [
    page.getByRole('navigation'),
    page.getByRole('banner'),
    page.getByRole('button', { name: '打印' }),
    page.getByRole('button', { name: '更多' }),
    page.getByRole('link', { name: '跳到内容' }),
  ])
    assert.equal(await gone.filter({ visible: true }).count(), 0)
  const width = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  assert.ok(Number(width) <= 0, 'nothing is cut off at the side')
  const pdf = await page.pdf({ preferCSSPageSize: true })
  assert.ok(pdf.length > 10_000)
  if (process.env.YIDAN_SHOTS)
    await page.pdf({ path: `${process.env.YIDAN_SHOTS}/ticket.pdf`, preferCSSPageSize: true })
  await leave()
})
