/** Imports on a real database: what is taken, what is rejected and why, what happens when one is stopped. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { takeForMessages } from '../messaging/take-events.ts'
import { verifyRecord } from '../record/verify/verify.ts'
import { CSV_HEADER, CSV_MAPPING, type ImportTown, letRead, openImportTown } from './town.testing.ts'

let town: ImportTown
before(async () => {
  town = await openImportTown()
})
after(() => town.close())

const row = (id: string, more: Partial<Record<string, string>> = {}): string => {
  const fields = {
    id,
    title: `路灯不亮${id}`,
    text: `湖滨路${id}号路灯不亮`,
    time: '2026-09-01 08:30',
    due: '2026-09-08 18:00',
    replied: '',
    reply: '',
    unit: '市政',
    phone: '',
    ...more,
  }
  return CSV_HEADER.split(',')
    .map(c => fields[c as keyof typeof fields] ?? '')
    .join(',')
}

/** Each broken in another way, with the field the reason must name. */
const BROKEN: readonly [field: string, line: (id: string) => string | Buffer][] = [
  ['receivedAt', id => row(id, { time: '0001-01-01 00:00' })],
  ['dueAt', id => row(id, { due: '9999-12-31 23:59' })],
  ['receivedAt', id => row(id, { time: '31.02.2026' })],
  ['receivedAt', id => row(id, { time: '2027-09-01 08:30' })],
  [
    'UTF-8',
    id =>
      Buffer.concat([
        Buffer.from(`${id},路灯,`),
        Buffer.from([0xff, 0xfe, 0xc3]),
        Buffer.from(',2026-09-01 08:30,,,,市政,'),
      ]),
  ],
  ['title', id => row(id, { title: "=cmd|' /C calc'!A0" })],
  ['content', id => row(id, { text: '=SUM(A1:A9)' })],
  ['content', id => row(id, { text: '路灯\0不亮' })],
  ['content', id => row(id, { text: '长'.repeat(20_001) })],
  ['longestRow', id => row(id, { text: '长'.repeat(4_000_000) })],
  ['content', id => row(id, { text: '' })],
  ['unit', id => row(id, { unit: '没有的单位' })],
  ['columns', id => `${id},路灯,不亮`],
  ['quote', id => row(id, { text: '"没有闭合的引号' })],
  ['quote', id => row(id, { text: '路"灯"不亮' })],
  ['externalId', () => row('')],
]

test('of a file in which every tenth row is broken, each in its own way, the tenth is rejected with the reason and all else is there', async () => {
  const lines: (string | Buffer)[] = [CSV_HEADER]
  const reasons: string[] = []
  for (let i = 1; i <= 1600; i++) {
    if (i % 10 !== 0) lines.push(row(`x${i}`, i % 7 === 0 ? { text: '"两行\n的""话"' } : {}))
    else {
      const [field, line] = BROKEN[(i / 10) % BROKEN.length]!
      reasons.push(field)
      lines.push(line(`x${i}`))
    }
  }
  const source = Buffer.concat(lines.flatMap(l => [Buffer.from(l as string), Buffer.from('\n')]))
  const done = await town.bring(source, CSV_MAPPING, { name: 'tenth' })
  assert.deepEqual([done.read, done.created, done.rejected, done.repeated], [1600, 1440, 160, 0])
  const rejects = parse(await town.rejects('tenth'), {
    bom: true,
    columns: true,
    relax_column_count: true,
  }) as Record<string, string>[]
  assert.equal(rejects.length, 160)
  rejects.forEach(
    (reject, i) => void assert.match(reject.reason!, new RegExp(reasons[i]!), `line ${reject.line}`),
  )
  assert.deepEqual(Object.keys(rejects[0]!), [...CSV_HEADER.split(','), 'line', 'reason'])
  assert.equal(
    await town.count(`SELECT count(*) FROM appeal WHERE external_platform = 'old' AND external_id LIKE 'x%'`),
    1440,
  )
  assert.equal(
    await town.count(`SELECT count(*) FROM event WHERE seq = 1 AND texts->>'content' = E'两行\\n的"话'`),
    206,
  )
})

