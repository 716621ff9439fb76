/** Which of a platform's ids stand in the record already, and which row of which import they came from. */
import type { Database } from '../kernel/database.ts'

export interface Earlier {
  number: string
  runId: number | null
  row: number | null
  /** Null for what came over the API. */
  fingerprint: string | null
}

export interface Asked {
  tenantId: number
  platform: string
  ids: readonly string[]
}

/** By external id. */
export async function earlierOf(
  db: Database,
  { tenantId, platform, ids }: Asked,
): Promise<Map<string, Earlier>> {
  const rows = await db.named<Earlier & { id: string }>(
    'exchange.earlier',
    `SELECT a.external_id AS id, a.number, (e.facts->>'run')::float8 AS "runId", (e.facts->>'row')::float8 AS row,
       e.facts->>'source' AS fingerprint
     FROM appeal a JOIN event e ON e.tenant_id = a.tenant_id AND e.appeal_id = a.id AND e.seq = 1
     WHERE a.tenant_id = $1 AND a.external_platform = $2 AND a.external_id = ANY ($3::text[])`,
    [tenantId, platform, ids],
  )
  return new Map(rows.map(({ id, ...earlier }) => [id, earlier]))
}
