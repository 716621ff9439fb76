/** The layout of GB/T 9704-2012 as it comes out of the PDF: pictures that were approved, and positions measured in millimetres. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { createCanvas } from '@napi-rs/canvas'
import { DOCUMENT_KINDS, DOCUMENT_NAMES } from '../../domain/documents/kinds.ts'
import { blankDraft, type PaperDraft, paperData } from '../../domain/documents/paper-data.ts'
import { blocksFrom } from '../../domain/documents/written.ts'
import { SHEET_KINDS } from '../../domain/vocabulary.ts'
import { APPROVED_SCALE, approvedPicture, openPrinter, type Printer } from './approved.testing.ts'
import { differenceOf, inkBetween, isDark, isRed, linesIn, openPdf, type Word } from './pages.testing.ts'

let printer: Printer
before(async () => {
  printer = await openPrinter()
})
after(() => printer.close())

/** What another version of the drawing library may draw otherwise; a line that moved is more. */
const TOLERANCE = 0.002
const NUMBERS = ['LL-17', 'LL-18', 'LL-19', 'LL-20', 'LL-21', 'LL-22', 'LL-23']

for (const kind of DOCUMENT_KINDS) {
  const number = NUMBERS[SHEET_KINDS.indexOf(kind as never)]
  const title = `${number ? `[LL-16] [${number}] ` : ''}${DOCUMENT_NAMES[kind][0]} is printed as it was approved, page by page`
  test(title, async () => {
    const pdf = await openPdf(await printer.sample(kind))
    const approved = await readdir(new URL('.', approvedPicture(kind, 1)))
    assert.equal(pdf.count, approved.length, 'pages')
    for (let page = 1; page <= pdf.count; page++) {
      const picture = await pdf.picture(page, APPROVED_SCALE)
      const difference = await differenceOf(picture, await readFile(approvedPicture(kind, page)))
      assert.ok(
        difference <= TOLERANCE,
        `page ${page} differs in ${(difference * 100).toFixed(2)} % of its pixels`,
      )
    }
    await pdf.close()
  })
}

const near = (found: number, wanted: number, what: string, within = 0.5): void =>
  assert.ok(Math.abs(found - wanted) <= within, `${what}: ${found.toFixed(2)} mm, wanted ${wanted} mm`)

const SIZE3 = (16 / 72) * 25.4
const SIZE4 = (14 / 72) * 25.4
const SCALE = 300 / 72

/** A paper of full lines: no sign but characters, one paragraph long enough for several pages. */
async function printed(draft: Partial<PaperDraft> = {}) {
  const text = '诉求办理一管到底'.repeat(210)
  const whole = {
    ...blankDraft('notice'),
    title: '关于测量版面的通知',
    mainTo: ['各区'],
    body: blocksFrom(text),
    ...draft,
  }
  const data = paperData(printer.settings, whole, { number: '示诉发〔2026〕8号', issuedOn: '2026-09-28' })
  return openPdf(await printer.print(data))
}

/** The lines of the text, from the top. */
function linesOf(words: readonly Word[]): { baseline: number; left: number; right: number; chars: number }[] {
  const rows = new Map<number, Word[]>()
  for (const word of words.filter(w => Math.abs(w.size - 16) < 0.1)) {
    const key = Math.round(word.baseline * 10)
    rows.set(key, [...(rows.get(key) ?? []), word])
  }
  return [...rows.values()]
    .map(row => ({
      baseline: row[0]!.baseline,
      left: Math.min(...row.map(w => w.left)),
      right: Math.max(...row.map(w => w.right)),
      chars: row.reduce((n, w) => n + [...w.text].length, 0),
    }))
    .sort((a, b) => a.baseline - b.baseline)
}

test('a full page has 22 lines of 28 characters that fill the type area of 156 by 225 millimetres', async () => {
  const pdf = await printed()
  const lines = linesOf(await pdf.words(2))
  assert.equal(lines.length, 22)
  assert.deepEqual(new Set(lines.map(l => l.chars)), new Set([28]))
  for (const line of lines) {
    near(line.left, 28, 'left')
    near(line.right, 184, 'right')
  }
  // A character reaches 0.88 of its size above the baseline and 0.12 below.
  near(lines[0]!.baseline - 0.88 * SIZE3, 37, 'upper edge of the first line')
  near(lines[21]!.baseline + 0.12 * SIZE3, 262, 'lower edge of the last line')
  const picture = await pdf.picture(2, SCALE)
  const ink = inkBetween(picture, SCALE, isDark, [20, 264])!
  near(ink.top, 37, 'ink begins', 0.8)
  near(ink.bottom, 262, 'ink ends', 0.8)
  await pdf.close()
})