test('the same file again creates nothing; a row that says something else now is reported and not overwritten', async () => {
  const file = (text: string) => [CSV_HEADER, row('r1', { text }), row('r2')].join('\n')
  assert.equal((await town.bring(file('先说的话'), CSV_MAPPING)).created, 2)
  const again = await town.bring(file('先说的话'), CSV_MAPPING)
  assert.deepEqual([again.created, again.repeated, again.changed], [0, 2, 0])
  const changed = await town.bring(file('后改的话'), CSV_MAPPING)
  assert.deepEqual([changed.created, changed.repeated, changed.changed], [0, 1, 1])
  assert.equal(await town.count(`SELECT count(*) FROM event WHERE texts->>'content' = '后改的话'`), 0)
})

test('an id that stands twice in one file makes one appeal', async () => {
  const done = await town.bring(
    [CSV_HEADER, row('t1'), row('t1'), row('t1', { text: '别的话' })].join('\n'),
    CSV_MAPPING,
  )
  assert.deepEqual([done.created, done.repeated, done.changed], [1, 1, 1])
})

test('an import that is stopped goes on where it was, and counts and rejects every row once', async () => {
  const lines = Array.from({ length: 3500 }, (_, i) =>
    row(`s${i}`, i % 100 === 99 ? { time: 'gestern' } : {}),
  )
  const file = [CSV_HEADER, ...lines].join('\n')
  await assert.rejects(town.bring(file, CSV_MAPPING, { name: 'stopped', stopAfter: 2 }), /killed/)
  const present = await town.count(`SELECT count(*) FROM appeal WHERE external_id ~ '^s[0-9]'`)
  assert.equal(present, 1980)
  const done = await town.bring(file, CSV_MAPPING, { name: 'stopped' })
  assert.equal(done.resumedAfter, 2000)
  assert.deepEqual([done.read, done.created, done.repeated, done.rejected], [3500, 3465, 0, 35])
  const rejects = parse(await town.rejects('stopped'), { bom: true, columns: true }) as { line: string }[]
  assert.deepEqual(
    rejects.map(r => Number(r.line)),
    Array.from({ length: 35 }, (_, i) => i * 100 + 101),
  )
})

test('rows that were written just before the import was killed are neither written nor counted twice', async () => {
  const file = [CSV_HEADER, ...Array.from({ length: 1500 }, (_, i) => row(`k${i}`))].join('\n')
  await assert.rejects(town.bring(file, CSV_MAPPING, { name: 'killed', stopAfter: 1 }), /killed/)
  // As if the process had died between the batch's commit and the note of it.
  await town.world.db.pool.query('UPDATE import_run SET settled = 0, created = 0 WHERE finished_at IS NULL')
  const done = await town.bring(file, CSV_MAPPING, { name: 'killed' })
  assert.deepEqual([done.created, done.repeated], [1500, 0])
  assert.equal(await town.count(`SELECT count(*) FROM appeal WHERE external_id ~ '^k[0-9]'`), 1500)
})

test('a dry run says what would happen and writes nothing', async () => {
  const before = await town.count('SELECT count(*) FROM event')
  const done = await town.bring([CSV_HEADER, row('d1'), row('d2', { unit: '?' })].join('\n'), CSV_MAPPING, {
    dryRun: true,
  })
  assert.deepEqual([done.created, done.rejected], [1, 1])
  assert.equal(await town.count('SELECT count(*) FROM event'), before)
})

