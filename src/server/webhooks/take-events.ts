/** Reads the history and writes down what is to be delivered to whom: one row per webhook and event. */
import type pg from 'pg'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Parts } from '../parts.ts'

/** An event as a reader of the history hands it over. */
export interface TakenEvent {
  tenantId: number
  id: number
  appealId: number
  seq: number
  kind: string
  at: Instant
}

// The stage at that event: the last one that an event up to it led to.
const TAKE = `INSERT INTO webhook_delivery (tenant_id, webhook_id, event_id, body, state, next_at)
SELECT e.tenant_id, w.id, e.id, jsonb_build_object('id', e.id, 'kind', e.kind, 'number', a.number, 'version', e.seq,
  'stage', (SELECT s.changes #>> '{appeal,stage,-1}' FROM event s WHERE s.tenant_id = e.tenant_id AND s.appeal_id = e.appeal_id
    AND s.seq <= e.seq AND s.changes #> '{appeal,stage}' IS NOT NULL ORDER BY s.seq DESC LIMIT 1), 'at', e.at), 'waiting', $2
FROM jsonb_to_recordset($1) AS e(tenant_id bigint, id bigint, appeal_id bigint, seq int, kind text, at text)
JOIN webhook w ON w.tenant_id = e.tenant_id AND w.active AND (w.kinds = '{}' OR e.kind = ANY(w.kinds))
JOIN appeal a ON a.tenant_id = e.tenant_id AND a.id = e.appeal_id
ON CONFLICT (tenant_id, webhook_id, event_id) DO NOTHING`

/** For a reader of the history; writes through its client. */
export const takeForWebhooks =
  ({ now }: Pick<Parts, 'now'>) =>
  async (events: readonly TakenEvent[], client: pg.ClientBase): Promise<void> => {
    const rows = events.map(e => ({
      tenant_id: e.tenantId,
      id: e.id,
      appeal_id: e.appealId,
      seq: e.seq,
      kind: e.kind,
      at: isoOf(e.at),
    }))
    await client.query(TAKE, [JSON.stringify(rows), isoOf(now())])
  }
