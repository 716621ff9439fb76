/** What a paper may say of a matter: its redacted title and words; of a confidential one only what the centre rewrote. */

import type { MatterWords } from '../../domain/supervision/issue-sheet.ts'
import { redact } from '../../domain/text/redact.ts'
import type { Database } from '../kernel/database.ts'

/** A sheet is no letter; the whole is in the ticket. */
const LONGEST = 240

interface Row {
  id: number
  title: string | null
  confidential: boolean
  content: string | null
  rewritten: string | null
}

const WORDS = `SELECT a.id, a.title, a.confidential,
  (SELECT e.texts ->> 'content' FROM event e WHERE e.tenant_id = a.tenant_id AND e.appeal_id = a.id AND e.seq = 1) AS content,
  (SELECT e.texts ->> 'content' FROM event e WHERE e.tenant_id = a.tenant_id AND e.appeal_id = a.id
   AND e.kind = 'appeal.rewritten' ORDER BY e.seq DESC LIMIT 1) AS rewritten
FROM appeal a WHERE a.tenant_id = $1 AND a.id = ANY($2::bigint[])`

/** Of a ticket that isn't there, or where nothing is printed. */
export const NO_WORDS: MatterWords = { title: null, summary: null }

/** By id; a ticket that isn't there says nothing. */
export async function wordsOf(
  db: Database,
  tenantId: number,
  ids: readonly number[],
): Promise<(id: number) => MatterWords> {
  const rows = await db.named<Row>('supervision.words', WORDS, [tenantId, ids])
  const byId = new Map(rows.map(row => [row.id, sayable(row)]))
  return id => byId.get(id) ?? NO_WORDS
}

const sayable = ({ title, confidential, content, rewritten }: Row): MatterWords => ({
  title: confidential ? null : title,
  summary: shortened(rewritten ?? (confidential ? null : content)),
})

function shortened(text: string | null): string | null {
  if (text === null) return null
  const signs = [...redact(text).replace(/\s+/g, ' ').trim()]
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST).join('')}…` : signs.join('')
}