test('an imported matter stands in the record with its reply and the source’s times, is found by its words, and is silent', async () => {
  const replied = {
    replied: '2026-09-05 10:00',
    reply: '维修班已更换镇流器，现已恢复照明。',
    phone: '13900001111',
  }
  await town.bring([CSV_HEADER, row('h1', replied)].join('\n'), CSV_MAPPING)
  const { call, app } = town.world
  const found = await call('dispatcher', 'GET', `/appeals?q=${encodeURIComponent('镇流器')}`)
  const [appeal] = found.body.appeals as { number: string; stage: string; imported: boolean }[]
  assert.equal(appeal?.stage, 'struckOff')
  assert.equal(appeal?.imported, true)
  const events = await town.world.db.pool.query(
    `SELECT e.kind, e.at, e.texts FROM event e JOIN appeal a ON a.id = e.appeal_id WHERE a.number = $1 ORDER BY e.seq`,
    [appeal!.number],
  )
  assert.equal(events.rows[0].kind, 'appeal.imported')
  assert.equal(events.rows[0].at, Date.parse('2026-09-01T08:30:00+08:00'))
  const reply = events.rows.find(e => e.kind === 'assignment.replied')
  assert.equal(reply.at, Date.parse('2026-09-05T10:00:00+08:00'))
  assert.equal(reply.texts.answer, replied.reply)
  assert.equal(await town.count('SELECT count(*) FROM identity'), 1)
  await letRead(town.world, takeForMessages(town.world.app.parts))
  assert.equal(
    await town.count(
      'SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM alert) + (SELECT count(*) FROM visit) AS count',
    ),
    0,
  )
  assert.ok(app)
})

test('[LL-07] what came in by a list is counted by platform and by channel', async () => {
  await town.bring(
    [CSV_HEADER, row('n1'), row('n2'), row('n3', { replied: '2026-09-02', reply: '已办' })].join('\n'),
    CSV_MAPPING.replace('platform: old', 'platform: minsheng'),
  )
  const count = async (more: string) =>
    (await town.world.call('dispatcher', 'GET', `/appeals/count?externalPlatform=minsheng${more}`)).body
  assert.deepEqual(await count(''), { count: 3, exact: true })
  assert.deepEqual(await count('&stage=struckOff'), { count: 1, exact: true })
})

test('[ZY-23] an open ticket taken over from the old system is handled on by its unit, with the old due time', async () => {
  await town.bring([CSV_HEADER, row('o1', { due: '2026-10-09 18:00' })].join('\n'), CSV_MAPPING)
  const { call } = town.world
  const { body } = await call('roads', 'GET', '/appeals?externalId=o1')
  const [{ number, dueAt, stage }] = body.appeals as [{ number: string; dueAt: string; stage: string }]
  assert.equal(stage, 'handling')
  assert.equal(Date.parse(dueAt), Date.parse('2026-10-09T18:00:00+08:00'))
  const noted = await call('roads', 'POST', `/appeals/${number}/assignments/1/progress`, {
    body: { note: '已到现场查看，明日更换灯具。' },
  })
  assert.equal(noted.status, 200, JSON.stringify(noted.body))
  assert.equal(
    await town.count(
      `SELECT count(*) FROM contact WHERE external_id = 'o1' AND imported AND outcome = 'appeal'`,
    ),
    1,
  )
})

test('two sources on one channel may have the same ids: each is taken, and known again', async () => {
  const lines = [CSV_HEADER, row('same1'), row('same2')].join('\n')
  const other = CSV_MAPPING.replace('platform: old', 'platform: older')
  for (const mapping of [CSV_MAPPING, other]) {
    const done = await town.bring(lines, mapping)
    assert.deepEqual([done.created, done.rejected], [2, 0])
  }
  const again = await town.bring(`${lines}\n`, other)
  assert.deepEqual([again.created, again.repeated, again.rejected], [0, 2, 0])
  assert.equal(await town.count(`SELECT count(*) FROM contact WHERE external_id LIKE 'same_'`), 4)
})

test('a file in GB18030 is read as it was meant', async () => {
  // 路灯不亮 in GB18030.
  const title = Buffer.from([0xc2, 0xb7, 0xb5, 0xc6, 0xb2, 0xbb, 0xc1, 0xc1])
  const source = Buffer.concat([
    Buffer.from(`${CSV_HEADER}\ng1,`),
    title,
    Buffer.from(','),
    title,
    Buffer.from(',2026-09-01 08:30,,,,,\n'),
  ])
  const done = await town.bring(source, `encoding: gb18030\n${CSV_MAPPING}`)
  assert.deepEqual([done.created, done.rejected], [1, 0])
  assert.equal(
    await town.count(`SELECT count(*) FROM appeal WHERE external_id = 'g1' AND title = '路灯不亮'`),
    1,
  )
})

