/** A mapping is checked before a row is read, and what is wrong in it is named by its line. */
import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { zoneOf } from '../../domain/time/zone.ts'
import { problemText } from '../directory/files/problem.ts'
import { dateReader } from './dates.ts'
import { fieldText } from './field-rules.ts'
import { readMapping, readMappingFile } from './mapping.ts'

const BASE =
  'platform: p\nformat: csv\nfields:\n  externalId: id\n  channel: { constant: web }\n  content: text\n  receivedAt: time\n'
const problemsOf = (text: string): string[] => readMapping('m.yaml', text).problems.map(problemText)

test('the mappings that ship are right', async () => {
  const folder = new URL('../../../config/imports/', import.meta.url)
  for (const file of await readdir(folder))
    assert.deepEqual((await readMappingFile(new URL(file, folder).pathname)).problems, [], file)
})

const WRONG: readonly [what: string, text: string, told: RegExp][] = [
  ['an unknown key', `${BASE}colour: red\n`, /^m\.yaml:8: there is no key 'colour'/],
  ['an unknown field', `${BASE}  colour: red\n`, /^m\.yaml:8: there is no key 'colour' in fields/],
  [
    'an unknown format',
    BASE.replace('csv', 'dbf'),
    /^m\.yaml:2: format 'dbf' is not one of csv, jsonl, xlsx/,
  ],
  ['no external id', BASE.replace('  externalId: id\n', ''), /^m\.yaml:3: 'externalId' is missing in fields/],
  [
    'a field from nowhere',
    `${BASE}  title: { cut: 5 }\n`,
    /^m\.yaml:8: fields\.title needs exactly one of from, constant/,
  ],
  [
    'a field from two places',
    `${BASE}  title: { from: a, constant: b }\n`,
    /^m\.yaml:8: fields\.title needs exactly one/,
  ],
  [
    'a broken pattern',
    `${BASE}  title: { from: a, pattern: '(' }\n`,
    /^m\.yaml:8: fields\.title\.pattern is not a regular expression/,
  ],
  [
    'a date format that says no day',
    `dates: [MM/yyyy]\n${BASE}`,
    /^m\.yaml:1: dates: 'MM\/yyyy' is not a date format/,
  ],
  [
    'a zone that isn’t',
    `zone: Mars/Olympus\n${BASE}`,
    /^m\.yaml:1: zone: 'Mars\/Olympus' is not a time zone/,
  ],
  [
    'half a character as delimiter',
    `encoding: gb18030\ndelimiter: '|'\n${BASE}`,
    /^m\.yaml:2: delimiter '\|' can be half a character/,
  ],
  ['no YAML', 'fields: [', /^m\.yaml:1: /],
]
for (const [what, text, told] of WRONG)
  test(`a mapping with ${what} is refused with the line`, () => {
    const [problem = 'none'] = problemsOf(text)
    assert.match(problem, told)
  })

const zone = zoneOf('Asia/Shanghai')
const DATES: readonly [format: string, text: string, iso: string | null][] = [
  ['MM/dd/yyyy hh:mm:ss a', '04/12/2018 11:11:26 AM', '2018-04-12T03:11:26.000Z'],
  ['MM/dd/yyyy hh:mm:ss a', '04/12/2018 12:00:00 AM', '2018-04-11T16:00:00.000Z'],
  ['MM/dd/yyyy hh:mm:ss a', '04/12/2018 13:00:00 PM', null],
  ['yyyy年M月d日', '2018年4月2日', '2018-04-01T16:00:00.000Z'],
  ['yyyy-MM-dd HH:mm', '2018-02-30 10:00', null],
  ['yyyy-MM-dd HH:mm', '2018-02-03 24:00', null],
  ['iso', '2019-04-25T09:32:09', '2019-04-25T01:32:09.000Z'],
  ['iso', '2019-04-25T09:32:09Z', '2019-04-25T09:32:09.000Z'],
  ['unix', '1556155929', '2019-04-25T01:32:09.000Z'],
  ['excel', '43580.5', '2019-04-25T04:00:00.000Z'],
  ['excel', 'soon', null],
]
for (const [format, text, iso] of DATES)
  test(`'${text}' as ${format} is ${iso ?? 'no moment'}`, () => {
    const at = dateReader(format)(text, zone)
    assert.equal(at === null ? null : new Date(at).toISOString(), iso)
  })

test('a field comes from the first column that has something, cut by a pattern, translated, or by default', () => {
  const row = { a: ' ', b: 'SW-Dirty', c: { d: 5 }, e: '无' }
  assert.equal(fieldText('title', { from: ['a', 'b'] })(row), 'SW-Dirty')
  assert.equal(fieldText('title', { from: 'c.d' })(row), '5')
  assert.equal(fieldText('category', { from: 'b', pattern: '^(\\w+)-', values: { SW: '02' } })(row), '02')
  assert.equal(fieldText('category', { from: 'b', values: { X: '1' }, otherwise: '' })(row), '')
  assert.equal(fieldText('phone', { from: 'e', empty: ['无'], default: 'x' })(row), 'x')
  assert.equal(fieldText('content', { template: '{{b}} / {{ c.d }}' })(row), 'SW-Dirty / 5')
  assert.equal(fieldText('title', { from: 'b', cut: 3 })(row), 'SW-…')
  assert.throws(() => fieldText('unit', { from: 'b', values: { X: '1' } })(row), /^Error: unit: .*'SW-Dirty'/)
  const id = fieldText('externalId', { digest: ['b', 'e'] })
  assert.equal(id(row), id({ ...row, a: 'other' }))
  assert.notEqual(id(row), id({ ...row, b: 'other' }))
})
