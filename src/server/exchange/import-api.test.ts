/** Imports over the API: a file goes in, is worked on in the background, and everybody who may can see how it stands. */
import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { buildTown, type PersonName } from '../../../test/world.ts'
import { DAY } from '../../domain/instant.ts'
import { removeForgottenFiles } from '../files/forgotten.ts'
import type { Parts } from '../parts.ts'
import { verifyRecord } from '../record/verify/verify.ts'
import { importFile } from './import-file.ts'
import { runImports } from './run-imports.ts'
import { aloneOn, type Run, workedOn } from './runs.ts'
import { CSV_HEADER, CSV_MAPPING, type ImportTown, mappingFrom, openImportTown } from './town.testing.ts'

let town: ImportTown
let parts: Parts
let awayToken: string
before(async () => {
  town = await openImportTown()
  parts = town.world.app.parts
  awayToken = (
    await buildTown(town.world.db, 'away', (await parts.tenants.get(town.world.tenantId)).policy.rules)
  ).tokens.dispatcher
})
after(() => town.close())

const row = (id: string, { time = '2026-09-01 08:30', text = `湖滨路${id}号路灯不亮` } = {}) =>
  `${id},路灯不亮${id},${text},${time},2026-10-08 18:00,,,市政,`
const csv = (...rows: string[]) => [CSV_HEADER, ...rows].join('\n')

interface Shown {
  id: number
  state: string
  dryRun: boolean
  source: string
  mapping: string
  startedBy: { name: string } | null
  percent: number | null
  settled: number
  created: number
  repeated: number
  changed: number
  rejected: number
  error: string | null
  rejects: { row: number; line: number; reason: string }[]
}

interface Form {
  file?: string | Buffer
  name?: string
  mapping?: string | File
  dryRun?: string
  [field: string]: unknown
}

const bearer = (who: PersonName | 'away') => ({
  authorization: `Bearer ${who === 'away' ? awayToken : town.world.token(who)}`,
})

