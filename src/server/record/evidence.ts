/** Files as evidence: they must be there, belong to this ticket or to nobody yet, and become the ticket's with the act. */
import type { FileRef } from '../../domain/handling/duty.ts'
import type { Decide } from '../../domain/record/context.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { withClaimed } from '../files/claim.ts'
import type { Database } from '../kernel/database.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import type { Acting } from './tickets.ts'

interface Stored extends FileRef {
  appealId: number | null
  uploadedBy: number | null
}

const FILES =
  'SELECT id, purpose, type, appeal_id AS "appealId", uploaded_by AS "uploadedBy" FROM file WHERE tenant_id = $1 AND id = ANY($2::bigint[])'

const ATTACH =
  'UPDATE file SET appeal_id = $3 WHERE tenant_id = $1 AND id = ANY($2::bigint[]) AND appeal_id IS NULL'

/** Whose act it is, and on which ticket. */
export interface Act {
  db: Database
  tenantId: number
  personId: number | null
  appealId: number
}

/**
 * Runs an act with the files it names. A file nobody attached yet is the actor's own upload: it is claimed before the act,
 * so that it can't become another ticket's meanwhile, and goes with it.
 */
export async function withFiles<Done extends object>(
  { db, tenantId, personId, appealId }: Act,
  ids: readonly number[],
  act: (files: FileRef[]) => Promise<Done | Refusal>,
): Promise<Done | Refusal> {
  if (ids.length === 0) return act([])
  const stored = await db.named<Stored>('handling.files', FILES, [tenantId, ids])
  const ours = stored.filter(
    f => f.appealId === appealId || (f.appealId === null && f.uploadedBy === personId),
  )
  const known = new Set(ours.map(f => f.id))
  const stranger = ids.findIndex(id => !known.has(id))
  if (stranger >= 0) return refuse('no-such-file', { field: `fileIds.${stranger}` })
  const attached = new Set(ours.filter(f => f.appealId !== null).map(f => f.id))
  return withClaimed(db, { tenantId, fileIds: ids, known: attached }, async () => {
    const done = await act(inOrder(ours, ids))
    if (!isRefusal(done)) await db.named('handling.attach', ATTACH, [tenantId, ids, appealId])
    return done
  })
}

type OnTicket = Acting & { params: { number: string } }

/** Acts whose evidence is files. */
export function acting({ db, tickets }: Parts) {
  return async <Input>(
    call: OnTicket,
    ids: number[] | undefined,
    decide: Decide<Input>,
    inputOf: (files: FileRef[]) => Input,
  ) => {
    const { actor, params } = call
    const appealId = await tickets.idOf(actor.tenantId, params.number)
    if (appealId === null) return refuse('not-found')
    const act = { db, tenantId: actor.tenantId, personId: actor.personId, appealId }
    // The files of a call made again have become the ticket's; they need no second look.
    return answeredOnce(db, call, () =>
      withFiles(act, ids ?? [], files => tickets.act(call, params.number, decide, inputOf(files))),
    )
  }
}

/** As the caller named them, so that a refusal can say which. */
const inOrder = (stored: readonly Stored[], ids: readonly number[]): FileRef[] =>
  ids.map(id => {
    const { purpose, type } = stored.find(f => f.id === id)!
    return { id, purpose, type }
  })
