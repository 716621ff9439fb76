import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { freshDatabase } from '../../../test/database.ts'
import { openWords, tsqueryOf } from './words.ts'

const words = openWords()
const db = await freshDatabase()
after(() => db.drop())

/** Whether PostgreSQL finds the text by the query, as a list of appeals would. */
async function finds(query: string, text: string): Promise<boolean> {
  const { rows } = await db.pool.query('SELECT array_to_tsvector($1::text[]) @@ $2::tsquery AS found', [
    words.index(text),
    tsqueryOf(words.query(query)),
  ])
  return rows[0].found
}

test('a citizen’s sentence is found by the words an agent would type', async () => {
  const told =
    '示例市A3区幸福路口的路灯不亮已经半个月了，景蓉华苑３栋王建国老人摔倒，打过12345，物业说不归他们管。KTV噪音扰民也没人管，很臭！'
  const typed = [
    '路灯',
    '路灯不亮',
    '不亮',
    '幸福路口',
    '景蓉华苑',
    '蓉华',
    '王建国',
    '噪音扰民',
    '扰民',
    'ktv',
    'KTV噪音',
    'ａ３区',
    '3栋',
    '12345',
    '臭',
    '路灯 臭',
    '物业 噪音',
    '老人摔倒',
    '摔倒的老人',
  ]
  for (const query of typed) assert.ok(await finds(query, told), query)
  for (const query of ['停水', '路灯 停水', '景蓉国际', '王建军', '1234', '路政']) {
    assert.ok(!(await finds(query, told)), query)
  }
})

test('a road is more than happiness, and words may stand in any order', async () => {
  assert.ok(!(await finds('幸福路', '我们的生活很幸福，一路平安')))
  assert.ok(await finds('小区停水', '停水的小区没有人来'))
})

test('a term of the field finds its words however they are joined, and nothing that has one of them alone', async () => {
  const said = ['工地拖欠工资', '老板工资拖欠半年', '要回被拖欠的工资', '拖欠农民工工资']
  for (const query of ['拖欠工资', '工资拖欠', '拖欠的工资'])
    for (const text of said) assert.ok(await finds(query, text), `${query} in ${text}`)
  for (const text of ['工资太低', '拖欠货款']) assert.ok(!(await finds('拖欠工资', text)), text)
  assert.ok(await finds('路灯不亮', '这里的路灯三天都不亮'))
  assert.ok(await finds('下水道堵塞', '小区堵塞的下水道'))
  assert.deepEqual(words.query('公共汽车'), ['公共汽车'], 'a word of the language stays one word')
})

test('words that say nothing are neither kept nor asked for', () => {
  assert.deepEqual(words.query('您好，请问'), [])
  assert.deepEqual(words.query(''), [])
  assert.deepEqual(words.query('！？…，。🙂'), [])
  assert.deepEqual(words.index('的了吗呢'), [])
  assert.deepEqual(words.query('请问我们小区为什么停水'), ['小区', '停水'])
})

test('words with a stop character in them stay words', async () => {
  for (const word of ['和平街', '就业', '就医', '成都', '在建', '中学', '上学', '过敏']) {
    assert.ok(await finds(word, `反映${word}的问题`), word)
  }
})

test('the marker of a redacted number is not a word', () => {
  assert.ok(!words.index('请打[电话]找我').includes('电话'))
  assert.ok(words.index('电话打不通').includes('电话'))
})

test('a text is cut into the words a reader would count', () => {
  assert.deepEqual(words.cut('小区停水，我们这里占道经营影响出行'), [
    '小区',
    '停水',
    '占道经营',
    '影响',
    '出行',
  ])
})

test('a city’s own dictionary and stop words count', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yidan-words-'))
  writeFileSync(join(folder, 'dictionary.txt'), '# 地名\n蓉景苑  桐梓坡街 # 新\n')
  writeFileSync(join(folder, 'stop.txt'), '噪音\n')
  const own = openWords(folder)
  assert.deepEqual(own.query('蓉景苑噪音'), ['蓉景苑'])
  assert.throws(() => openWords(join(folder, 'absent')).warm(), /dictionary\.txt/)
})

test('ten megabytes give at most two thousand words of at most thirty signs', () => {
  const long = `${'停水'.repeat(10)}${'a'.repeat(31)} `
  assert.ok(!words.index(long).some(token => token.length > 30))
  const many = Array.from({ length: 500_000 }, (_, at) => `号${at}室 `).join('')
  assert.equal(words.index(many).length, 2000)
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom("'", '\\', '\0', '路灯', '水', ':*', ' & ', '!', '\u202e', 'مرحبا', '👪', '\ud83d'),
      { maxLength: 12 },
    )
    .map(parts => parts.join('')),
)

test('whatever is typed, PostgreSQL takes the words as they are', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async text => {
      const { rows } = await db.pool.query('SELECT array_to_tsvector($1::text[]) v, $2::tsquery q', [
        words.index(text),
        tsqueryOf(words.query(text)),
      ])
      assert.equal(rows.length, 1)
    }),
    { numRuns: 300 },
  )
})

test('whatever tokens a query is made of, it means just these tokens', async () => {
  const token = hostile.map(text => text.slice(0, 30))
  await fc.assert(
    fc.asyncProperty(fc.array(token, { minLength: 1, maxLength: 4 }), async tokens => {
      const kept = tokens.map(text => text.replaceAll('\0', '').toWellFormed().slice(0, 30)).filter(Boolean)
      const query = tsqueryOf(tokens)
      const { rows } = await db.pool.query(
        'SELECT numnode($1::tsquery) AS nodes, array_to_tsvector($2::text[]) @@ $1::tsquery AS found',
        [query, kept],
      )
      assert.equal(rows[0].nodes, Math.max(0, kept.length * 2 - 1))
      assert.equal(rows[0].found, kept.length > 0)
    }),
    { numRuns: 300 },
  )
})

test('quotes and backslashes are doubled, a single character stands for what begins with it', async () => {
  assert.equal(tsqueryOf(['路灯', '不亮']), "'路灯' & '不亮'")
  assert.equal(tsqueryOf(["o'neill", 'a\\b', '\0', '水', 'a']), "'o''neill' & 'a\\\\b' & '水':* & 'a'")
  assert.equal(tsqueryOf([]), '')
  const { rows } = await db.pool.query('SELECT $1::tsquery q', [
    tsqueryOf([`${"'".repeat(5000)}\\`, 'x'.repeat(10_000)]),
  ])
  assert.equal(rows.length, 1)
})
