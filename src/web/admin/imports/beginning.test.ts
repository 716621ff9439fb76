import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginningOf } from './beginning.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('a CSV file begins with its columns; quotes and line breaks within them are one field', () => {
  const { columns, rows } = beginningOf('a.csv', bytes('id,说明\r\n1,"路灯""不亮""，\n三盏"\r\n2,停水\r\n'))
  assert.deepEqual(columns, ['id', '说明'])
  assert.deepEqual(rows, [
    ['1', '路灯"不亮"，\n三盏'],
    ['2', '停水'],
  ])
})

test('what isn’t UTF-8 is read as Chinese offices write', () => {
  const gb = Uint8Array.from([0x69, 0x64, 0x0a, 0xc2, 0xb7, 0xb5, 0xc6, 0x0a])
  assert.deepEqual(beginningOf('b.csv', gb).rows, [['路灯']])
})

test('a JSONL file has the columns of its first objects; a line that is no object is passed over', () => {
  const { columns, rows } = beginningOf(
    'c.jsonl',
    bytes('{"id":1,"title":"路灯"}\nnot json\n{"id":2,"more":["a"]}'),
  )
  assert.deepEqual(columns, ['id', 'title', 'more'])
  assert.deepEqual(rows, [
    ['1', '路灯', ''],
    ['2', '', '["a"]'],
  ])
})

test('of a workbook nothing is seen before the server has read it; an empty file has nothing', () => {
  assert.deepEqual(beginningOf('d.xlsx', bytes('PK')).rows, [])
  assert.deepEqual(beginningOf('e.csv', bytes('')).rows, [])
})