/** What a browser's form or curl sends. */
async function send(form: Form, who: PersonName | 'away' = 'dispatcher') {
  const { file, name = 'old.csv', ...fields } = { mapping: CSV_MAPPING, ...form }
  const data = new FormData()
  for (const [field, value] of Object.entries(fields))
    if (value !== undefined) data.set(field, value as string)
  if (file !== undefined) data.set('file', new File([new Uint8Array(Buffer.from(file))], name))
  const encoded = new Response(data)
  const answer = await town.world.app.http.inject({
    method: 'POST',
    url: '/api/v1/imports',
    payload: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type')!, ...bearer(who) },
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function ask(method: 'GET' | 'POST', path: string, who: PersonName | 'away' = 'dispatcher') {
  const answer = await town.world.app.http.inject({ method, url: `/api/v1${path}`, headers: bearer(who) })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body }
}
const show = async (id: number): Promise<Shown> => JSON.parse((await ask('GET', `/imports/${id}`)).text)
const list = async (who: PersonName | 'away' = 'dispatcher'): Promise<Shown[]> =>
  JSON.parse((await ask('GET', '/imports', who)).text).imports
const rejectsOf = async (id: number) => (await ask('GET', `/imports/${id}/rejects`)).text

/** The background job takes a turn; `stopAfter` batches the server is told to stop. */
async function work(stopAfter = Number.POSITIVE_INFINITY): Promise<void> {
  const stop = new AbortController()
  const openLoaders: Parts['openLoaders'] = async plan => {
    const { loaders, close } = await parts.openLoaders(plan)
    const load: (typeof loaders)[number]['load'] = async batch => {
      if (--stopAfter <= 0) stop.abort()
      return loaders[0]!.load(batch)
    }
    return { loaders: [{ load }], close }
  }
  await runImports({ ...parts, openLoaders }).run(stop.signal)
}

async function start(form: Form): Promise<number> {
  const { status, body } = await send(form)
  assert.equal(status, 202, JSON.stringify(body))
  return body.id
}
const counts = ({ settled, created, repeated, changed, rejected }: Shown) => ({
  ...{ settled, created, repeated, changed, rejected },
})
const appeals = (like: string) =>
  town.count(`SELECT count(*) FROM appeal WHERE external_platform = 'old' AND external_id LIKE '${like}'`)

test('[LL-08] an operator sends the other platform’s tickets as a file: queued at once, taken in the background, in the list with who and when', async () => {
  const { status, body } = await send({ file: csv(row('a1'), row('a2')), name: '旧系统 九月.csv' })
  assert.deepEqual([status, body.state, body.created, body.percent], [202, 'queued', 0, null])
  assert.equal(await appeals('a%'), 0)
  await work()
  const done = await show(body.id)
  assert.deepEqual(counts(done), { settled: 2, created: 2, repeated: 0, changed: 0, rejected: 0 })
  assert.deepEqual([done.state, done.percent, done.error], ['done', 100, null])
  assert.equal(await appeals('a%'), 2)
  const [newest] = await list()
  assert.deepEqual(
    [newest!.id, newest!.source, newest!.mapping, newest!.startedBy?.name, newest!.dryRun],
    [body.id, '旧系统 九月.csv', 'mapping.yaml', 'dispatcher', false],
  )
  const found = await town.world.call('dispatcher', 'GET', '/appeals?externalPlatform=old&externalId=a1')
  assert.equal((found.body.appeals as unknown[]).length, 1)
})

test('[LL-08] the same file again takes nothing twice; a ticket that says something else now is counted and left as it is', async () => {
  await start({ file: csv(row('b1'), row('b2')) })
  await work()
  const again = await start({ file: csv(row('b1'), row('b2')) })
  await work()
  assert.deepEqual(counts(await show(again)), {
    settled: 2,
    created: 0,
    repeated: 2,
    changed: 0,
    rejected: 0,
  })
  const changed = await start({ file: csv(row('b1', { text: '别的话' }), row('b2')) })
  await work()
  assert.deepEqual(counts(await show(changed)), {
    settled: 2,
    created: 0,
    repeated: 1,
    changed: 1,
    rejected: 0,
  })
  assert.equal(await appeals('b%'), 2)
})

test('a file that is sent twice before its turn is one import', async () => {
  const first = await start({ file: csv(row('c1')) })
  assert.equal(await start({ file: csv(row('c1')) }), first)
  assert.notEqual(await start({ file: csv(row('c1')), dryRun: 'true' }), first)
  await work()
  assert.equal(await appeals('c%'), 1)
})

test('a dry run says what would be taken and why the rest would not, and takes nothing', async () => {
  const before = await town.count('SELECT count(*) FROM event')
  const id = await start({ file: csv(row('d1'), row('d2', { time: 'gestern' }), row('d3')), dryRun: 'true' })
  await work()
  const done = await show(id)
  assert.deepEqual([done.state, done.dryRun], ['done', true])
  assert.deepEqual(counts(done), { settled: 3, created: 2, repeated: 0, changed: 0, rejected: 1 })
  assert.deepEqual([done.rejects[0]!.row, done.rejects[0]!.line], [2, 3])
  assert.match(done.rejects[0]!.reason, /^receivedAt: 不是日期/)
  assert.equal(await town.count('SELECT count(*) FROM event'), before)
})

test('broken rows come back as they were, each with line and reason, harmless in a spreadsheet, and can be mended and sent again', async () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    row(`e${i}`, i % 2 === 1 ? { time: 'gestern', text: i === 1 ? '=1+1' : `"第${i}行\n的话"` } : {}),
  )
  const id = await start({ file: csv(...rows) })
  await work()
  const done = await show(id)
  assert.deepEqual([done.created, done.rejected, done.rejects.length], [30, 30, 20])
  const answer = await ask('GET', `/imports/${id}/rejects`)
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
  assert.match(
    String(answer.headers['content-disposition']),
    /^attachment; filename="import-\d+-rejects\.csv"$/,
  )
  const rejects: Record<string, string>[] = parse(answer.text, { bom: true, columns: true })
  assert.deepEqual(Object.keys(rejects[0]!), [...CSV_HEADER.split(','), 'line', 'reason'])
  assert.deepEqual([rejects[0]!.id, rejects[0]!.text, rejects[0]!.line], ['e1', "'=1+1", '3'])
  assert.deepEqual([rejects[29]!.id, rejects[29]!.text], ['e59', '第59行\n的话'])
  for (const { reason } of rejects) assert.match(reason!, /^(receivedAt: 不是日期|content: 像是公式)/)
  const mended = await start({ file: answer.text.replaceAll('gestern', '2026-09-02 10:00') })
  await work()
  assert.deepEqual((await show(mended)).rejected, 0)
  assert.equal(await appeals('e%'), 60)
})

