/** What the board tells of published matters: the answer that the centre has passed, without anybody's name or number. */
import { redact } from '../../../domain/text/redact.ts'
import type { Parts } from '../../parts.ts'

interface Told {
  answer: string | null
  /** Of everybody who stands behind the matter. */
  names: string[]
}

// The reply that claimed the matter done stands right before the claim; one that was not passed is not told.
const ANSWERS = `SELECT a.id, coalesce(
  (SELECT said.texts ->> 'answer' FROM event said WHERE said.tenant_id = $1 AND said.appeal_id = a.id
    AND said.seq = (SELECT max(c.seq) - 1 FROM event c WHERE c.tenant_id = $1 AND c.appeal_id = a.id AND c.kind = 'appeal.answered'
      AND c.seq < (SELECT max(p.seq) FROM event p WHERE p.tenant_id = $1 AND p.appeal_id = a.id AND p.kind = 'appeal.reviewed'))),
  (SELECT s.texts ->> 'answer' FROM event s WHERE s.tenant_id = $1 AND s.appeal_id = a.id AND s.kind = 'appeal.answeredOnSpot'
    ORDER BY s.seq DESC LIMIT 1)) AS answer,
  ARRAY(SELECT i.name_enc FROM identity i WHERE i.tenant_id = $1 AND i.appeal_id = a.id AND i.name_enc IS NOT NULL) AS names
FROM appeal a WHERE a.tenant_id = $1 AND a.id = ANY ($2::bigint[])`

export async function answersOf(
  { db, keys }: Pick<Parts, 'db' | 'keys'>,
  tenantId: number,
  ids: readonly number[],
): Promise<Map<number, Told>> {
  if (ids.length === 0) return new Map()
  const rows = await db.named<{ id: number; answer: string | null; names: Buffer[] }>(
    'board.answers',
    ANSWERS,
    [tenantId, ids],
  )
  return new Map(
    rows.map(row => {
      const names = row.names.map(name => keys.decrypt(name, 'identity.name'))
      const answer = row.answer === null ? null : withoutNames(redact(row.answer), names)
      return [row.id, { answer, names }]
    }),
  )
}

/** 王小明 becomes 王某; a name of one sign is left alone, it would be found in any word. */
export const withoutNames = (text: string, names: readonly string[] = []): string =>
  names
    .filter(name => [...name].length > 1)
    .reduce((left, name) => left.replaceAll(name, `${[...name][0]}某`), text)