test('the red mark stands 35 millimetres below the type area’s top, the red rule 4 below the number and as wide as the area', async () => {
  const pdf = await printed()
  const picture = await pdf.picture(1, SCALE)
  near(inkBetween(picture, SCALE, isRed, [40, 100])!.top, 37 + 35, 'upper edge of the mark')
  const [rule, ...more] = linesIn(picture, SCALE, isRed, 100)
  assert.equal(more.length, 0)
  near(rule!.left, 28, 'left end')
  near(rule!.right, 184, 'right end')
  const number = (await pdf.words(1)).find(w => w.text.includes('〔2026〕'))!
  near(rule!.top - (number.baseline + 0.12 * SIZE3), 4, 'below the number')
  near((number.left + number.right) / 2, 28 + 78, 'the number’s middle', 0.6)
  await pdf.close()
})

test('page numbers stand 7 millimetres below the area, one character in, outer side: right on odd pages, left on even', async () => {
  const pdf = await printed()
  for (const page of [1, 2, 3]) {
    const word = (await pdf.words(page)).find(w => Math.abs(w.size - 14) < 0.1 && /—/.test(w.text))!
    assert.match(word.text, new RegExp(`^— ${page} —$`))
    if (page % 2) near(word.right, 184 - SIZE4, `right end on page ${page}`)
    else near(word.left, 28 + SIZE4, `left end on page ${page}`)
    const picture = await pdf.picture(page, SCALE)
    const ink = inkBetween(picture, SCALE, isDark, [263, 285])!
    const dash = (ink.top + ink.bottom) / 2
    near(dash, 262 + 7, `the dashes of page ${page}`)
  }
  await pdf.close()
})

test('the signatory of a paper that goes up stands one character from the right beside the number, one from the left', async () => {
  const pdf = await printed({ kind: 'report', signer: '李某某' })
  const words = await pdf.words(1)
  const [number, signer] = [
    words.find(w => w.text.includes('〔'))!,
    words.find(w => w.text.includes('李某某'))!,
  ]
  near(number.left, 28 + 156 / 28, 'number')
  near(signer.right, 184 - 156 / 28, 'signatory')
  near(signer.baseline, number.baseline, 'one line', 0.1)
  await pdf.close()
})

test('without a seal the issuer ends two characters from the right and the date begins two behind its first', async () => {
  const pdf = await printed({ body: blocksFrom('照此办理。') })
  const words = (await pdf.words(1)).filter(w => w.baseline > 130)
  const issuer = words.find(w => w.text.startsWith(printer.settings.agency))!
  const date = words.find(w => /^2026年/.test(w.text))!
  near(184 - issuer.right, (2 * 156) / 28, 'right of the issuer', 0.7)
  near(date.left - issuer.left, (2 * 156) / 28, 'date behind the issuer', 0.7)
  await pdf.close()
})

test('a seal stands upright over issuer and date, its top within a line of the text, the date four characters from the right', async () => {
  const drawn = createCanvas(400, 400)
  drawn.getContext('2d').fillStyle = '#e60012'
  drawn.getContext('2d').fillRect(0, 0, 400, 400)
  const settings = { ...printer.settings, seal: 'a'.repeat(64) }
  const draft = {
    ...blankDraft('notice'),
    title: '关于用印的通知',
    body: blocksFrom('照此办理。'),
    seal: true,
  }
  const data = paperData(settings, draft, { number: '示诉发〔2026〕8号', issuedOn: '2026-09-28' })
  const pdf = await openPdf(await printer.print(data, drawn.toBuffer('image/png')))
  const words = await pdf.words(1)
  const text = words.find(w => w.text.includes('照此办理'))!
  const date = words.find(w => /^2026年/.test(w.text))!
  near(184 - date.right, (4 * 156) / 28, 'right of the date', 0.7)
  const picture = await pdf.picture(1, SCALE)
  const ink = inkBetween(picture, SCALE, isRed, [text.baseline + 2, 262])!
  near(ink.bottom - ink.top, 42, 'diameter')
  const below = text.baseline + 0.12 * SIZE3
  assert.ok(ink.top >= below && ink.top - below <= 10.45, `top ${ink.top} within a line of ${below}`)
  const [stripe] = linesIn(picture, SCALE, isRed, 35).filter(l => l.top > below)
  near((stripe!.left + stripe!.right) / 2, (date.left + date.right) / 2, 'middle over the date')
  // 居印章中心偏下位置: the middle of both lines lies below the seal's.
  const both = date.baseline - 0.38 * SIZE3 - 10.45 / 2
  assert.ok(both > (ink.top + ink.bottom) / 2 && both - (ink.top + ink.bottom) / 2 < 8)
  await pdf.close()
})