test('rows of an Excel workbook and of JSONL come back in their own form', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('单').addRows([
    ['id', 'text', 'time'],
    ['f1', '停水', '2026-09-01'],
    ['f2', '=cmd|x', 'gestern'],
  ])
  const fields = 'fields: { externalId: id, content: text, receivedAt: time, channel: { constant: web } }'
  const sheet = await start({
    file: Buffer.from(await book.xlsx.writeBuffer()),
    name: '九月.xlsx',
    mapping: `platform: old\nformat: xlsx\n${fields}`,
  })
  const lines = await start({
    file: '{"id":"f3","text":"停水","time":"2026-09-01"}\n{"id":"f4","text":"停水","time":"?"}\n{"id"',
    name: '九月.jsonl',
    mapping: `platform: old\nformat: jsonl\n${fields}`,
  })
  await work()
  assert.match(
    await rejectsOf(sheet),
    /^\ufeffid,text,time,line,reason\nf2,'=cmd\|x,gestern,3,content: 像是公式/,
  )
  const [wrong, cut] = (await rejectsOf(lines))
    .trimEnd()
    .split('\n')
    .map(l => JSON.parse(l))
  assert.deepEqual([wrong.id, wrong.line, cut.raw, cut.line], ['f4', 2, '{"id"', 3])
  assert.equal(await appeals('f%'), 2)
})

test('a mistake in the mapping is told at once with its field and line, and nothing is started', async () => {
  const before = (await list()).length
  const wrong = CSV_MAPPING.replace('receivedAt: time', 'receivedAt: { from: time, pattern: "(" }')
  const { status, body } = await send({ file: csv(row('g1')), mapping: wrong })
  assert.deepEqual(
    [status, body.code, body.field],
    [422, 'mapping-wrong', 'mapping.fields.receivedAt.pattern'],
  )
  assert.deepEqual([body.facts.problems.length, body.facts.problems[0].line], [1, 11])
  assert.match(body.facts.problems[0].message, /not a regular expression/)
  const missing = await send({ file: csv(row('g1')), mapping: CSV_MAPPING.replace('  content: text\n', '') })
  assert.match(missing.body.facts.problems[0].message, /'content' is missing/)
  const unknown = await send({ file: csv(row('g1')), mapping: 'no-such-one' })
  assert.deepEqual([unknown.status, unknown.body.field], [422, 'mapping'])
  assert.match(unknown.body.detailEn, /these are shipped: .*replied/)
  assert.equal((await list()).length, before)
})

test('a form that lacks something, a file that is something else and one without the mapping’s columns are told at once', async () => {
  const before = (await list()).length
  const told = async (form: Form) => {
    const { status, body } = await send(form)
    return [status, body.code, body.field]
  }
  assert.deepEqual(await told({}), [400, 'invalid-input', 'file'])
  assert.deepEqual(await told({ file: '' }), [422, 'invalid-input', 'file'])
  assert.deepEqual(await told({ file: csv(), mapping: undefined as never }), [
    400,
    'invalid-input',
    'mapping',
  ])
  assert.deepEqual(await told({ file: csv(), dryRun: 'maybe' }), [400, 'invalid-input', 'dryRun'])
  assert.deepEqual(await told({ file: csv(), tenant: '1' }), [400, 'invalid-input', 'tenant'])
  assert.deepEqual(await told({ file: csv(), mapping: 'x: \0' }), [400, 'invalid-input', 'mapping'])
  assert.deepEqual(await told({ file: csv(), mapping: 'x'.repeat(300_000) }), [
    400,
    'invalid-input',
    'mapping',
  ])
  const notBook = { file: csv(), mapping: CSV_MAPPING.replace('format: csv', 'format: xlsx') }
  assert.deepEqual(await told(notBook), [422, 'invalid-input', 'file'])
  const { body } = await send({ file: '编号,内容\n1,停水\n' })
  assert.match(body.detailEn, /lacks columns of the mapping: externalId: id; receivedAt: time; content: text/)
  const plain = await town.world.call('dispatcher', 'POST', '/imports', { body: { mapping: 'replied' } })
  assert.equal(plain.status, 415)
  const small = parts.files.mostImport
  parts.files.mostImport = 1000
  assert.deepEqual(await told({ file: csv(row('h1', { text: '长'.repeat(500) })) }), [
    413,
    'file-too-large',
    'file',
  ])
  parts.files.mostImport = small
  assert.equal((await list()).length, before)
  assert.deepEqual(await readdir(join(parts.folder, 'files/incoming')), [])
})

