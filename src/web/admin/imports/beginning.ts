/** The first rows of a CSV or JSONL file, read loosely: to be looked at, not to be imported. */

export interface Beginning {
  columns: string[]
  rows: string[][]
}

const ROWS = 5
const NOTHING: Beginning = { columns: [], rows: [] }

/** Of a workbook there is nothing to see before the server has read it. */
export function beginningOf(name: string, bytes: Uint8Array): Beginning {
  if (/\.csv$/i.test(name)) return csvBeginning(textOf(bytes))
  if (/\.jsonl$/i.test(name)) return jsonlBeginning(textOf(bytes))
  return NOTHING
}

/** UTF-8 where it is that; its end may be cut in the middle of a letter. Else what Chinese offices write. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('gb18030').decode(bytes, { stream: true })
  }
}

function csvBeginning(text: string): Beginning {
  const records = csvRecords(text)
  const columns = (records[0] ?? []).map((c, i) => c || String(i + 1))
  const isUnique = new Set(columns).size === columns.length
  return {
    columns: isUnique ? columns : columns.map((c, i) => `${i + 1} ${c}`),
    rows: records.slice(1, ROWS + 1),
  }
}

/** With quotes, and line breaks within them. */
function csvRecords(text: string): string[][] {
  const records: string[][] = [[]]
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/y
  while (field.lastIndex < text.length && records.length <= ROWS + 2) {
    const found = field.exec(text)
    if (!found) break
    records.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] !== ',') records.push([])
  }
  return records.filter(r => r.length > 0)
}

function jsonlBeginning(text: string): Beginning {
  const objects = text
    .split('\n')
    .slice(0, ROWS)
    .map(parsed)
    .filter(o => o !== null)
  const columns = [...new Set(objects.flatMap(Object.keys))]
  return { columns, rows: objects.map(o => columns.map(c => shown(o[c]))) }
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(line) as unknown
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const shown = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
