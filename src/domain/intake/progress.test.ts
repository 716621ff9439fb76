/** What the appellant reads. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EVENT_KINDS } from '../record/event-kinds.ts'
import { STAGES } from '../vocabulary.ts'
import { type HistoryRow, progressOf, stageWords } from './progress.ts'

const row = (
  kind: string,
  texts: HistoryRow['texts'] = null,
  unit: string | null = '市政工程处',
): HistoryRow => ({
  kind,
  at: 1,
  unit,
  texts,
})

test('the centre’s own affairs stay out of the appellant’s timeline', () => {
  const kinds = [
    'appeal.classified',
    'appeal.repeated',
    'appeal.tookIn',
    'clock.lit',
    'assignment.progressed',
    'approval.asked',
  ]
  assert.deepEqual(progressOf(kinds.map(kind => row(kind, { note: '内部' }))), [])
})

test('an answer is shown when the centre has let it pass, and it is the lead’s', () => {
  const history = [
    row('assignment.replied', { answer: '协办：已配合', internalNote: '难办' }, '示例水务'),
    row('assignment.replied', { answer: '已修好', internalNote: '设备老化' }),
    row('appeal.answered'),
  ]
  assert.ok(progressOf(history).every(line => line.text === null))
  const lines = progressOf([...history, row('appeal.reviewed')])
  assert.deepEqual([lines.at(-1)!.zh, lines.at(-1)!.text], ['已答复', '已修好'])
  assert.doesNotMatch(JSON.stringify(lines), /难办|设备老化/)
})

test('an answer that was sent back is not shown as the answer of the next review', () => {
  const lines = progressOf([
    row('assignment.replied', { answer: '第一次' }),
    row('appeal.answered'),
    row('assignment.sentBack'),
    row('assignment.replied', { answer: '第二次' }),
    row('appeal.answered'),
    row('appeal.reviewed'),
  ])
  assert.equal(lines.at(-1)!.text, '第二次')
})

test('no event shows more of its texts than the one meant for the appellant', () => {
  const secret = { note: '密', internalNote: '密', comment: '密', content: '密', reason: '密' }
  const lines = progressOf(Object.keys(EVENT_KINDS).map(kind => row(kind, secret)))
  assert.ok(lines.length > 20)
  assert.doesNotMatch(JSON.stringify(lines), /密/)
})

test('an office without a name is still an office, and every stage has its words', () => {
  assert.equal(progressOf([row('assignment.signed', null, null)])[0]!.zh, '承办单位已签收')
  for (const stage of STAGES) assert.ok(stageWords(stage).zh && stageWords(stage).en)
})
