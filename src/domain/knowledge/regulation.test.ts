/** What a policy document consists of, how it is referred to, and whether a reference still stands. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Cited, citationsIn, citedBy, stateOf } from './citations.ts'
import { dayProblem, regulationStateOf } from './regulation.ts'
import { labelOf, sectionsOf } from './sections.ts'

test('[ZY-16] articles stand under their chapters, lines that go on belong to the article before', () => {
  const found = sectionsOf(
    '第一章 总则\n第一条 为了规范受理，制定本办法。\n第二条　受理应当：\n（一）及时；\n（二）公开。\n\n第二章 办理\n第三条 五个工作日内办结。',
  )
  assert.deepEqual(
    found.map(s => [s.chapter, s.label, s.text]),
    [
      ['第一章 总则', '第一条', '为了规范受理，制定本办法。'],
      ['第一章 总则', '第二条', '受理应当：\n（一）及时；\n（二）公开。'],
      ['第二章 办理', '第三条', '五个工作日内办结。'],
    ],
  )
})

test('[ZY-16] what has no articles falls into its parts, and what has neither is one section', () => {
  assert.deepEqual(
    sectionsOf('现提出如下意见。\n一、总体要求\n坚持以人民为中心。\n二、主要任务').map(s => s.label),
    [null, '一、', '二、'],
  )
  assert.deepEqual(sectionsOf('只有一段。'), [{ label: null, chapter: null, text: '只有一段。' }])
  assert.deepEqual(sectionsOf(''), [])
})

test('a number in Arabic digits names the same article as one in Chinese digits', () => {
  const cases = {
    第3条: '第三条',
    第10条: '第十条',
    第12条: '第十二条',
    第105条: '第一百零五条',
    第110条: '第一百一十条',
  }
  for (const [arabic, chinese] of Object.entries(cases)) assert.equal(labelOf(arabic), chinese)
})

test('no word of a document is lost when it is cut into sections', () => {
  const line = fc.constantFrom('第一条 甲', '第二条 乙', '第一章 总则', '一、丙', '丁', '', '（一）戊')
  fc.assert(
    fc.property(fc.array(line), lines => {
      const sections = sectionsOf(lines.join('\n'))
      const told = sections.map(s => `${s.label ?? ''}${s.text}`).join('')
      const written = lines.filter(l => !l.includes('章')).join('')
      assert.equal(told.replace(/\s/g, ''), written.replace(/\s/g, ''))
    }),
  )
})

const library: Cited[] = [
  {
    id: 1,
    title: '示例市受理办法',
    number: '示政发〔2020〕1号',
    isRepealed: true,
    issuedOn: '2020-01-01',
    sections: ['第一条'],
  },
  {
    id: 2,
    title: '示例市受理办法',
    number: '示政发〔2026〕1号',
    isRepealed: false,
    issuedOn: '2026-01-01',
    sections: ['第一条', '第二条'],
  },
  {
    id: 3,
    title: '示例市（试行）规定',
    number: null,
    isRepealed: false,
    issuedOn: '2025-01-01',
    sections: [],
  },
]

test('[ZY-16] references are read from the text they stand in, with document number and article', () => {
  const text = '依据《示例市受理办法》（示政发〔2020〕1号）第2条和《民法典》，按《示例市(试行)规定》办理。'
  const found = citationsIn(text)
  assert.deepEqual(
    found.map(c => [c.title, c.number, c.section]),
    [
      ['示例市受理办法', '示政发〔2020〕1号', '第二条'],
      ['民法典', null, null],
      ['示例市(试行)规定', null, null],
    ],
  )
  assert.equal(text.slice(found[0]!.start, found[0]!.end), '《示例市受理办法》（示政发〔2020〕1号）第2条')
  assert.deepEqual(
    found.map(c => citedBy(c, library)?.id ?? null),
    [1, null, 3],
  )
})

test('[ZY-16] a reference to a repealed document or a missing article is told from a good one; what the library lacks is not wrong', () => {
  const state = (text: string) => {
    const [citation] = citationsIn(text)
    return stateOf(citation!, citedBy(citation!, library))
  }
  assert.equal(state('《示例市受理办法》第二条'), 'good')
  assert.equal(state('《示例市受理办法》（示政发〔2020〕1号）'), 'repealed')
  assert.equal(state('《示例市受理办法》第九条'), 'noSuchSection')
  assert.equal(state('《示例市（试行）规定》第九条'), 'good')
  assert.equal(state('《中华人民共和国民法典》第二百条'), 'unknown')
})

test('[ZY-16] a document holds from its first day up to, not on, the day it is repealed', () => {
  const on = (today: string) =>
    regulationStateOf({ inForceFrom: '2026-02-01', repealedOn: '2026-05-01' }, today)
  assert.deepEqual(['2026-01-31', '2026-02-01', '2026-04-30', '2026-05-01'].map(on), [
    'coming',
    'inForce',
    'inForce',
    'repealed',
  ])
  const days = (issuedOn: string, inForceFrom: string, repealedOn: string | null) =>
    dayProblem({ issuedOn, inForceFrom, repealedOn })?.field ?? null
  assert.equal(days('2026-01-02', '2026-01-01', null), 'inForceFrom')
  assert.equal(days('2026-01-02', '2026-01-02', '2026-01-02'), 'repealedOn')
  assert.equal(days('2026-01-02', '2026-01-02', '2026-01-03'), null)
})
