/** Delivers what waits in the outbox: at least once, with the key passed on, again after a failure, to a limit. */
import { DAY, isoOf } from '../../domain/instant.ts'
import { MOST_TRIES, nextTry } from '../../domain/messaging/back-off.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import type { Job } from '../kernel/jobs.ts'
import { DeliveryFailed } from './delivery-failed.ts'
import type { Outgoing } from './gateways.ts'
import type { MessagingParts } from './insert-messages.ts'

interface Waiting {
  tenantId: number
  id: number
  key: string
  appealId: number | null
  medium: 'sms' | 'email'
  to: Buffer
  body: Buffer
  attempts: number
}

const BATCH = 50

// An invitation to rate is off when the rating came, or the answer it is about was taken back.
const FORGET = `DELETE FROM message m WHERE state = 'waiting' AND next_at <= $1 AND template = 'reviewInvitation'
  AND (EXISTS (SELECT FROM review r WHERE r.tenant_id = m.tenant_id AND r.appeal_id = m.appeal_id)
    OR NOT EXISTS (SELECT FROM appeal a WHERE a.tenant_id = m.tenant_id AND a.id = m.appeal_id
      AND a.stage IN ('reviewed', 'visited', 'struckOff') AND a.reviewed_at <= m.next_at))`

const NEXT = `SELECT tenant_id AS "tenantId", id, key, appeal_id AS "appealId", medium, to_enc AS "to",
  body_enc AS body, attempts FROM message WHERE state = 'waiting' AND medium IN ('sms', 'email') AND next_at <= $1 ORDER BY next_at LIMIT ${BATCH}`

export const deliverMessages = (parts: MessagingParts): Job => ({
  name: 'deliver-messages',
  everySeconds: 5,
  // A gateway that doesn't answer takes ten seconds for each message.
  long: true,
  run: async signal => {
    await parts.db.pool.query(FORGET, [isoOf(parts.now())])
    while (!signal.aborted) {
      const rows = await parts.db.named<Waiting>('message.waiting', NEXT, [isoOf(parts.now())])
      // A person's messages go out one after the other, in their order.
      for (const row of rows) if (!signal.aborted) await deliver(parts, row)
      if (rows.length < BATCH) return
    }
  },
})

async function deliver(parts: MessagingParts, row: Waiting): Promise<void> {
  const send = parts.gateways[row.medium]
  if (!send) return settle(parts, row, { state: 'kept' })
  try {
    await send(openedBy(parts, row))
    await settle(parts, row, { state: 'sent' })
  } catch (error) {
    if (!(error instanceof DeliveryFailed)) throw error
    await failed(parts, row, error)
  }
}

/** Throws DeliveryFailed when it was sealed with a secret that is lost: one such message must not hold up the others. */
function openedBy({ keys }: MessagingParts, { to, body, tenantId, key }: Waiting): Outgoing {
  try {
    const text = keys.decrypt(body, 'message.body')
    return { to: keys.decrypt(to, 'message.to'), text, key: `${tenantId}:${key}` }
  } catch (error) {
    throw new DeliveryFailed((error as Error).message, true)
  }
}

async function failed(parts: MessagingParts, row: Waiting, error: DeliveryFailed): Promise<void> {
  const isLast = error.final || row.attempts + 1 >= MOST_TRIES
  await settle(parts, row, { state: isLast ? 'failed' : 'waiting', error: error.message })
  if (!isLast) return
  const { tenantId, id, appealId, medium } = row
  // One alert a day and medium: when a gateway is down, thousands fail.
  const key = `message:${medium}:${Math.floor(parts.now() / DAY)}`
  const facts = { message: id, medium, error: error.message }
  await raiseAlert(parts.db, { tenantId, key, kind: 'messageFailed', appealId, facts, at: parts.now() })
}

async function settle(
  { db, now }: MessagingParts,
  { tenantId, id, attempts }: Waiting,
  { state, error = null }: { state: 'sent' | 'failed' | 'waiting' | 'kept'; error?: string | null },
): Promise<void> {
  await db.named(
    'message.settle',
    `UPDATE message SET state = $3, attempts = attempts + 1, error = $4, next_at = $5,
       sent_at = CASE WHEN $3 = 'sent' THEN $6::timestamptz END WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id, state, error, isoOf(nextTry(now(), attempts + 1, Math.random())), isoOf(now())],
  )
}
