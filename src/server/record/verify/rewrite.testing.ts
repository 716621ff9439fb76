/** A forger's program: changes the first word of the record and makes every hash and seal after it anew. */
import type pg from 'pg'
import { signatureOf } from '../../../domain/text/likeness.ts'
import { redact } from '../../../domain/text/redact.ts'
import { openWords } from '../../kernel/words.ts'
import { commitment, eventHash, FIRST_HASH } from '../hash.ts'
import { sealNew } from '../seal/seal.ts'
import { spanWordsOf } from '../spans.ts'

const dictionary = openWords()

/** Rewrites all events consistently, then seals them as if nothing had been; the client may do anything. */
export async function rewriteHistory(client: pg.ClientBase, words: string): Promise<void> {
  const { rows } = await client.query('SELECT * FROM event ORDER BY tenant_id, appeal_id, seq')
  let head: Buffer = FIRST_HASH
  for (const e of rows) {
    if (e.seq === 1) head = FIRST_HASH
    const texts = e.texts && { ...e.texts, title: words }
    const textsHash = texts && commitment(e.salt, texts)
    const hash = eventHash(head, {
      tenantId: e.tenant_id,
      appealId: e.appeal_id,
      seq: e.seq,
      kind: e.kind,
      actorKind: e.actor_kind,
      actorId: e.actor_id,
      unitId: e.unit_id,
      at: e.at,
      recordedAt: e.recorded_at,
      limitClass: e.limit_class,
      policyVersion: e.policy_version,
      facts: e.facts,
      changes: e.changes,
      textsHash,
    })
    await client.query(
      `UPDATE event SET texts = $4, texts_hash = $5, prev_hash = $6, hash = $7 WHERE tenant_id = $1 AND appeal_id = $2 AND seq = $3`,
      [e.tenant_id, e.appeal_id, e.seq, texts && JSON.stringify(texts), textsHash, head, hash],
    )
    head = hash
    if (e.seq === 1 && texts) await indexAnew(client, e, texts)
    await client.query(
      `UPDATE appeal SET head_hash = $3, title = CASE WHEN title IS NULL THEN NULL ELSE $4 END WHERE tenant_id = $1 AND id = $2`,
      [e.tenant_id, e.appeal_id, head, words],
    )
  }
  await client.query('DELETE FROM seal')
  await client.query('UPDATE contact SET seal_no = NULL, stars_seal_no = NULL')
  await client.query(`DELETE FROM reader WHERE name = 'seal'`)
  await sealNew(client)
}

async function indexAnew(
  client: pg.ClientBase,
  { tenant_id, appeal_id, at }: { tenant_id: number; appeal_id: number; at: number },
  { title, content, address }: Record<string, string>,
): Promise<void> {
  const words = dictionary.index(redact([title, content, address ?? ''].join('\n')))
  await client.query(
    'UPDATE appeal_search SET words = array_to_tsvector($3), bands = $4 WHERE tenant_id = $1 AND appeal_id = $2',
    [tenant_id, appeal_id, [...words, ...spanWordsOf(at)], signatureOf(words)],
  )
}
