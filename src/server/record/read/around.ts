/** What belongs to a ticket besides its state, in one query: history, person, files, the tickets it is tied to. */

import type { Changes } from '../../../domain/record/changes.ts'
import type { Facts, Texts } from '../../../domain/record/draft.ts'
import type { EventKind } from '../../../domain/record/event-kinds.ts'
import type { Database } from '../../kernel/database.ts'
import { CAME_WITH_IT } from '../../messaging/recipients.ts'

/** An event as stored; times are ISO texts. */
export interface StoredEvent {
  seq: number
  kind: EventKind
  actor: 'staff' | 'appellant' | 'system'
  personId: number | null
  unitId: number | null
  at: string
  recordedAt: string
  facts: Facts
  changes: Changes
  texts: Texts | null
  /** The texts were taken away when the person was erased. */
  textsErased: boolean
}

export interface StoredFile {
  id: number
  name: string
  type: string
  size: number
  purpose: string
  seq: number | null
  uploadedAt: string
}

export interface Around {
  events: StoredEvent[]
  /** Sealed values in hex, of whoever brought the ticket; who joined it later is not the appellant. */
  identity: { name: string | null; phone: string | null; erased: boolean } | null
  files: StoredFile[]
  links: { id: number; number: string }[]
  children: string[]
  tookIn: string[]
  splitInto: string[]
}

const numbersWhere = (column: string) =>
  `(SELECT coalesce(json_agg(x.number ORDER BY x.id), '[]') FROM appeal x WHERE x.tenant_id = $1 AND x.${column} = $2)`

const AROUND = `SELECT
  (SELECT coalesce(json_agg(json_build_object('seq', seq, 'kind', kind, 'actor', actor_kind, 'personId', actor_id,
    'unitId', unit_id, 'at', at, 'recordedAt', recorded_at, 'facts', facts, 'changes', changes, 'texts', texts,
    'textsErased', texts_hash IS NOT NULL AND texts IS NULL) ORDER BY seq), '[]')
   FROM event WHERE tenant_id = $1 AND appeal_id = $2) AS events,
  (SELECT json_build_object('name', encode(name_enc, 'hex'), 'phone', encode(phone_enc, 'hex'), 'erased', erased_at IS NOT NULL)
   FROM identity i WHERE i.tenant_id = $1 AND i.appeal_id = $2 AND ${CAME_WITH_IT} ORDER BY i.id LIMIT 1) AS identity,
  (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'type', type, 'size', size, 'purpose', purpose,
    'seq', seq, 'uploadedAt', uploaded_at) ORDER BY id), '[]') FROM file WHERE tenant_id = $1 AND appeal_id = $2) AS files,
  (SELECT coalesce(json_agg(json_build_object('id', x.id, 'number', x.number)), '[]') FROM appeal a JOIN appeal x
   ON x.tenant_id = $1 AND x.id = ANY(ARRAY[a.parent_id, a.split_from_id, a.reopened_from_id, a.merged_into_id])
   WHERE a.tenant_id = $1 AND a.id = $2) AS links,
  ${numbersWhere('parent_id')} AS children,
  ${numbersWhere('merged_into_id')} AS "tookIn",
  ${numbersWhere('split_from_id')} AS "splitInto"`

export async function around(db: Database, tenantId: number, appealId: number): Promise<Around> {
  const [row] = await db.named<Around>('ticket.around', AROUND, [tenantId, appealId])
  return row!
}
