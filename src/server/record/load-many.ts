/** Writes many new tickets at once, each complete with its history, through the same row builder as the door. */
import { randomInt } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Context } from '../../domain/record/context.ts'
import type { Change } from '../../domain/record/draft.ts'
import { CHILD_NAMES } from '../../domain/record/state.ts'
import { APPEAL_COLUMNS, CHILD_TABLES, column, snake } from './columns.ts'
import { CONTACT, EVENT, IDENTITY } from './commit-sql.ts'
import { type CopyShape, copyValue } from './copy-text.ts'
import { FIRST_HASH } from './hash.ts'
import { type ChangeRows, rowsOf, type Tools } from './rows.ts'

interface Target {
  table: string
  /** Name in the row and in SQL. */
  columns: { field: string; sql: string; shape: CopyShape }[]
  rowsIn: (rows: ChangeRows) => readonly object[]
}

const SHAPES: Record<string, CopyShape> = {
  facts: 'json',
  changes: 'json',
  texts: 'json',
  pauses: 'json',
  target: 'json',
  wanted: 'json',
  dimensions: 'json',
  tags: 'array',
  risks: 'array',
  bands: 'array',
  tokens: 'words',
}

const columnsOf = (names: readonly string[]) =>
  names.map(name => ({
    field: name,
    sql: name === 'tokens' ? 'words' : column(name),
    shape: SHAPES[name] ?? 'plain',
  }))

const one = (row: object | null): object[] => (row ? [row] : [])

const TARGETS: readonly Target[] = [
  {
    table: 'appeal',
    columns: columnsOf([
      'tenant_id',
      'id',
      'version',
      'head_hash',
      'query_code',
      ...[...APPEAL_COLUMNS.keys()].map(snake),
    ]),
    rowsIn: r => [r.appeal],
  },
  ...CHILD_NAMES.map(name => ({
    table: CHILD_TABLES[name].table,
    columns: columnsOf(['tenant_id', 'appeal_id', ...[...CHILD_TABLES[name].columns.keys()].map(snake)]),
    rowsIn: (r: ChangeRows) => r.children[name] ?? [],
  })),
  { table: 'event', columns: columnsOf(EVENT), rowsIn: r => r.events },
  {
    table: 'reach',
    columns: columnsOf(['tenant_id', 'unit_id', 'received_at', 'appeal_id']),
    rowsIn: r => r.reach,
  },
  { table: 'contact', columns: columnsOf(CONTACT), rowsIn: r => one(r.contact) },
  { table: 'identity', columns: columnsOf(IDENTITY), rowsIn: r => one(r.identity) },
  {
    table: 'appeal_search',
    columns: columnsOf(['tenant_id', 'appeal_id', 'received_at', 'tokens', 'bands']),
    rowsIn: r => one(r.search),
  },
]

/** The text of one COPY per table, in the order they are written. */
export type CopyTexts = { table: string; sql: string; text: string }[]

/** Turns new tickets into the texts of COPY: all the hashing, sealing and cutting into words happens here. */
export function copyTextsOf(
  changes: readonly Change[],
  tools: Tools,
  { actor, now, directory }: Context,
): CopyTexts {
  const texts = TARGETS.map(() => '')
  for (const change of changes) {
    if (change.before) throw new Error('only new tickets can be loaded')
    const queryCode = randomInt(1_000_000).toString().padStart(6, '0')
    const rows = rowsOf(change, tools, {
      actor,
      now,
      previousHash: FIRST_HASH,
      units: directory.units,
      queryCode,
    })
    TARGETS.forEach(({ columns, rowsIn }, i) => {
      for (const row of rowsIn(rows)) texts[i] += lineOf(row as Record<string, unknown>, columns)
    })
  }
  return TARGETS.flatMap(({ table, columns }, i) => {
    const sql = `COPY ${table} (${columns.map(c => c.sql).join(', ')}) FROM STDIN`
    return texts[i] ? [{ table, sql, text: texts[i] }] : []
  })
}

function lineOf(row: Record<string, unknown>, columns: Target['columns']): string {
  let line = ''
  for (const { field, shape } of columns) line += `${line === '' ? '' : '\t'}${copyValue(row[field], shape)}`
  return `${line}\n`
}

/**
 * New words wait in the index's pending list and are merged in bulk: a word of every tenth text costs one visit to its
 * place in the index instead of hundreds. While a list of this length is merged, one other insert at most waits.
 */
const PENDING_WORDS = '32MB'

/** Writes them in one transaction: all or none. Rejects on a unique key, a bad value, or a database that is away. */
export async function writeCopies(client: pg.ClientBase, copies: CopyTexts): Promise<void> {
  await client.query(`BEGIN; SET LOCAL gin_pending_list_limit = '${PENDING_WORDS}'`)
  try {
    for (const { sql, text } of copies)
      await pipeline(Readable.from([Buffer.from(text)]), client.query(copyFrom(sql)))
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

/** Merges the words that still wait, so that searches after a load don't read through them. */
export async function mergeWords(client: pg.ClientBase | pg.Pool): Promise<void> {
  await client.query(`SELECT gin_clean_pending_list('appeal_search_words')`)
}