test('a file in GB18030 whose mapping doesn’t say so is told what to write, by its header or row by row', async () => {
  // 标题 in GB18030.
  const header = Buffer.concat([
    Buffer.from('id,'),
    Buffer.from('b1eacce2', 'hex'),
    Buffer.from(',text,time\n'),
  ])
  const hint =
    /看起来是 GB18030：请在映射里写 encoding: gb18030。.*it looks like GB18030: say encoding: gb18030/
  await assert.rejects(town.bring(header, CSV_MAPPING), hint)
  const title = Buffer.from('c2b7b5c6b2bbc1c1', 'hex')
  const row = Buffer.concat([
    Buffer.from(`${CSV_HEADER}\nh1,`),
    title,
    Buffer.from(',,2026-09-01 08:30,,,,,\n'),
  ])
  assert.equal((await town.bring(row, CSV_MAPPING, { name: 'unsaid' })).rejected, 1)
  assert.match(await town.rejects('unsaid'), hint)
  const other = await town.bring(
    `${CSV_HEADER}\n${'h2,路灯坏,湖滨路路灯坏,2026-09-01 08:30,,,,,'}`,
    `encoding: gb18030\n${CSV_MAPPING}`,
    { name: 'other' },
  )
  assert.equal(other.rejected, 1)
  assert.match(await town.rejects('other'), /看起来是 UTF-8/)
  await assert.rejects(town.bring(Buffer.from(`\ufeff${CSV_HEADER}`, 'utf16le'), CSV_MAPPING), /UTF-16/)
})

test('JSONL keeps what is broken beside its reason, and takes the rest', async () => {
  const mapping = `platform: lines\nformat: jsonl\nfields: { externalId: id, content: a.text, receivedAt: at, channel: { constant: web } }`
  const lines = [
    '{"id":1,"a":{"text":"第一条"},"at":"2026-09-01T00:00:00Z"}',
    '{"id":2',
    '[]',
    '',
    '{"id":3,"at":"2026-09-01"}',
    '{"id":4,"a":{"text":"\\ud800"},"at":"2026-09-01"}',
  ]
  const done = await town.bring(`\ufeff${lines.join('\r\n')}`, mapping, { name: 'lines' })
  assert.deepEqual([done.read, done.created, done.rejected], [5, 1, 4])
  const rejects = (await town.rejects('lines'))
    .trimEnd()
    .split('\n')
    .map(l => JSON.parse(l) as { line: number; reason: string })
  assert.deepEqual(
    rejects.map(r => r.line),
    [2, 3, 5, 6],
  )
  assert.match(rejects[2]!.reason, /^content: 为空/)
  assert.match(rejects[3]!.reason, /^content: .*half a character/)
})

test('everything imported is whole: hashes, chains, commitments and states agree', async () => {
  const { db, keys } = town.world.app.parts
  const verdict = await verifyRecord({ db, keys })
  assert.equal(verdict.ok, true, JSON.stringify(verdict))
})

const REAL = process.env.YIDAN_REAL_DATA
test(`the mappings that ship take 2 816 real messages with their replies${REAL ? '' : ' – left out: YIDAN_REAL_DATA is not set'}`, async () => {
  if (!REAL || !existsSync(join(REAL, 'appeals/replied.jsonl'))) return
  const mapping = await readFile(new URL('../../../config/imports/replied.yaml', import.meta.url), 'utf8')
  const done = await town.bring(
    await readFile(join(REAL, 'appeals/replied.jsonl')),
    mapping.replace('constant: wenzheng', 'constant: platform'),
  )
  assert.deepEqual([done.created, done.rejected], [2816, 0])
})
