/** What ought to be checked: of what ended lately a sample drawn by lot once and for all, and everything flagged. */
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { CheckReason, QualityRules, QualitySubject } from '../../domain/quality/scorecard.ts'
import type { Database } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'

export interface QueueRow {
  id: number
  at: Instant
  number: string | null
  agentId: number | null
  unitId: number
  channelId: number
  outcome: string
  title: string | null
  talkSeconds: number | null
  stars: number | null
  reasons: CheckReason[]
}

export interface QueueAsked {
  tenantId: number
  unitIds: readonly number[]
  subject: QualitySubject
  agentId: number | undefined
  since: Instant
  rules: QualityRules
  after: string | undefined
  limit: number
}

/** Drawn by the row's own id: the same rows tomorrow, and nobody can tell beforehand. $6: so many of 65 536. */
const drawn = (kind: string, id: string) =>
  `('x' || left(md5($1::bigint || '${kind}' || ${id}), 4))::bit(16)::int < $6`

const reasons = (cases: Record<string, string>) =>
  `array_remove(ARRAY[${Object.entries(cases).map(([reason, when]) => `CASE WHEN ${when} THEN '${reason}' END`)}], NULL)`

const CONTACTS = `SELECT c.id, c.at, c.outcome, c.agent_id AS "agentId", c.unit_id AS "unitId", c.channel_id AS "channelId",
  c.talk_seconds AS "talkSeconds", c.stars, a.number, a.title, ${reasons({
    lowSatisfaction: 'c.stars <= 2',
    refused: `c.outcome = 'refused'`,
    longTalk: 'c.talk_seconds >= $7',
    sample: drawn('contact', 'c.id'),
  })} AS reasons
  FROM contact c LEFT JOIN appeal a ON a.tenant_id = c.tenant_id AND a.id = c.appeal_id
  WHERE c.tenant_id = $1 AND c.unit_id = ANY ($2::bigint[]) AND c.at >= $3 AND (c.at, c.id) < ($4, $5::bigint)
    AND NOT c.imported AND c.outcome NOT IN ('pending', 'abandoned') AND ($8::bigint IS NULL OR c.agent_id = $8)
    AND NOT EXISTS (SELECT FROM quality_check q WHERE q.tenant_id = $1 AND q.subject = 'contact' AND q.contact_id = c.id)
    AND (c.stars <= 2 OR c.outcome = 'refused' OR c.talk_seconds >= $7 OR ${drawn('contact', 'c.id')})
  ORDER BY c.at DESC, c.id DESC LIMIT $9`

/** Who took the call it came with. */
export const AGENT_OF = `(SELECT c.agent_id FROM contact c WHERE c.tenant_id = a.tenant_id AND c.appeal_id = a.id ORDER BY c.at, c.id LIMIT 1)`

const APPEALS = `SELECT * FROM (SELECT a.id, a.ended_at AS at, a.number, a.stage AS outcome, ${AGENT_OF} AS "agentId",
  a.owner_unit_id AS "unitId", a.channel_id AS "channelId", a.title, NULL::int AS "talkSeconds", a.satisfaction AS stars,
  ${reasons({
    lowSatisfaction: 'a.satisfaction <= 2',
    reworked: 'a.reworks > 0',
    refused: `a.stage = 'refused'`,
    sample: drawn('appeal', 'a.id'),
  })} AS reasons
  FROM appeal a
  WHERE a.tenant_id = $1 AND a.owner_unit_id = ANY ($2::bigint[]) AND a.ended_at >= $3 AND (a.ended_at, a.id) < ($4, $5::bigint)
    AND NOT a.imported AND $7::int IS NOT NULL AND a.stage NOT IN ('merged', 'withdrawn')
    AND NOT EXISTS (SELECT FROM quality_check q WHERE q.tenant_id = $1 AND q.subject = 'appeal' AND q.appeal_id = a.id)
    AND (a.satisfaction <= 2 OR a.reworks > 0 OR a.stage = 'refused' OR ${drawn('appeal', 'a.id')})
  ORDER BY a.ended_at DESC, a.id DESC) x WHERE $8::bigint IS NULL OR "agentId" = $8
  ORDER BY at DESC, id DESC LIMIT $9`

const START = { at: Date.parse('9999-01-01T00:00:00Z'), id: 0 }

export async function queueOf(
  db: Database,
  q: QueueAsked,
): Promise<{ page: QueueRow[]; next: string | null }> {
  const list = `quality_${q.subject}`
  const from = q.after === undefined ? START : positionFrom(list, q.after)
  const rows = await db.named<QueueRow>(list, q.subject === 'contact' ? CONTACTS : APPEALS, [
    q.tenantId,
    q.unitIds,
    isoOf(q.since),
    isoOf(from.at),
    from.id,
    Math.round(q.rules.sample * 65_536),
    q.rules.longTalkMinutes * 60,
    q.agentId ?? null,
    q.limit + 1,
  ])
  return pageOf(list, rows, q.limit, row => row)
}
