/** How large a part of all tickets has a value, going by the statistics PostgreSQL keeps anyway. */
import { MINUTE } from '../../../domain/instant.ts'
import type { Database } from '../../kernel/database.ts'

/** The part, 0 to 1, of the tickets with one of the values in a column. */
export type ShareOf = (column: string, values: readonly (string | number)[]) => number

/** What isn't known is taken for large. */
const UNKNOWN = 0.5
const FRESH_FOR = 10 * MINUTE

interface Column {
  name: string
  values: string[] | null
  shares: number[] | null
  /** Number of distinct values; negative: as a part of the rows. */
  distinct: number
}

const STATISTICS = `SELECT attname AS name, most_common_vals::text::text[] AS values, most_common_freqs AS shares,
  n_distinct AS distinct FROM pg_stats WHERE schemaname = current_schema AND tablename = 'appeal'
  AND attname IN ('channel_id', 'category_id', 'region_id', 'organisation_id', 'stage')`

const known = new WeakMap<Database, { at: number; shares: Promise<ShareOf> }>()

export function sharesOf(db: Database): Promise<ShareOf> {
  const last = known.get(db)
  if (last && performance.now() - last.at < FRESH_FOR) return last.shares
  const shares = db.named<Column>('read.shares', STATISTICS, []).then(shareOf)
  known.set(db, { at: performance.now(), shares })
  shares.catch(() => known.delete(db))
  return shares
}

function shareOf(columns: readonly Column[]): ShareOf {
  const byName = new Map(
    columns.map(({ name, values, shares, distinct }) => {
      const common = new Map((values ?? []).map((value, i) => [value, shares![i]!]))
      const rest = 1 - [...common.values()].reduce((a, b) => a + b, 0)
      const others = distinct > 0 ? Math.max(1, distinct - common.size) : Number.POSITIVE_INFINITY
      return [name, { common, other: Math.max(0, rest) / others }]
    }),
  )
  return (name, values) => {
    const column = byName.get(name)
    if (!column) return UNKNOWN
    return values.reduce<number>((sum, value) => sum + (column.common.get(String(value)) ?? column.other), 0)
  }
}
