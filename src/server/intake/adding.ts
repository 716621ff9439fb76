/** Adding to an appeal and answering what was asked, with files; for staff and for the appellant alike. */
import { addToAppeal } from '../../domain/intake/add-to-appeal.ts'
import { tellCentre } from '../../domain/intake/ask-appellant.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { withClaimed } from '../files/claim.ts'
import { textFrom } from '../kernel/http/written.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import type { Acting, Changed } from '../record/tickets.ts'
import { attachFiles } from './attachments.ts'

type Asked = Acting & { params: { number: string } }

/** What an appeal is found by so far, in order: what was said, and the reply that an import brought. */
async function saidBefore({ db }: Parts, tenantId: number, appealId: number): Promise<string> {
  const rows = await db.named<{ said: string }>(
    'intake.said',
    `SELECT concat_ws(E'\\n', texts ->> 'title', texts ->> 'content', texts ->> 'address', texts ->> 'answer', texts ->> 'addition') AS said
     FROM event WHERE tenant_id = $1 AND appeal_id = $2
     AND (seq = 1 OR kind = 'appeal.added' OR facts -> 'imported' = 'true') AND texts IS NOT NULL ORDER BY seq`,
    [tenantId, appealId],
  )
  return rows.map(r => r.said).join('\n')
}

type Files = readonly number[] | undefined

/** Lets `act` change the ticket with files that are claimed before and attached after. */
function withFiles(parts: Parts, call: Asked, fileIds: Files, act: () => Promise<Changed | Refusal>) {
  const { tenantId } = call.actor
  const claiming = { tenantId, fileIds, key: call.idempotency?.key }
  return answeredOnce(parts.db, call, () =>
    withClaimed(parts.db, claiming, async () => {
      const changed = await act()
      if (isRefusal(changed)) return changed
      const appealId = (await parts.tickets.idOf(tenantId, call.params.number))!
      await attachFiles(parts.db, { tenantId, fileIds, appealId, seq: changed.version })
      return changed
    }),
  )
}

export async function addThrough(parts: Parts, call: Asked, body: { addition: string; fileIds?: number[] }) {
  const { number } = call.params
  const appealId = await parts.tickets.idOf(call.actor.tenantId, number)
  if (appealId === null) return refuse('not-found')
  const input = {
    addition: textFrom(body.addition, 'addition'),
    saidBefore: await saidBefore(parts, call.actor.tenantId, appealId),
    ...(body.fileIds && { fileIds: body.fileIds }),
  }
  return withFiles(parts, call, body.fileIds, () => parts.tickets.act(call, number, addToAppeal, input))
}

export function tellThrough(parts: Parts, call: Asked, body: { answer: string; fileIds?: number[] }) {
  const input = { answer: textFrom(body.answer, 'answer'), ...(body.fileIds && { fileIds: body.fileIds }) }
  return withFiles(parts, call, body.fileIds, () =>
    parts.tickets.act(call, call.params.number, tellCentre, input),
  )
}
