/** Settled cases like a matter, looked up by the words of its text; the cost is bounded whatever the text. */
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import type { SimilarCase } from '../../domain/dispatch/suggest-units.ts'
import { likenessOf, signatureOf } from '../../domain/text/likeness.ts'
import type { Database } from '../kernel/database.ts'
import { tsqueryOf, type Words } from '../kernel/words.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'

// Nearly the same words first (bands), then all words of the title, then its longest words: what it is about elsewhere.
const FOUND = 200
const OF_BAND = FOUND / 4
const COMPARED = 60
/** One word alone may be in half of all texts. */
const LEAST_WORDS = 2
/** The longest words of a title say what; the short ones where and who. */
const SUBJECT_WORDS = 2
/** Below this the likeness is chance. */
const LEAST_LIKENESS = 0.08
const NEAREST = 12

/** The newest that share one of the four bands with an index. */
const sharing = (band: number): string =>
  `(SELECT appeal_id, 1 AS rank FROM appeal_search WHERE tenant_id = $1 AND bands[${band}] = ($2::int[])[${band}]
    ORDER BY received_at DESC LIMIT ${OF_BAND})`

// Not a prepared statement: only with the words in hand does the planner know whether they are rare, and takes the index.
const SIMILAR = `
WITH found AS (
  ${[1, 2, 3, 4].map(sharing).join(' UNION ALL ')}
  UNION ALL
  (SELECT appeal_id, 2 FROM appeal_search WHERE tenant_id = $1 AND words @@ $3::tsquery LIMIT ${FOUND})
  UNION ALL
  (SELECT appeal_id, 3 FROM appeal_search WHERE tenant_id = $1 AND words @@ $4::tsquery LIMIT ${FOUND})
), nearest AS (
  SELECT f.appeal_id, min(f.rank) AS rank FROM found f
  JOIN appeal a ON a.tenant_id = $1 AND a.id = f.appeal_id
  WHERE a.lead_unit_id IS NOT NULL AND a.stage IN ('reviewed', 'visited', 'struckOff') AND a.id <> $5 AND ${IS_APPEAL('a.kind')}
  GROUP BY f.appeal_id ORDER BY min(f.rank), f.appeal_id DESC LIMIT ${COMPARED}
)
SELECT a.number, a.lead_unit_id AS "unitId", a.owner_unit_id AS "ownerUnitId", tsvector_to_array(s.words) AS tokens,
  EXISTS (SELECT FROM assignment g WHERE g.tenant_id = $1 AND g.appeal_id = a.id AND g.bound AND g.unit_id = a.lead_unit_id) AS ruled
FROM nearest
JOIN appeal a ON a.tenant_id = $1 AND a.id = nearest.appeal_id
JOIN appeal_search s ON s.tenant_id = $1 AND s.appeal_id = a.id`

interface FoundCase {
  number: string
  unitId: number
  ownerUnitId: number
  tokens: string[]
  ruled: boolean
}

export interface Likened {
  /** Redacted text. */
  text: string
  /** The few words that say what it is about. */
  title: string
  /** The ticket itself, which isn't like itself. */
  exceptId?: number
  /** Words already known to the index. */
  tokens?: string[]
}

/** The nearest first; numbers only of cases that the caller may open. */
export async function similarCases(
  db: Database,
  words: Words,
  asked: Likened,
  actor: Actor,
  units: UnitTree,
): Promise<SimilarCase[]> {
  const tokens = asked.tokens ?? words.index(asked.text)
  const about = words.query(asked.title)
  const all = about.length < LEAST_WORDS ? '' : tsqueryOf(about)
  const values = [actor.tenantId, signatureOf(tokens), all, subjectOf(about), asked.exceptId ?? 0]
  const { rows: found } = await db.pool.query<FoundCase>(SIMILAR, values)
  const mayOpen = (c: FoundCase) =>
    [c.ownerUnitId, c.unitId].some(unit => mayFor(actor, 'appeal.read', unit, units))
  return found
    .map(c => ({
      number: mayOpen(c) ? c.number : null,
      unitId: c.unitId,
      likeness: likenessOf(tokens, c.tokens),
      ruled: c.ruled,
    }))
    .filter(c => c.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, NEAREST)
}

/** Any of the longest words; numbers don't say what something is about. */
const subjectOf = (about: string[]): string =>
  about
    .filter(word => !/^\d+$/.test(word))
    .sort((a, b) => b.length - a.length)
    .slice(0, SUBJECT_WORDS)
    .map(word => tsqueryOf([word]))
    .join(' | ')

/** The words a ticket is indexed under; none for a confidential one. */
export async function tokensOfTicket(db: Database, tenantId: number, id: number): Promise<string[] | null> {
  const sql =
    'SELECT tsvector_to_array(words) AS tokens FROM appeal_search WHERE tenant_id = $1 AND appeal_id = $2'
  const [row] = await db.named<{ tokens: string[] }>('dispatch.tokens', sql, [tenantId, id])
  return row?.tokens ?? null
}
