/** Numbers of official papers: taken from their series by whoever decides, and moved on by the statement that commits the decision. */
import type { Instant } from '../../domain/instant.ts'
import type { Issuing } from '../../domain/record/context.ts'
import type { IssuedDocument } from '../../domain/record/draft.ts'
import type { SheetPaper } from '../../domain/supervision/issue-sheet.ts'
import type { Calendar } from '../../domain/time/calendar.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt } from '../../domain/time/zone.ts'
import type { Database } from '../kernel/database.ts'

/** A place in a series: the third of 示督 in 2026. */
export interface Numbered {
  series: string
  year: number
  no: number
}

/** How a tenant's papers are numbered and frozen. */
export interface TenantPapers {
  /** Which series a sheet counts in. */
  seriesOf: (kind: SheetPaper['kind']) => string
  prepare: (paper: SheetPaper, numbered: Numbered) => IssuedDocument & { number: string; dataHash: string }
}

/** A series as it was read, and how far this decision has moved it. */
export interface SeriesRow {
  tenant_id: number
  code: string
  year: number
  expected: number
  last: number
}

/** What one decision issues. */
export interface Issue extends Issuing {
  taken: () => SeriesRow[]
  documents: () => IssuedDocument[]
}

const LAST = 'SELECT code, last FROM series WHERE tenant_id = $1 AND year = $2'
// A series begins with its first paper of the year.
const BEGIN = `INSERT INTO series (tenant_id, code, year) SELECT $1, code, $2 FROM unnest($3::text[]) AS code ON CONFLICT DO NOTHING`

interface Asking {
  db: Database
  papers: TenantPapers
  tenantId: number
  calendar: Calendar
  now: Instant
}

/** Opens the series of the present year for one decision. */
export async function openIssue({ db, papers, tenantId, calendar, now }: Asking): Promise<Issue> {
  const year = Number(dayOfNumber(dayNumberAt(calendar.zone, now)).slice(0, 4))
  const read = await db.named<{ code: string; last: number }>('series.last', LAST, [tenantId, year])
  const known = new Map(read.map(r => [r.code, r.last]))
  const taken = new Map<string, SeriesRow>()
  const documents: IssuedDocument[] = []
  return {
    issue(paper) {
      const code = papers.seriesOf(paper.kind)
      const expected = known.get(code) ?? 0
      const row = taken.get(code) ?? { tenant_id: tenantId, code, year, expected, last: expected }
      row.last += 1
      taken.set(code, row)
      const { number, dataHash, ...issued } = papers.prepare(paper, { series: code, year, no: row.last })
      documents.push(issued)
      return { number, dataHash }
    },
    taken: () => [...taken.values()],
    documents: () => documents,
  }
}

/** Rows for the series that have none yet. */
export async function beginSeries(db: Database, taken: readonly SeriesRow[]): Promise<void> {
  const fresh = taken.filter(s => s.expected === 0)
  if (fresh.length === 0) return
  const { tenant_id, year } = fresh[0]!
  await db.named('series.begin', BEGIN, [tenant_id, year, fresh.map(s => s.code)])
}

/** One after the other within this process: two who issue at once would take the same number, and one would decide again. */
export function inTurn(): <T>(key: number, run: () => Promise<T>) => Promise<T> {
  const last = new Map<number, Promise<unknown>>()
  return async (key, run) => {
    const before = last.get(key) ?? Promise.resolve()
    const own = before.then(run, run)
    last.set(
      key,
      own.catch(() => {}),
    )
    return own
  }
}