test('a shipped mapping goes by its name, one’s own may come as a file', async () => {
  const shipped = await send({ file: '{"id":"x"}\n', name: 'x.jsonl', mapping: 'replied' })
  assert.deepEqual([shipped.status, shipped.body.mapping], [202, 'replied.yaml'])
  const own = await send({ file: csv(row('i1')), mapping: new File([CSV_MAPPING], '旧系统.yaml') })
  assert.deepEqual([own.status, own.body.mapping], [202, '旧系统.yaml'])
  await work()
  assert.equal((await show(own.body.id)).created, 1)
})

test('who may not import is refused, and another city sees nothing', async () => {
  const id = await start({ file: csv(row('j1', { time: '?' })) })
  await work()
  for (const who of ['agent', 'roads', 'mayor', 'auditor'] as const) {
    assert.equal((await send({ file: csv(row('j2')) }, who)).status, 403)
    for (const path of ['', `/${id}`, `/${id}/rejects`])
      assert.equal((await ask('GET', `/imports${path}`, who)).status, 403, path)
    assert.equal((await ask('POST', `/imports/${id}/cancel`, who)).status, 403)
  }
  assert.deepEqual(await list('away'), [])
  for (const path of ['', '/rejects'])
    assert.equal((await ask('GET', `/imports/${id}${path}`, 'away')).status, 404, path)
  assert.equal((await ask('POST', `/imports/${id}/cancel`, 'away')).status, 404)
  // The same file for another city is that city's own import.
  const { body } = await send({ file: csv(row('j1', { time: '?' })) }, 'away')
  assert.notEqual(body.id, id)
  await work()
  assert.deepEqual(
    (await list('away')).map(i => i.id),
    [body.id],
  )
})

test('an import whose server stops goes on where it was, and every row is taken and rejected once', async () => {
  const rows = Array.from({ length: 3500 }, (_, i) => row(`k${i}`, i % 100 === 99 ? { time: '?' } : {}))
  const id = await start({ file: csv(...rows) })
  await work(2)
  const half = await show(id)
  assert.deepEqual([half.state, half.settled, half.created, half.rejected], ['queued', 2000, 1980, 20])
  // As if the process had been killed between a batch's commit and the note of it.
  await town.world.db.pool.query(
    'UPDATE import_run SET settled = 1000, created = 990, rejected = 10 WHERE id = $1',
    [id],
  )
  await town.world.db.pool.query('DELETE FROM import_reject WHERE run_id = $1 AND row_no > 1000', [id])
  await work()
  const done = await show(id)
  assert.deepEqual([done.state, done.settled, done.created, done.rejected], ['done', 3500, 3465, 35])
  const rejects: { line: string }[] = parse(await rejectsOf(id), { bom: true, columns: true })
  assert.deepEqual(
    rejects.map(r => Number(r.line)),
    Array.from({ length: 35 }, (_, i) => i * 100 + 101),
  )
  assert.equal(await appeals('k%'), 3465)
})

test('a dry run whose server stops begins anew', async () => {
  const rows = Array.from({ length: 1500 }, (_, i) => row(`l${i}`, i === 3 ? { time: '?' } : {}))
  const id = await start({ file: csv(...rows), dryRun: 'true' })
  await work(1)
  assert.equal((await show(id)).settled, 1000)
  await work()
  const done = await show(id)
  assert.deepEqual([done.state, done.settled, done.created, done.rejected], ['done', 1500, 1499, 1])
})

