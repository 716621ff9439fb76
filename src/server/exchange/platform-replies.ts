/** Answers on their way back to the platform a message came from: taken from the history, listed until acknowledged. */
import type pg from 'pg'
import type { PLATFORM_REPLY_KINDS } from '../../contract/exchange.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Database } from '../kernel/database.ts'
import type { HistoryEvent } from '../record/history/tail.ts'

export type ReplyKind = (typeof PLATFORM_REPLY_KINDS)[number]

/** What becomes an answer: the final one once the centre has accepted it. */
const KIND_OF: Partial<Record<HistoryEvent['kind'], ReplyKind>> = {
  'appeal.asked': 'asked',
  'assignment.preliminary': 'preliminary',
  'appeal.reviewed': 'final',
  'appeal.answeredOnSpot': 'final',
  'appeal.refused': 'refused',
}

/** For a reader of the history. What an import tells was answered by the source already. */
export const takeForPlatforms = async (
  events: readonly HistoryEvent[],
  client: pg.ClientBase,
): Promise<void> => {
  const rows = events.flatMap(e => {
    const kind = KIND_OF[e.kind]
    return kind && e.facts.imported !== true
      ? [
          {
            tenant_id: e.tenantId,
            event_id: e.id,
            appeal_id: e.appealId,
            seq: e.seq,
            kind,
            at: new Date(e.at),
          },
        ]
      : []
  })
  if (rows.length === 0) return
  await client.query(
    `INSERT INTO platform_reply (tenant_id, event_id, platform, appeal_id, seq, kind, at)
     SELECT r.tenant_id, r.event_id, a.external_platform, r.appeal_id, r.seq, r.kind, r.at
     FROM json_to_recordset($1) AS r(tenant_id bigint, event_id bigint, appeal_id bigint, seq int, kind text, at timestamptz)
     JOIN appeal a ON a.tenant_id = r.tenant_id AND a.id = r.appeal_id
     WHERE a.external_platform IS NOT NULL AND a.external_id IS NOT NULL AND NOT a.confidential
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  )
}

export interface PlatformReply {
  id: number
  messageId: string
  number: string
  kind: ReplyKind
  at: Instant
  unit: string | null
  text: string | null
  /** Of a refusal: the code of the rules. */
  reason: string | null
}

export interface RepliesAsked {
  tenantId: number
  platform: string
  after?: number
  limit: number
}

/** Not yet acknowledged, in the order they were recorded. */
export const openReplies = (
  db: Database,
  { tenantId, platform, after = 0, limit }: RepliesAsked,
): Promise<PlatformReply[]> =>
  db.named<PlatformReply>(
    'exchange.replies',
    `SELECT p.event_id AS id, a.external_id AS "messageId", a.number, p.kind, p.at, u.name AS unit,
       coalesce(said.texts->>'answer', said.texts->>'question', said.texts->>'note') AS text, said.facts->>'reason' AS reason
     FROM platform_reply p
     JOIN appeal a ON a.tenant_id = p.tenant_id AND a.id = p.appeal_id
     LEFT JOIN unit u ON u.tenant_id = a.tenant_id AND u.id = a.lead_unit_id
     LEFT JOIN LATERAL (
       SELECT e.texts, e.facts FROM event e WHERE e.tenant_id = p.tenant_id AND e.appeal_id = p.appeal_id AND e.seq <= p.seq
         AND (e.seq = p.seq AND e.kind <> 'appeal.reviewed' OR p.kind = 'final' AND e.kind = 'assignment.replied' AND e.unit_id = a.lead_unit_id)
       ORDER BY e.seq DESC LIMIT 1) said ON true
     WHERE p.tenant_id = $1 AND p.platform = $2 AND p.acked_at IS NULL AND p.event_id > $3
     ORDER BY p.event_id LIMIT $4`,
    [tenantId, platform, after, limit],
  )

/** When it was acknowledged first; null when there is no such answer of this platform. */
export async function ackReply(
  db: Database,
  at: { tenantId: number; platform: string; id: number },
  by: number | null,
  now: Instant,
): Promise<Instant | null> {
  const [row] = await db.named<{ at: Instant }>(
    'exchange.ack',
    `UPDATE platform_reply SET acked_at = coalesce(acked_at, $4), acked_by = CASE WHEN acked_at IS NULL THEN $5::bigint ELSE acked_by END
     WHERE tenant_id = $1 AND platform = $2 AND event_id = $3 RETURNING acked_at AS at`,
    [at.tenantId, at.platform, at.id, new Date(now), by],
  )
  return row?.at ?? null
}
