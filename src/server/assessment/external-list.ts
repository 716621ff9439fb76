/** Compares an external platform's own list with what is recorded here: who misses what, and where the status differs. */
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { isoOf } from '../../domain/instant.ts'
import { isOpen, type Stage } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'
import type { Difference, Period } from './reconcile.ts'

/** One line of the platform's list: CSV with the columns `id` and, if it knows one, `status` (open or closed). */
export interface ListedMessage {
  id: string
  status: 'open' | 'closed' | null
}

/** Reads the list. Throws an Error that names file and line. */
export async function readExternalList(file: string): Promise<ListedMessage[]> {
  const rows = createReadStream(file).pipe(
    parse({ columns: true, bom: true, trim: true, skip_empty_lines: true }),
  )
  const listed: ListedMessage[] = []
  let line = 1
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    line += 1
    if (!row.id) throw new Error(`${file}:${line}: the column 'id' is missing or empty`)
    if (row.status && row.status !== 'open' && row.status !== 'closed')
      throw new Error(`${file}:${line}: status must be open or closed, not '${row.status}'`)
    listed.push({ id: row.id, status: (row.status as 'open' | 'closed' | undefined) || null })
  }
  return listed
}

const OURS = `SELECT external_id AS id, number, stage FROM appeal
  WHERE tenant_id = $1 AND external_platform = $2 AND (external_id = ANY($3) OR (received_at >= $4 AND received_at < $5))`

/** Differences of a platform's list of a period with ours. */
export async function compareWithList(
  db: Database,
  period: Period,
  platform: string,
  listed: readonly ListedMessage[],
): Promise<Difference[]> {
  const values = [period.tenantId, platform, listed.map(m => m.id), isoOf(period.from), isoOf(period.until)]
  const { rows } = await db.pool.query<{ id: string; number: string; stage: Stage }>(OURS, values)
  const ours = new Map(rows.map(r => [r.id, r]))
  const theirs = new Map(listed.map(m => [m.id, m]))
  const missingHere = listed
    .filter(m => !ours.has(m.id))
    .map(m => ({ kind: 'missingHere' as const, which: m.id }))
  const missingThere = rows
    .filter(r => !theirs.has(r.id))
    .map(r => ({ kind: 'missingThere' as const, which: r.id, facts: { number: r.number } }))
  const differs = listed.flatMap(({ id, status }) => {
    const own = ours.get(id)
    if (!own || status === null || (status === 'open') === isOpen(own.stage)) return []
    return [
      {
        kind: 'statusDiffers' as const,
        which: id,
        facts: { number: own.number, here: own.stage, there: status },
      },
    ]
  })
  return [...missingHere, ...missingThere, ...differs]
}
