/** What a document says before it is paper: numbers, typed text, sheets, end notes, settings. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { SHEET_KINDS } from '../vocabulary.ts'
import { type Block, chineseNumber, headingMark, numbered } from './blocks.ts'
import { canonicalJson } from './canonical.ts'
import { endNoteOf, strangeFieldsIn } from './end-note.ts'
import { DOCUMENT_KINDS } from './kinds.ts'
import { documentNumber } from './number.ts'
import type { DocumentSettings } from './settings.ts'
import { settingsProblems } from './settings-check.ts'
import { type SheetFacts, sheetData } from './sheet-data.ts'
import { titleLines } from './title-lines.ts'
import { widthOf } from './width.ts'
import { blocksFrom } from './written.ts'

const settings = parse(
  await readFile(new URL('../../../config/documents.yaml', import.meta.url), 'utf8'),
) as DocumentSettings

test('a number has the year in 〔〕, no 第 and no leading zero', () => {
  assert.equal(documentNumber(settings, 'red', 2026, 12), '诉督〔2026〕12号')
  assert.equal(documentNumber(settings, 'bulletin', 2026, 7), '第7期')
  assert.throws(() => documentNumber(settings, 'nothing', 2026, 1), /no series/)
})

test('headings are 一、（一）1.（1）, each level afresh below the one above', () => {
  assert.deepEqual(
    [1, 2, 3, 4].map(level => headingMark(level, 12)),
    ['十二、', '（十二）', '12.', '（12）'],
  )
  assert.deepEqual([10, 20, 35, 99].map(chineseNumber), ['十', '二十', '三十五', '九十九'])
  const heading = (level: number): Block => ({ type: 'heading', level, mark: '', text: '题', run: null })
  const marks = numbered([1, 2, 2, 3, 1, 2].map(heading)).map(b => (b.type === 'heading' ? b.mark : ''))
  assert.deepEqual(marks, ['一、', '（一）', '（二）', '1.', '二、', '（一）'])
})

test('text is read as it is typed: headings, run-in headings, counted sentences, tables and labels', () => {
  const [a, b, c, d, e, f] = blocksFrom(
    [
      '　　为做好工作，现通知如下：',
      '一、加强值守',
      '（一）落实责任。带班领导要在岗。',
      '二、核实夜间施工的时段、许可和必要性，十月十四日前函复。',
      '',
      '| 单位 | 数 |',
      '|---|---|',
      '| 甲 | 1 |',
      '| 乙 |',
      '出席：张某、李某',
    ].join('\n'),
  )
  assert.deepEqual(a, { type: 'paragraph', text: '为做好工作，现通知如下：' })
  assert.deepEqual(b, { type: 'heading', level: 1, mark: '一、', text: '加强值守', run: null })
  assert.deepEqual(c, {
    type: 'heading',
    level: 2,
    mark: '（一）',
    text: '落实责任。',
    run: '带班领导要在岗。',
  })
  assert.equal(d!.type, 'paragraph')
  assert.deepEqual(e?.type === 'table' ? e.rows : null, [
    ['甲', '1'],
    ['乙', ''],
  ])
  assert.deepEqual(f, { type: 'labelled', label: '出席', text: '张某、李某' })
})

test('whatever is typed, nothing is lost but the marks of tables and blanks at the ends of lines', () => {
  const sign = fc.constantFrom(...'一二、（）()1.。；路灯 \n')
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 60 }), signs => {
      const text = signs.join('')
      const wide = (s: string) =>
        s
          .replace(/[\s\u3000]/g, '')
          .replace(/\(/g, '（')
          .replace(/\)/g, '）')
          .normalize('NFC')
      const said = blocksFrom(text).map(b => {
        if (b.type === 'paragraph') return b.text
        return b.type === 'heading' ? b.mark + b.text + (b.run ?? '') : ''
      })
      assert.equal(wide(said.join('')), wide(text))
    }),
  )
})

test('a title is broken between words into lines of about one length, none wider than the page', () => {
  assert.deepEqual(titleLines('关于做好工作的通知'), ['关于做好工作的通知'])
  const lines = titleLines('关于进一步做好国庆节期间群众诉求办理工作的通知')
  assert.equal(lines.length, 2)
  for (const line of lines) assert.ok(widthOf(line) <= 20, line)
  assert.ok(!/^[的了和]/.test(lines[1]!), lines[1])
})

const facts = (more: Partial<SheetFacts> = {}): SheetFacts => ({
  kind: 'redSupervise',
  number: '诉督〔2026〕5号',
  issuedOn: '2026-10-14',
  subject: { number: '990100', title: '路灯不亮😡', summary: '快修🙏' },
  source: '省热线 SD1',
  leadUnits: ['市城市管理局'],
  assistUnits: ['范例街道'],
  cc: ['市政府督查室'],
  asked: '三日内修复。',
  dueText: '2026年10月17日18时',
  limits: [{ label: '签收时限', value: '2026年10月14日18时' }],
  chain: [{ kind: 'yellowUrge', number: '诉黄〔2026〕12号', issuedOn: '2026-09-28' }],
  instruction: null,
  defects: ['无进展', '未联系'],
  urgency: '加急',
  seal: false,
  ...more,
})
const rowsOf = (data: ReturnType<typeof sheetData>) =>
  Object.fromEntries(
    data.body.flatMap(b => (b.type === 'fields' ? b.rows.flat().map(f => [f.label, f.value]) : [])),
  )

test('[LL-38] every sheet ends with what lateness will cost, its fields filled in', () => {
  for (const kind of SHEET_KINDS) {
    const note = sheetData(settings, facts({ kind })).endNote!
    assert.match(note, /^附注：/)
    assert.ok(!note.includes('{{'), note)
  }
  assert.match(sheetData(settings, facts()).endNote!, /市城市管理局、范例街道.*至2026年10月17日18时/)
  assert.deepEqual(strangeFieldsIn('至{{due}}止，{{ dew }} 与 {{'), ['dew', '{{'])
  assert.equal(
    endNoteOf('{{due}}', { due: '明日', number: '', subject: '', units: '', agency: '', contact: '' }),
    '明日',
  )
})

test('a sheet says what it is about, what is asked, until when, and which sheets came before it', () => {
  const rows = rowsOf(sheetData(settings, facts()))
  assert.equal(rows.此前单据, '黄色催办单 诉黄〔2026〕12号（2026年9月28日）')
  assert.equal(rows.存在问题, '1.无进展\n2.未联系')
  assert.equal(rows.办理时限, '2026年10月17日18时')
  assert.ok(!('联系方式' in rows), 'what isn’t said has no row')
  assert.deepEqual([rows['事　　项'], rows.主要内容], ['路灯不亮', '快修'])
})

test('a number that can’t be broken runs into no other field: beside one where it is short, in a row of its own where it is long', () => {
  const rowOf = (number: string) =>
    sheetData(settings, facts({ subject: { number, title: '路灯', summary: '快修' } }))
      .body.flatMap(b => (b.type === 'fields' ? b.rows : []))
      .find(row => row[0]!.label === '事项编号')!
      .map(f => f.label)
  assert.deepEqual(rowOf('990100'), ['事项编号', '来　　源'])
  assert.deepEqual(rowOf('9990012026112801000013'), ['事项编号'])
})

test('a leader’s words stand as they were written', () => {
  const instruction = { words: '马上修好。\n举一反三！😀', by: '李某某', on: '2026-09-27' }
  const quote = sheetData(settings, facts({ kind: 'leaderAssign', instruction })).body.find(
    b => b.type === 'quote',
  )
  assert.deepEqual(quote, { type: 'quote', text: instruction.words, by: '李某某', on: '2026-09-27' })
})

test('the shipped settings have no fault; a series nobody has, numbers alike and strange fields are faults', () => {
  assert.deepEqual(settingsProblems(settings), [])
  const broken = structuredClone(settings)
  broken.kinds.notice.series = 'nothing'
  broken.kinds.greenUrge.endNote = '{{nothing}}'
  broken.kinds.redSupervise.seal = true
  broken.series.letter!.pattern = broken.series.paper!.pattern
  assert.deepEqual(
    settingsProblems(broken).map(p => p.path),
    ['kinds.greenUrge.endNote', 'kinds.redSupervise.seal', 'kinds.notice.series', 'series.letter.pattern'],
  )
  assert.equal(Object.keys(settings.kinds).length, DOCUMENT_KINDS.length)
})

test('equal data is one text however its keys stand, and what is no data is refused', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      assert.equal(canonicalJson(turned), canonicalJson(value))
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
    }),
  )
  assert.throws(() => canonicalJson({ a: undefined }), /no place/)
  assert.throws(() => canonicalJson(Number.NaN), /no place/)
})

test('[LL-41] a city’s red sheet may be called 督办通知单 on paper, and where it is named on the next', () => {
  const own = structuredClone(settings)
  own.kinds.redSupervise.name = '督办通知单'
  const facts: SheetFacts = {
    ...{
      kind: 'redSupervise',
      number: '诉督〔2026〕2号',
      issuedOn: '2026-10-13',
      source: null,
      cc: [],
      urgency: null,
    },
    ...{
      subject: { number: '1', title: '题', summary: '事' },
      leadUnits: ['甲'],
      assistUnits: [],
      asked: '请办',
    },
    ...{ dueText: null, limits: [], instruction: null, defects: [], seal: false },
    chain: [{ kind: 'redSupervise', number: '诉督〔2026〕1号', issuedOn: '2026-10-12' }],
  }
  const named = sheetData(own, facts)
  assert.equal(named.title, '督办通知单')
  assert.match(JSON.stringify(named), /督办通知单 诉督〔2026〕1号/)
  assert.equal(sheetData(settings, facts).title, '红色督办单')
})
