/** The rows of an Excel workbook, read as a stream; a zip bomb is refused before and while it is unpacked. */
import type { ReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type exceljs from 'exceljs'
import { isBomb, zipEntriesOf } from '../files/zip-contents.ts'
import type { Mapping } from './mapping.ts'
import { type RawRecord, type Source, UnreadableSource } from './records.ts'

/** However small it was packed. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 500
const SOME = 500

/** `path` is looked at for harm first; then `bytes`, of the same file, are read. */
export async function openWorkbook(path: string, bytes: ReadStream, mapping: Mapping): Promise<Source> {
  await assertHarmless(path)
  const rows = rowsOf(bytes, mapping)
  const first = await rows.next().catch((error: Error) => {
    const said = error.message.slice(0, 200)
    throw new UnreadableSource(`工作簿无法读取：${said}`, `The workbook can’t be read: ${said}`)
  })
  if (first.done)
    throw new UnreadableSource(
      '工作簿里没有这张表，或表是空的。',
      'The workbook has no such sheet, or it is empty.',
    )
  const header = first.value.cells.map(c => c.trim())
  return { columns: header, records: recordsOf(rows, header.length, mapping) }
}

async function assertHarmless(path: string): Promise<void> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const entries = await zipEntriesOf(file, size)
    if (!entries) throw new UnreadableSource('不是 Excel 工作簿。', 'Not an Excel workbook (.xlsx).')
    if (isBomb(entries, size))
      throw new UnreadableSource(
        '展开后过大，不能读取。',
        'The workbook would unfold to an unreasonable size.',
      )
  } finally {
    await file.close()
  }
}

interface Cells {
  no: number
  cells: string[]
  fault: string | null
}

async function* rowsOf(bytes: ReadStream, { sheet, formulas }: Mapping): AsyncGenerator<Cells> {
  // Read when first needed: it takes 20 MB.
  const { default: excel } = await import('exceljs')
  const reader = new excel.stream.xlsx.WorkbookReader(bytes, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    entries: 'ignore',
  })
  let no = 0
  for await (const worksheet of reader) {
    no += 1
    const { name } = worksheet as unknown as { name?: string }
    const wanted = sheet === null ? no === 1 : name === sheet || String(no) === sheet
    for await (const row of worksheet) {
      if (!wanted) continue
      if (row.number > MOST_ROWS) throw new UnreadableSource('行数太多。', 'The sheet has too many rows.')
      yield cellsOf(row, formulas)
    }
  }
}

function cellsOf(row: exceljs.Row, formulas: Mapping['formulas']): Cells {
  const cells: string[] = []
  let fault: string | null = null
  for (let at = 1; at <= Math.min(row.cellCount, MOST_COLUMNS); at++) {
    const { value } = row.getCell(at)
    if (isFormula(value) && formulas === 'reject') fault = `第 ${at} 列是公式 Column ${at} is a formula.`
    cells.push(cellText(value))
  }
  return { no: row.number, cells, fault }
}

const isFormula = (value: exceljs.CellValue): boolean =>
  typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value)

function cellText(value: exceljs.CellValue): string {
  if (value === null || value === undefined) return ''
  // A workbook's date is a wall-clock time without a zone.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 19)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(part => part.text).join('')
  if ('text' in value) return cellText(value.text as exceljs.CellValue)
  return 'result' in value ? cellText(value.result as exceljs.CellValue) : ''
}

async function* recordsOf(
  rows: AsyncGenerator<Cells>,
  width: number,
  { longestRow }: Mapping,
): AsyncGenerator<RawRecord[]> {
  let some: RawRecord[] = []
  for await (const { no, cells, fault } of rows) {
    // A row ends with its last filled cell.
    while (cells.length < width) cells.push('')
    while (cells.length > width && cells.at(-1) === '') cells.pop()
    const bytes = Buffer.from(JSON.stringify(cells))
    const tooLong = bytes.length > longestRow
    some.push({
      bytes: tooLong ? Buffer.from('[]') : bytes,
      line: no,
      fault: tooLong ? '这一行太长 The row is longer than the mapping’s longestRow.' : fault,
    })
    if (some.length < SOME) continue
    yield some
    some = []
  }
  yield some
}
