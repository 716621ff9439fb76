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
  const own = events.filter(e => e.facts.imported !== true)
  const rows = own.flatMap(e => {
    const kind = KIND_OF[e.kind]
    return kind ? [{ ...keyOf(e), event_id: e.id, seq: e.seq, kind, at: new Date(e.at) }] : []
  })
  if (rows.length > 0) await client.query(ANSWERED, [JSON.stringify(rows)])
  const merged = own.filter(e => e.kind === 'appeal.merged')
  if (merged.length > 0)
    await client.query(CAME_LATER, [
      JSON.stringify(merged.map(e => ({ ...keyOf(e), into_id: Number(e.facts.into), at: new Date(e.at) }))),
    ])
}

const keyOf = ({ tenantId, appealId }: HistoryEvent) => ({ tenant_id: tenantId, appeal_id: appealId })

const GOES_BACK = 'a.external_platform IS NOT NULL AND a.external_id IS NOT NULL AND NOT a.confidential'

// An answer reaches whoever brought the matter: what was merged into it, and what hangs on it. A question is one person's.
const ANSWERED = `INSERT INTO platform_reply (tenant_id, event_id, platform, appeal_id, from_id, seq, kind, at)
SELECT r.tenant_id, r.event_id, a.external_platform, a.id, nullif(r.appeal_id, a.id), r.seq, r.kind, r.at
FROM json_to_recordset($1) AS r(tenant_id bigint, event_id bigint, appeal_id bigint, seq int, kind text, at timestamptz)
CROSS JOIN LATERAL (
  WITH RECURSIVE same AS (
    SELECT r.appeal_id AS id, 0 AS depth
    UNION
    SELECT o.id, s.depth + 1 FROM same s JOIN appeal o ON o.tenant_id = r.tenant_id
      AND (o.merged_into_id = s.id OR (o.parent_id = s.id AND o.ended_at IS NULL))
    WHERE s.depth < 5 AND r.kind <> 'asked'
  ) SELECT DISTINCT id FROM same) same
JOIN appeal a ON a.tenant_id = r.tenant_id AND a.id = same.id
WHERE ${GOES_BACK} ORDER BY r.event_id, a.id
ON CONFLICT DO NOTHING`

// What goes into a ticket that was answered preliminarily already hears the same.
const CAME_LATER = `INSERT INTO platform_reply (tenant_id, event_id, platform, appeal_id, from_id, seq, kind, at)
SELECT r.tenant_id, e.id, a.external_platform, a.id, r.into_id, e.seq, 'preliminary', r.at
FROM json_to_recordset($1) AS r(tenant_id bigint, appeal_id bigint, into_id bigint, at timestamptz)
JOIN appeal a ON a.tenant_id = r.tenant_id AND a.id = r.appeal_id
CROSS JOIN LATERAL (SELECT id, seq FROM event e WHERE e.tenant_id = r.tenant_id AND e.appeal_id = r.into_id
  AND e.kind = 'assignment.preliminary' ORDER BY e.seq DESC LIMIT 1) e
WHERE ${GOES_BACK}
ON CONFLICT DO NOTHING`

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
    `SELECT p.id, a.external_id AS "messageId", a.number, p.kind, p.at, u.name AS unit,
       coalesce(said.texts->>'answer', said.texts->>'question', said.texts->>'note') AS text, said.facts->>'reason' AS reason
     FROM platform_reply p
     JOIN appeal a ON a.tenant_id = p.tenant_id AND a.id = p.appeal_id
     JOIN appeal o ON o.tenant_id = p.tenant_id AND o.id = coalesce(p.from_id, p.appeal_id)
     LEFT JOIN unit u ON u.tenant_id = o.tenant_id AND u.id = o.lead_unit_id
     LEFT JOIN LATERAL (
       SELECT e.texts, e.facts FROM event e WHERE e.tenant_id = p.tenant_id AND e.appeal_id = o.id AND e.seq <= p.seq
         AND (e.seq = p.seq AND e.kind <> 'appeal.reviewed' OR p.kind = 'final' AND e.kind = 'assignment.replied' AND e.unit_id = o.lead_unit_id)
       ORDER BY e.seq DESC LIMIT 1) said ON true
     WHERE p.tenant_id = $1 AND p.platform = $2 AND p.acked_at IS NULL AND p.refused_at IS NULL AND p.id > $3
     ORDER BY p.id LIMIT $4`,
    [tenantId, platform, after, limit],
  )

export interface ReplyAt {
  tenantId: number
  platform: string
  id: number
}

/** When it was acknowledged first; null when there is no such answer of this platform. */
export async function ackReply(
  db: Database,
  at: ReplyAt,
  by: number | null,
  now: Instant,
): Promise<Instant | null> {
  const [row] = await db.named<{ at: Instant }>(
    'exchange.ack',
    `UPDATE platform_reply SET acked_at = coalesce(acked_at, $4), refused_at = NULL, refused_by = NULL, refusal = NULL,
       acked_by = CASE WHEN acked_at IS NULL THEN $5::bigint ELSE acked_by END
     WHERE tenant_id = $1 AND platform = $2 AND id = $3 RETURNING acked_at AS at`,
    [at.tenantId, at.platform, at.id, new Date(now), by],
  )
  return row?.at ?? null
}

export interface Refused {
  at: Instant
  /** The ticket whose message it answers. */
  appealId: number
  number: string
}

/** The platform didn't take it; null when there is no such answer, or it was published already. */
export async function refuseReply(
  db: Database,
  at: ReplyAt,
  { reason, by, now }: { reason: string; by: number | null; now: Instant },
): Promise<Refused | null> {
  const [row] = await db.named<Refused>(
    'exchange.refuse',
    `UPDATE platform_reply p SET refused_at = $4, refused_by = $5, refusal = $6 FROM appeal a
     WHERE p.tenant_id = $1 AND p.platform = $2 AND p.id = $3 AND p.acked_at IS NULL AND a.tenant_id = p.tenant_id AND a.id = p.appeal_id
     RETURNING p.refused_at AS at, a.id AS "appealId", a.number`,
    [at.tenantId, at.platform, at.id, new Date(now), by, reason],
  )
  return row ?? null
}

/** Lists a refused answer again; false when it isn't refused. */
export async function sendReplyAgain(db: Database, at: ReplyAt): Promise<boolean> {
  const rows = await db.named(
    'exchange.again',
    `UPDATE platform_reply SET refused_at = NULL, refused_by = NULL, refusal = NULL
     WHERE tenant_id = $1 AND platform = $2 AND id = $3 AND refused_at IS NOT NULL RETURNING id`,
    [at.tenantId, at.platform, at.id],
  )
  return rows.length > 0
}

export interface RepliesOfTicket {
  id: number
  platform: string
  kind: ReplyKind
  at: Instant
  ackedAt: Instant | null
  refusedAt: Instant | null
  refusal: string | null
  /** The number of the ticket that answered for it; null: its own. */
  answeredBy: string | null
}

/** What went back for one ticket's message, and what the platform said to it. */
export const repliesOf = (db: Database, tenantId: number, appealId: number): Promise<RepliesOfTicket[]> =>
  db.named<RepliesOfTicket>(
    'exchange.repliesOf',
    `SELECT p.id, p.platform, p.kind, p.at, p.acked_at AS "ackedAt", p.refused_at AS "refusedAt", p.refusal,
       (SELECT number FROM appeal o WHERE o.tenant_id = p.tenant_id AND o.id = p.from_id) AS "answeredBy"
     FROM platform_reply p WHERE p.tenant_id = $1 AND p.appeal_id = $2 ORDER BY p.id`,
    [tenantId, appealId],
  )
