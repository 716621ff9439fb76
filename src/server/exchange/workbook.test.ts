/** Excel workbooks as sources: cells as text, formulas and bombs refused. */
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'
import { type ImportTown, openImportTown } from './town.testing.ts'

const MAPPING = `
platform: book
format: xlsx
sheet: 台账
fields:
  externalId: 编号
  channel: { constant: web }
  content: 内容
  receivedAt: 时间
`

let town: ImportTown
before(async () => {
  town = await openImportTown()
})
after(() => town.close())

async function workbook(rows: exceljs.CellValue[][], sheet = '台账'): Promise<Buffer> {
  const book = new exceljs.Workbook()
  book.addWorksheet('说明').addRow(['这张表不读'])
  const table = book.addWorksheet(sheet)
  table.addRow(['编号', '内容', '时间'])
  for (const row of rows) table.addRow(row)
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('rows of the named sheet are taken, dates as the sheet shows them; a formula is rejected with its column', async () => {
  const rich = { richText: [{ text: '小区' }, { text: '停水' }] }
  const file = await workbook([
    [1001, '路灯不亮', new Date('2026-09-01T08:30:00Z')],
    [1002, rich, '2026-09-02 09:00'],
    [1003, { formula: '1+1', result: 2 }, '2026-09-02'],
    [1004, null, '2026-09-02'],
  ])
  const done = await town.bring(file, MAPPING, { name: 'book.xlsx' })
  assert.deepEqual([done.read, done.created, done.rejected], [4, 2, 2])
  const rejects = await town.rejects('book.xlsx')
  assert.match(rejects, /^\ufeff编号,内容,时间,line,reason\n1003,2,2026-09-02,4,第 2 列是公式/)
  const { rows } = await town.world.db.pool.query(
    'SELECT external_id, title, received_at FROM appeal ORDER BY external_id',
  )
  assert.deepEqual(rows[0], {
    external_id: '1001',
    title: '路灯不亮',
    received_at: Date.parse('2026-09-01T08:30:00+08:00'),
  })
  assert.equal(rows[1].title, '小区停水')
})

test('a workbook without that sheet is refused as a whole', async () => {
  await assert.rejects(
    workbook([[1, 'x', '2026-09-01']], '别的表').then(file => town.bring(file, MAPPING)),
    /no such sheet/,
  )
})

/** A workbook one of whose parts unfolds to 300 MB. */
async function bomb(): Promise<Buffer> {
  const file = await workbook([[1, 'x', '2026-09-01']])
  const packed = deflateRawSync(Buffer.alloc(300 * 1024 * 1024, 32), { level: 9 })
  const name = Buffer.from('xl/worksheets/sheet9.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  for (const [header, at] of [
    [local, 4],
    [entry, 6],
  ] as const) {
    header.writeUInt16LE(20, at)
    header.writeUInt16LE(8, at + 4)
    header.writeUInt32LE(packed.length, at + 14)
    header.writeUInt32LE(300 * 1024 * 1024, at + 18)
    header.writeUInt16LE(name.length, at + 22)
  }
  const end = file.subarray(file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1')))
  const tableAt = end.readUInt32LE(16)
  const table = file.subarray(tableAt, tableAt + end.readUInt32LE(12))
  entry.writeUInt32LE(tableAt, 42)
  const added = Buffer.concat([local, name, packed])
  const newEnd = Buffer.from(end)
  newEnd.writeUInt16LE(end.readUInt16LE(8) + 1, 8)
  newEnd.writeUInt16LE(end.readUInt16LE(10) + 1, 10)
  newEnd.writeUInt32LE(table.length + entry.length + name.length, 12)
  newEnd.writeUInt32LE(tableAt + added.length, 16)
  return Buffer.concat([file.subarray(0, tableAt), added, table, entry, name, newEnd])
}

test('a workbook that would unfold to an unreasonable size is refused before it is unfolded', async () => {
  await assert.rejects(
    bomb().then(file => town.bring(file, MAPPING)),
    /unreasonable size/,
  )
})

test('a text file that calls itself a workbook is refused', async () => {
  const path = join(town.folder, 'lie.xlsx')
  await writeFile(path, '编号,内容\n1,x\n')
  await assert.rejects(
    readFile(path).then(file => town.bring(file, MAPPING, { name: 'lie.xlsx' })),
    /Not an Excel workbook/,
  )
})