test('an import is stopped: before its turn at once, on the way after the rows in hand; what was taken stays', async () => {
  const waiting = await start({ file: csv(row('m1')) })
  const cancelled = await ask('POST', `/imports/${waiting}/cancel`)
  assert.deepEqual([cancelled.status, JSON.parse(cancelled.text).state], [200, 'cancelled'])
  assert.equal((await ask('POST', `/imports/${waiting}/cancel`)).status, 409)
  const rows = Array.from({ length: 2500 }, (_, i) => row(`n${i}`))
  const id = await start({ file: csv(...rows) })
  const { openLoaders } = parts
  const states: string[] = []
  parts.openLoaders = async plan => {
    const { loaders, close } = await openLoaders(plan)
    const load: (typeof loaders)[number]['load'] = async batch => {
      if (batch.first === 1001) {
        states.push((await show(id)).state)
        states.push(JSON.parse((await ask('POST', `/imports/${id}/cancel`)).text).state)
      }
      return loaders[0]!.load(batch)
    }
    return { loaders: [{ load }], close }
  }
  await runImports(parts).run(new AbortController().signal)
  parts.openLoaders = openLoaders
  assert.deepEqual(states, ['running', 'cancelling'])
  const done = await show(id)
  assert.deepEqual([done.state, done.settled, done.created], ['cancelled', 2000, 2000])
  assert.equal(done.percent, 99)
  await work()
  assert.deepEqual([await appeals('m%'), await appeals('n%')], [0, 2000])
})

test('an import that fails says why; the next one has its turn all the same', async () => {
  const fails = await start({ file: csv(row('o1')) })
  const next = await start({ file: csv(row('o2')) })
  const { openLoaders } = parts
  parts.openLoaders = async () => {
    throw new Error('the loader broke')
  }
  await assert.rejects(runImports(parts).run(new AbortController().signal), /the loader broke/)
  parts.openLoaders = openLoaders
  const failed = await show(fails)
  assert.deepEqual([failed.state, failed.error], ['failed', 'the loader broke'])
  await work()
  assert.equal((await show(next)).state, 'done')
})

test('a storage that is away is waited for, and the import says so', async () => {
  const id = await start({ file: csv(row('p1')) })
  const { store } = parts.files
  const away = { ...store, open: () => diskAway() }
  const diskAway = async (): Promise<never> => {
    const { StorageAway } = await import('../files/file-store.ts')
    throw new StorageAway('a stored file cannot be read')
  }
  await assert.rejects(
    runImports({ ...parts, files: { ...parts.files, store: away } }).run(new AbortController().signal),
    /cannot be read/,
  )
  const waiting = await show(id)
  assert.deepEqual([waiting.state, waiting.error], ['queued', 'a stored file cannot be read'])
  await work()
  assert.deepEqual([(await show(id)).state, (await show(id)).error], ['done', null])
})

