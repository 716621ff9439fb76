/** Erases a person from a ticket: sealed values, words of the history, the salts of both, files, search words, messages, sheets. */
import { sql } from 'kysely'
import type * as wire from '../../../contract/identity.ts'
import { eraseIdentity } from '../../../domain/access/see-identity.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/refusal.ts'
import { eraseWords } from '../../documents/erase-words.ts'
import type { Queryable } from '../../kernel/database.ts'
import type { Call } from '../../kernel/http/route.ts'
import type { Once } from '../../kernel/once.ts'
import type { Parts } from '../../parts.ts'
import { eraseThanks } from '../erase-commendations.ts'
import { type Changed, changedOf } from '../tickets.ts'

/**
 * May be asked for again: what was interrupted is finished, and words that came since are taken away too. So a key counts as
 * answered only when everything is gone.
 */
export async function erasePerson(
  { db, door, tickets, now, files }: Parts,
  {
    actor,
    params: { number },
    body: { reason },
    ifMatch,
    idempotency: once,
  }: Call<typeof wire.eraseIdentity>,
): Promise<Changed | Refusal> {
  const appealId = await tickets.idOf(actor.tenantId, number)
  if (appealId === null) return refuse('not-found')
  const done = await door.act({ actor, appealId, decide: eraseIdentity, input: null, ifMatch })
  if (isRefusal(done)) return done
  await db.kysely.transaction().execute(async tx => {
    await takeAway(tx, actor.tenantId, appealId, new Date(now()))
    await takeAwayBeside(tx, actor.tenantId, appealId, number)
    await eraseThanks(tx, { tenantId: actor.tenantId, which: { appealId }, at: new Date(now()) })
    await eraseWords(tx, files.store, { tenantId: actor.tenantId, appealId })
    const facts = JSON.stringify({ reason })
    await tx
      .insertInto('audit')
      .values({
        tenant_id: actor.tenantId,
        person_id: actor.personId,
        act: 'identity.erased',
        subject: number,
        facts,
        at: new Date(now()),
      })
      .execute()
    if (once) await rememberErasure(tx, actor.tenantId, once, changedOf(done))
  })
  return changedOf(done)
}

async function rememberErasure(tx: Queryable, tenantId: number, once: Once, answer: Changed): Promise<void> {
  const { key, requestHash } = once
  const row = { tenant_id: tenantId, key, request_hash: requestHash, status: 200 }
  await tx
    .insertInto('idempotency')
    .values({ ...row, response: JSON.stringify(answer) })
    .onConflict(c => c.doNothing())
    .execute()
}

async function takeAway(tx: Queryable, tenantId: number, appealId: number, at: Date): Promise<void> {
  const nothing = {
    name_enc: null,
    phone_enc: null,
    phone2_enc: null,
    id_number_enc: null,
    address_enc: null,
  }
  const of = { tenant_id: tenantId, appeal_id: appealId }
  await tx
    .updateTable('identity')
    .set({ ...nothing, salt: null, phone_key: null, id_number_key: null, erased_at: at })
    .where('tenant_id', '=', tenantId)
    // Who they are may have been said before the contact became the ticket.
    .where(eb =>
      eb.or([
        eb('appeal_id', '=', appealId),
        eb(
          'contact_id',
          'in',
          eb
            .selectFrom('contact')
            .select('id')
            .where(c => c.and(of)),
        ),
      ]),
    )
    .where('erased_at', 'is', null)
    .execute()
  await tx
    .updateTable('event')
    .set({ texts: null, salt: null })
    .where(eb => eb.and(of))
    .where('salt', 'is not', null)
    .execute()
  await tx
    .updateTable('contact')
    .set({ note: null, answer: null, words_salt: null })
    .where(eb => eb.and(of))
    .execute()
  await tx
    .updateTable('quality_check')
    .set({ note: null })
    .where(eb => eb.and(of))
    .execute()
  await tx
    .updateTable('platform_reply')
    .set({ refusal: null })
    .where(eb => eb.and(of))
    .execute()
  await tx
    .deleteFrom('appeal_search')
    .where(eb => eb.and(of))
    .execute()
  await tx
    .deleteFrom('message')
    .where(eb => eb.and(of))
    .execute()
}

/**
 * Files go as forgotten uploads do, with their content where no other ticket has the same; the history keeps their ids,
 * which were drawn by lot. A unit's too: the recording of a call, a letter or a picture may show the person. Answers kept
 * for repeated requests may name the ticket.
 */
async function takeAwayBeside(
  tx: Queryable,
  tenantId: number,
  appealId: number,
  number: string,
): Promise<void> {
  await tx
    .updateTable('file')
    .set({ appeal_id: null, seq: null, name: '', uploaded_by: null, uploaded_at: new Date(0) })
    .where(eb => eb.and({ tenant_id: tenantId, appeal_id: appealId }))
    .execute()
  await tx
    .deleteFrom('idempotency')
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`position(${number} in response::text) > 0`)
    .execute()
}