test('the imprint ends with the type area on an even page, between thick rules and over a thin one', async () => {
  const pdf = await printed({ body: blocksFrom('照此办理。'), cc: ['市委办公室'] })
  assert.equal(pdf.count, 2)
  const rules = linesIn(await pdf.picture(2, 600 / 72), 600 / 72, isDark, 150)
  assert.equal(rules.length, 3)
  const thickness = rules.map(r => r.bottom - r.top)
  near(rules[2]!.bottom, 262, 'last rule')
  for (const [i, wanted] of [0.35, 0.25, 0.35].entries()) near(thickness[i]!, wanted, `rule ${i + 1}`, 0.06)
  // 版记页前有空白页的,空白页和版记页均不编排页码.
  assert.ok(!(await pdf.words(2)).some(w => /—/.test(w.text)))
  await pdf.close()
})

test('a letter’s mark stands 30 millimetres from the paper’s top between double rules 170 wide; its first page has no number', async () => {
  const pdf = await printed({ kind: 'letter' })
  const picture = await pdf.picture(1, SCALE)
  const rules = linesIn(picture, SCALE, isRed, 160)
  assert.equal(rules.length, 4)
  const mark = inkBetween(picture, SCALE, isRed, [20, rules[0]!.top - 1])!
  near(mark.top, 30, 'upper edge of the mark')
  near(rules[0]!.top - mark.bottom, 4, 'first double rule below the mark')
  for (const rule of rules) {
    near(rule.left, 20, 'left end')
    near(rule.right, 190, 'right end')
  }
  near(rules[3]!.bottom, 297 - 20, 'second double rule', 0.8)
  const thick = rules.map(r => r.bottom - r.top > 0.6)
  assert.deepEqual(thick, [true, false, false, true])
  assert.ok(!(await pdf.words(1)).some(w => /^— /.test(w.text)))
  assert.ok((await pdf.words(2)).some(w => /^— 2 —$/.test(w.text)))
  await pdf.close()
})

test('a table goes on over pages with its head repeated, and no row is cut', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `| ${i + 1} | 单位${i + 1} | ${100 + i} |`)
  const pdf = await printed({ body: blocksFrom(['| 序号 | 单位名称 | 交办总量 |', ...rows].join('\n')) })
  const pages = await Promise.all(Array.from({ length: pdf.count }, (_, i) => pdf.words(i + 1)))
  const withRows = pages.filter(words => words.some(w => /^单位\d+$/.test(w.text)))
  assert.ok(withRows.length >= 2)
  for (const words of withRows) assert.ok(words.some(w => w.text === '单位名称'))
  const all = pages.flat().filter(w => /^单位\d+$/.test(w.text))
  assert.equal(all.length, 60)
  await pdf.close()
})

test('no page begins with the last line of a paragraph or ends with its first, and a heading stays with its text', async () => {
  for (const lines of [18, 19, 20, 21]) {
    const body = blocksFrom(`${'长'.repeat(28 * lines)}\n一、标题留在正文前\n${'段'.repeat(28 * 3)}`)
    const pdf = await printed({ body })
    for (let page = 1; page <= pdf.count; page++) {
      const text = linesOf(await pdf.words(page)).map(l => l.chars)
      const words = await pdf.words(page)
      const last = words.filter(w => Math.abs(w.size - 16) < 0.1).at(-1)
      assert.ok(!last?.text.startsWith('一、'), `page ${page} of ${lines} ends with a heading`)
      assert.ok(text.length !== 1 || page === pdf.count)
    }
    await pdf.close()
  }
})