test('an import of the command line stands in the same list, and what it left half-way goes on when the file comes over the API', async () => {
  const rows = Array.from({ length: 2500 }, (_, i) => row(`q${i}`, i === 7 ? { time: '?' } : {}))
  const file = csv(...rows)
  await assert.rejects(town.bring(file, CSV_MAPPING, { name: 'half.csv', stopAfter: 1 }), /killed/)
  const [stopped] = await list()
  assert.deepEqual(
    [stopped!.state, stopped!.settled, stopped!.source, stopped!.startedBy],
    ['stopped', 1000, 'half.csv', null],
  )
  const mapping = new File([CSV_MAPPING], 'test.yaml')
  assert.equal(await start({ file, mapping }), stopped!.id)
  await work()
  const done = await show(stopped!.id)
  assert.deepEqual([done.state, done.created, done.rejected], ['done', 2499, 1])
  assert.match(await rejectsOf(done.id), /\nq7,.*,\?,.*,9,"?receivedAt: 不是日期/)
})

test('the rejected rows of the command line show line and reason: the file itself is with the operator', async () => {
  await town.bring(csv(row('r1'), row('r2', { time: '?' })), CSV_MAPPING, { name: 'cli.csv' })
  const [run] = await list()
  assert.match(await rejectsOf(run!.id), /^\ufeffline,reason\n3,"?receivedAt: 不是日期/)
})

test('while the server works on a file, the command line is told that it is being imported, and the other way round', async () => {
  const id = await start({ file: csv(row('s1')), mapping: new File([CSV_MAPPING], 'test.yaml') })
  const path = join(town.folder, 's.csv')
  await writeFile(path, csv(row('s1')))
  const asked = {
    path,
    mapping: mappingFrom(CSV_MAPPING),
    tenantId: town.world.tenantId,
    rejects: `${path}.rejects`,
  }
  await aloneOn(parts.db, { tenantId: town.world.tenantId, id }, async () => {
    assert.equal((await show(id)).state, 'running')
    assert.equal(await importFile(parts, parts.openLoaders, asked), null)
    await work()
  })
  assert.equal((await show(id)).settled, 0)
  assert.equal((await importFile(parts, parts.openLoaders, asked))?.run, id)
  assert.equal((await show(id)).state, 'done')
})

test('the file is kept for its rejected rows for thirty days, then forgotten', async () => {
  const id = await start({ file: csv(row('t1', { time: '?', text: '张三的话' })) })
  await work()
  const sweep = (now: number) =>
    removeForgottenFiles({ ...parts, now: () => now }).run(new AbortController().signal)
  await sweep(parts.now() + 29 * DAY)
  assert.match(await rejectsOf(id), /张三的话/)
  await sweep(parts.now() + 31 * DAY)
  assert.match(await rejectsOf(id), /^\ufeffline,reason\n2,/)
})

test('what a rejected row says stands in no column of the database, and whoever takes the rows away leaves a trace', async () => {
  const phone = '13911112222'
  const id = await start({ file: `{"id":"u1","phone":"${phone}`, name: 'u.jsonl', mapping: 'replied' })
  await work()
  const { text } = await ask('GET', `/imports/${id}/rejects`)
  assert.match(text, new RegExp(phone))
  const { rows } = await parts.db.pool.query('SELECT reason FROM import_reject WHERE run_id = $1', [id])
  assert.ok(rows.length === 1 && !(rows[0].reason as Buffer).includes(phone))
  const traces = await parts.db.pool.query(
    `SELECT person_id FROM audit WHERE act = 'import.rejectsRead' AND subject = $1`,
    [String(id)],
  )
  assert.deepEqual(traces.rows, [{ person_id: town.world.person.dispatcher }])
})

test('the list goes back page by page', async () => {
  const all = await list()
  const first = JSON.parse((await ask('GET', '/imports?limit=3')).text)
  const second = JSON.parse((await ask('GET', `/imports?limit=3&after=${first.next}`)).text)
  assert.deepEqual(
    [...first.imports, ...second.imports].map((i: Shown) => i.id),
    all.slice(0, 6).map(i => i.id),
  )
})

test('nothing is left behind, and the record with all of it is whole', async () => {
  assert.deepEqual(await readdir(join(parts.folder, 'files/incoming')), [])
  const verdict = await verifyRecord({ db: parts.db, keys: parts.keys })
  assert.equal(verdict.ok, true, JSON.stringify(verdict))
})

test('a run that ended is free at that moment: whoever looks or goes on next never finds it still worked on', async () => {
  const { db } = parts
  const { tenantId } = town.world
  for (let n = 0; n < 50; n++) {
    const run = { tenantId, id: 900_000 + n, finishedAt: null } as Run
    await assert.rejects(
      aloneOn(db, run, () => Promise.reject(new Error('killed'))),
      /killed/,
    )
    assert.deepEqual([...(await workedOn(db, [run]))], [])
    assert.equal(await aloneOn(db, run, async () => 'mine'), 'mine')
  }
})

test('[LL-08] a file in GB18030 comes over the API: unsaid it is refused with what to write, in both languages; said it is taken', async () => {
  const gb = (...hex: string[]) => Buffer.from(hex.join(''), 'hex')
  const ascii = (text: string) => Buffer.from(text).toString('hex')
  // 标题,路灯不亮 in GB18030.
  const file = gb(
    ascii('id,'),
    'b1eacce2',
    ascii(',text,time\ngb1,'),
    'c2b7b5c6b2bbc1c1',
    ascii(',x,2026-09-01 08:30\n'),
  )
  const mapping = CSV_MAPPING.replace('title: title', 'title: 标题')
  const unsaid = await send({ file, mapping })
  assert.equal(unsaid.status, 422)
  assert.equal(unsaid.body.field, 'file')
  assert.equal(unsaid.body.detail, '表头不是有效的 UTF-8，看起来是 GB18030：请在映射里写 encoding: gb18030。')
  assert.equal(
    unsaid.body.detailEn,
    'The header row: Not valid UTF-8; it looks like GB18030: say encoding: gb18030 in the mapping.',
  )
  const id = await start({ file, mapping: `encoding: gb18030\n${mapping}` })
  await work()
  assert.equal((await show(id)).created, 1)
  const found = await ask('GET', `/appeals?q=${encodeURIComponent('路灯不亮')}&limit=50`)
  assert.ok(found.text.includes('"路灯不亮"'), found.text)
})
