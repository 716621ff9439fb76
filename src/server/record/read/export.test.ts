/** Exports: what the list shows, as a file that a spreadsheet opens without running anything. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import Excel from 'exceljs'
import fc from 'fast-check'
import { openWorld, type PersonName, type World } from '../../../../test/world.ts'
import type { Actor } from '../../../domain/access/actor.ts'
import { harmless } from './export.ts'

let world: World
const numbers: string[] = []
before(async () => {
  world = await openWorld()
  numbers.push((await world.dispatched('roads', { title: '=HYPERLINK("http://x","点我")' })).number)
  numbers.push((await world.dispatched('water', { title: '停水, "三天"急', kind: 'complaint' })).number)
  numbers.push(
    (await world.dispatched('roads', { title: '举报造假', confidential: true, kind: 'report' })).number,
  )
})
after(() => world.close())

const download = (who: PersonName, query = '') =>
  world.app.http.inject({
    url: `/api/v1/appeals/export?${query}`,
    headers: { authorization: `Bearer ${world.token(who)}` },
  })
const rowsOf = async (who: PersonName, query = ''): Promise<Record<string, string>[]> => {
  const answer = await download(who, query)
  assert.equal(answer.statusCode, 200, answer.body)
  return parse(answer.body, { bom: true, columns: true })
}

test('a CSV export opens in Excel as Chinese, with the tickets of the list in its order', async () => {
  const answer = await download('dispatcher')
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
  assert.match(String(answer.headers['content-disposition']), /filename="yidan-2026-09-28\.csv"/)
  assert.ok(answer.body.startsWith('\ufeff单号,标题,类型'))
  const rows = await rowsOf('dispatcher')
  assert.deepEqual(
    rows.map(r => r.单号),
    numbers.toReversed(),
  )
  assert.deepEqual(
    [rows[1]!.类型, rows[1]!.牵头单位, rows[1]!.受理时间],
    ['投诉', '示例水务', '2026-09-28 09:00'],
  )
  assert.equal(rows[1]!.标题, '停水, "三天"急')
})

test('a title that a spreadsheet would run is made harmless', async () => {
  const rows = await rowsOf('dispatcher', 'kind=help')
  assert.equal(rows[0]!.标题, `'=HYPERLINK("http://x","点我")`)
})

test('no cell of an export begins as a formula does, whatever somebody wrote', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'),
      (text, head) => {
        assert.equal(harmless(head + text), `'${head}${text}`)
        assert.doesNotMatch(String(harmless(text)), /^[=+\-@\t\r\n＝＋－＠]/)
      },
    ),
  )
})

test('an export is masked and fenced as the list is', async () => {
  const rows = await rowsOf('roads')
  assert.deepEqual(
    rows.map(r => r.单号),
    [numbers[2], numbers[0]],
  )
  assert.equal(rows[0]!.标题, '')
  assert.doesNotMatch(JSON.stringify(rows), /造假|王小明|138/)
  assert.equal((await download('roadsHandler')).statusCode, 403)
})

test('words and filters narrow an export as they narrow the list', async () => {
  assert.deepEqual(
    (await rowsOf('dispatcher', `q=${encodeURIComponent('停水')}`)).map(r => r.单号),
    [numbers[1]],
  )
  assert.deepEqual(
    (await rowsOf('dispatcher', `q=${numbers[0]}`)).map(r => r.单号),
    [numbers[0]],
  )
  assert.deepEqual(await rowsOf('dispatcher', 'category=77'), [])
  assert.deepEqual(await rowsOf('dispatcher', 'receivedTo=2020-01-01T00:00:00Z'), [])
})

test('an Excel export is a workbook with the same rows', async () => {
  const answer = await download('dispatcher', 'format=xlsx')
  const book = new Excel.Workbook()
  await book.xlsx.load(new Uint8Array(answer.rawPayload).buffer)
  const sheet = book.worksheets[0]!
  assert.equal(sheet.name, '诉求1')
  assert.deepEqual(sheet.getColumn(1).values.slice(1), ['单号', ...numbers.toReversed()])
  assert.equal(sheet.getCell('B4').value, `'=HYPERLINK("http://x","点我")`)
})

test('the auditor finds who exported what, without the words that were searched for', async () => {
  await download('dispatcher', `kind=help&q=${encodeURIComponent('王小明')}`)
  const { rows } = await world.db.pool.query(
    `SELECT person_id, subject, facts FROM audit WHERE act = 'appeals.exported' ORDER BY id DESC LIMIT 1`,
  )
  assert.deepEqual(rows, [
    { person_id: world.person.dispatcher, subject: 'csv', facts: { kind: ['help'], words: true } },
  ])
})

test('whoever stops reading an export leaves nothing running', async () => {
  const { exportStream } = await import('./export.ts')
  const { zoneOf } = await import('../../../domain/time/zone.ts')
  for (const format of ['csv', 'xlsx'] as const) {
    let given = 0
    let isEnded = false
    const [line] = (await world.call('dispatcher', 'GET', '/appeals')).body.appeals as never[]
    const endless = async function* () {
      try {
        for (;;) {
          given += 1
          if (given % 1000 === 0) await new Promise(resolve => setImmediate(resolve))
          yield line as never
        }
      } finally {
        isEnded = true
      }
    }
    const { stream } = exportStream(endless(), format, zoneOf('Asia/Shanghai'))
    stream.on('error', () => {})
    for await (const _ of stream) break
    stream.destroy()
    while (!isEnded) await new Promise(resolve => setImmediate(resolve))
    assert.ok(given > 0, format)
  }
})

test('a reader who stops in the middle of an export holds nothing of the database, and gets the rest, each ticket once', async () => {
  const more = await Promise.all(
    Array.from({ length: 1100 }, (_, i) => world.received({ appellant: { phone: `139${10_000_000 + i}` } })),
  )
  const { exportRows } = await import('./export-rows.ts')
  const { ask } = await import('./ask.ts')
  const rows = exportRows(world.db, await ask(world.app.parts, dispatcher(), {}))
  const seen: string[] = []
  for await (const { number } of rows) {
    seen.push(number)
    if (seen.length % 250 !== 0) continue
    const { rows: held } = await world.db.pool.query(
      `SELECT state, query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND state <> 'idle' AND query LIKE '%appeal a%'`,
    )
    assert.deepEqual(held, [], 'no connection waits for the reader')
    // What comes in while somebody reads is not theirs to see twice, nor to push anything out.
    await world.received({ appellant: { phone: `137${10_000_000 + seen.length}` } })
  }
  assert.deepEqual(seen.toSorted(), [...numbers, ...more.map(m => m.number)].toSorted())
})

const dispatcher = (): Actor => ({
  kind: 'staff',
  tenantId: world.tenantId,
  personId: world.person.dispatcher,
  name: 'dispatcher',
  unitId: world.unit.city,
  grants: [{ role: 'dispatcher', unitId: world.unit.city }],
})
