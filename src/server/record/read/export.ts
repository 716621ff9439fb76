/** Tickets as a CSV file or an Excel workbook, streamed: the memory it takes doesn't depend on how many there are. */
import { PassThrough, Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { Summary } from '../../../contract/record.ts'
import {
  chineseOf,
  LEVEL_NAMES,
  LIGHT_NAMES,
  MATTER_NAMES,
  RESULT_NAMES,
  STAGE_NAMES,
} from '../../../domain/names.ts'
import { limitText, localText } from '../../../domain/time/moment-text.ts'
import type { Zone } from '../../../domain/time/zone.ts'

type Cell = string | number

const yes = (flag: boolean): string => (flag ? '是' : '')

/** Heading → cell. Times are the tenant's wall clock, as a spreadsheet sorts them. */
const columnsOf = (zone: Zone): [string, (s: Summary) => Cell][] => {
  const local = (iso: string | null) => (iso === null ? '' : localText(Date.parse(iso), zone))
  return [
    ['单号', s => s.number],
    ['标题', s => s.title ?? ''],
    ['类型', s => chineseOf(MATTER_NAMES, s.kind)],
    ['环节', s => chineseOf(STAGE_NAMES, s.stage)],
    ['亮灯', s => chineseOf(LIGHT_NAMES, s.light)],
    ['渠道', s => s.channel?.name ?? ''],
    ['分类编码', s => s.category?.code ?? ''],
    ['分类', s => s.category?.name ?? ''],
    ['区域', s => s.region?.name ?? ''],
    ['牵头单位', s => s.leadUnit?.name ?? ''],
    ['级别', s => chineseOf(LEVEL_NAMES, s.level)],
    ['时限类别', s => s.limitClass],
    ['标签', s => s.tags.join('、')],
    ['受理时间', s => local(s.receivedAt)],
    ['到期时间', s => (s.dueAt === null ? '' : limitText(Date.parse(s.dueAt), zone))],
    ['结束时间', s => local(s.endedAt)],
    ['重复次数', s => s.repeats],
    ['结果', s => chineseOf(RESULT_NAMES, s.result)],
    ['满意度', s => s.satisfaction ?? ''],
    ['匿名', s => yes(s.anonymous)],
    ['保密', s => yes(s.confidential)],
    ['导入', s => yes(s.imported)],
    ['外部平台', s => s.externalPlatform ?? ''],
    ['外部编号', s => s.externalId ?? ''],
  ]
}

/** What a spreadsheet would take for a formula, in full-width signs too, gets an apostrophe in front. */
export const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell

const ROWS_AT_ONCE = 500

/** CSV with a byte order mark, for Excel; CRLF as RFC 4180 has it. */
export async function* csvText(rows: AsyncIterable<Summary>, zone: Zone): AsyncGenerator<string> {
  const columns = columnsOf(zone)
  const text = (cells: Cell[][]) => stringify(cells, { record_delimiter: 'windows' })
  yield `\ufeff${text([columns.map(([heading]) => heading)])}`
  let cells: Cell[][] = []
  for await (const row of rows) {
    cells.push(columns.map(([, cell]) => harmless(cell(row))))
    if (cells.length < ROWS_AT_ONCE) continue
    yield text(cells)
    cells = []
  }
  if (cells.length > 0) yield text(cells)
}

/** What a worksheet holds. */
const MOST_ROWS = 1_048_576

/** Writes a workbook to a stream that is read elsewhere; waits whenever the reader is behind. */
async function writeWorkbook(rows: AsyncIterable<Summary>, zone: Zone, out: PassThrough): Promise<void> {
  const columns = columnsOf(zone)
  // Read when first needed: what it is made with takes 20 MB.
  const { PacedWorkbook } = await import('./paced-workbook.ts')
  const workbook = new PacedWorkbook(out)
  let sheets = 0
  const headed = () => {
    sheets += 1
    const sheet = workbook.addWorksheet(`诉求${sheets}`)
    sheet.addRow(columns.map(([heading]) => heading)).commit()
    return sheet
  }
  let sheet = headed()
  let count = 1
  for await (const row of rows) {
    if (count === MOST_ROWS) {
      sheet.commit()
      sheet = headed()
      count = 1
    }
    sheet.addRow(columns.map(([, cell]) => harmless(cell(row)))).commit()
    count += 1
    await workbook.drained()
  }
  await workbook.commit()
}

const MEDIA = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type ExportFormat = keyof typeof MEDIA

/** The file as a stream of bytes, and its media type. Destroying the stream ends the reading of rows. */
export function exportStream(
  rows: AsyncIterable<Summary>,
  format: ExportFormat,
  zone: Zone,
): { stream: Readable; media: string } {
  if (format === 'csv')
    return { stream: Readable.from(csvText(rows, zone), { objectMode: false }), media: MEDIA.csv }
  const out = new PassThrough()
  writeWorkbook(rows, zone, out).catch((error: Error) => out.destroy(error))
  return { stream: out, media: MEDIA.xlsx }
}
