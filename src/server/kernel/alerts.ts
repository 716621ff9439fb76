/** Raises alerts for the people who watch; the key makes each one unique, so that raising it again does nothing. */
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Database } from './database.ts'

export interface NewAlert {
  tenantId: number
  key: string
  kind: string
  appealId?: number | null
  /** Whose people should see it; null for the centre. */
  unitId?: number | null
  /** Codes, ids and numbers only. */
  facts: Record<string, unknown>
  at: Instant
}

/** Raises one alert, once per key. */
export async function raiseAlert(
  db: Database,
  { tenantId, key, kind, appealId = null, unitId = null, facts, at }: NewAlert,
): Promise<void> {
  await db.named(
    'alert.raise',
    `INSERT INTO alert (tenant_id, key, kind, appeal_id, unit_id, facts, at) VALUES ($1,$2,$3,$4,$5,$6,$7)
     ON CONFLICT (tenant_id, key) DO NOTHING`,
    [tenantId, key, kind, appealId, unitId, JSON.stringify(facts), isoOf(at)],
  )
}
