/** 电话督办 (ZY-25): makes the calls that wait in the outbox – in the hours the rules allow, again where nobody answers –, and writes down what became of them. */
import { systemActor } from '../../domain/access/actor.ts'
import { type Instant, isoOf, MINUTE } from '../../domain/instant.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { supervisionOf } from '../../domain/supervision/ladder.ts'
import { allowedFrom } from '../../domain/supervision/quiet-hours.ts'
import { recordCall } from '../../domain/supervision/record-call.ts'
import type { CallOutcome } from '../../domain/vocabulary.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { DeliveryFailed } from './delivery-failed.ts'
import type { MessagingParts } from './insert-messages.ts'

export type CallParts = MessagingParts & Pick<Parts, 'door'>

interface Owed {
  tenantId: number
  id: number
  key: string
  appealId: number
  seq: number
  state: 'waiting' | 'calling'
  to: Buffer
  body: Buffer
  attempts: number
  unitId: number
  assignmentNo: number | null
  limit: string | null
  limitClass: string
  /** Does the limit that it is about still run? */
  isOwed: boolean
}

const BATCH = 20
/** How long a gateway may take to say what became of a call. */
const PATIENCE = 10 * MINUTE

const COLUMNS = `m.tenant_id AS "tenantId", m.id, m.key, m.appeal_id AS "appealId", m.seq, m.state, m.to_enc AS "to",
  m.body_enc AS body, m.attempts, e.unit_id AS "unitId", (e.facts ->> 'assignmentNo')::int AS "assignmentNo", c."limit",
  a.limit_class AS "limitClass", (a.ended_at IS NULL AND c.met_at IS NULL AND c.cancelled_at IS NULL
    AND NOT c.pauses @> '[{"to": null}]') IS TRUE AS "isOwed"
FROM message m JOIN appeal a ON a.tenant_id = m.tenant_id AND a.id = m.appeal_id
JOIN event e ON e.tenant_id = m.tenant_id AND e.appeal_id = m.appeal_id AND e.seq = m.seq
LEFT JOIN clock c ON c.tenant_id = e.tenant_id AND c.appeal_id = e.appeal_id AND c.no = (e.facts ->> 'clockNo')::int`

/** Calls that still wait, about the same matter, to the same unit. */
const SIBLINGS = `FROM message o JOIN event oe ON oe.tenant_id = o.tenant_id AND oe.appeal_id = o.appeal_id AND oe.seq = o.seq
  WHERE o.tenant_id = m.tenant_id AND o.appeal_id = m.appeal_id AND o.medium = 'voice' AND o.state IN ('waiting', 'calling')
  AND oe.unit_id = e.unit_id`

// Whoever is called about a matter isn't called about it a second time meanwhile.
const NEXT = `SELECT ${COLUMNS} WHERE m.medium = 'voice' AND m.state IN ('waiting', 'calling') AND m.next_at <= $1
  AND NOT EXISTS (SELECT ${SIBLINGS} AND o.id < m.id) ORDER BY m.next_at LIMIT ${BATCH}`
const ONE = `SELECT ${COLUMNS} WHERE m.medium = 'voice' AND m.state IN ('waiting', 'calling')
  AND m.tenant_id = $1 AND m.key = $2 AND m.attempts = $3`

export const makeCalls = (parts: CallParts): Job => ({
  name: 'make-calls',
  everySeconds: 5,
  long: true,
  run: async signal => {
    while (!signal.aborted) {
      const rows = await parts.db.named<Owed>('call.next', NEXT, [isoOf(parts.now())])
      for (const row of rows) if (!signal.aborted) await make(parts, row)
      if (rows.length < BATCH) return
    }
  },
})

async function make(parts: CallParts, row: Owed): Promise<void> {
  // Nothing was heard of it.
  if (row.state === 'calling') return conclude(parts, row, 'failed')
  const { voice } = parts.gateways
  if (!voice) return settle(parts, row, { state: 'kept' })
  if (!row.isOwed) return settle(parts, row, { state: 'kept', error: 'no longer owed' })
  const at = await allowedAt(parts, row, parts.now())
  if (at > parts.now()) return settle(parts, row, { state: 'waiting', nextAt: at })
  const outcome = await voice.call(openedBy(parts, row)).catch(error => {
    if (error instanceof DeliveryFailed) return 'failed' as const
    throw error
  })
  if (outcome !== null) return conclude(parts, row, outcome)
  await settle(parts, row, { state: 'calling', nextAt: parts.now() + PATIENCE })
}

/** One number after the other, with each try. */
function openedBy({ keys }: CallParts, row: Owed) {
  const phones = keys.decrypt(row.to, 'message.to').split(',')
  return {
    to: phones[row.attempts % phones.length]!,
    text: keys.decrypt(row.body, 'message.body'),
    key: `${row.tenantId}:${row.key}:${row.attempts + 1}`,
  }
}

async function allowedAt({ tenants }: CallParts, row: Owed, at: Instant): Promise<Instant> {
  const { policy, calendar } = await tenants.get(row.tenantId)
  return allowedFrom(at, { rules: policy.rules, calendar, limitClass: row.limitClass, limit: row.limit })
}

/** What the callback says of one try; false when nothing waits for it. */
export async function hearOutcome(parts: CallParts, key: string, outcome: CallOutcome): Promise<boolean> {
  const [, tenantId, own, attempt] = /^(\d{1,15}):(.{1,200}):(\d{1,2})$/.exec(key) ?? []
  if (own === undefined) return false
  const values = [Number(tenantId), own, Number(attempt) - 1]
  const [row] = await parts.db.named<Owed>('call.one', ONE, values)
  if (!row) return false
  await conclude(parts, row, outcome)
  return true
}

async function conclude(parts: CallParts, row: Owed, outcome: CallOutcome): Promise<void> {
  const { policy } = await parts.tenants.get(row.tenantId)
  const { tries, everyMinutes } = supervisionOf(policy.rules).calls
  const attempts = row.attempts + 1
  if (outcome !== 'answered' && attempts < tries) {
    const nextAt = await allowedAt(parts, row, parts.now() + everyMinutes * MINUTE)
    return settle(parts, row, { state: 'waiting', attempts, nextAt, error: outcome })
  }
  const others = await siblingsOf(parts, row)
  await writeDown(parts, row, { outcome, tries: attempts, owed: [row.seq, ...others.map(o => o.seq)] })
  if (outcome !== 'answered') await tellOf(parts, row, { outcome, tries: attempts })
  for (const other of others)
    await settle(parts, { ...row, ...other }, { state: 'kept', error: 'said in one call' })
  if (outcome === 'answered') await settle(parts, row, { state: 'sent', attempts })
  else await settle(parts, row, { state: 'failed', attempts, error: outcome })
}

interface Sibling {
  id: number
  seq: number
  attempts: number
}

const siblingsOf = ({ db }: CallParts, { tenantId, id }: Owed): Promise<Sibling[]> =>
  db.named(
    'call.siblings',
    `SELECT s.id, s.seq, s.attempts FROM message m
     JOIN event e ON e.tenant_id = m.tenant_id AND e.appeal_id = m.appeal_id AND e.seq = m.seq
     CROSS JOIN LATERAL (SELECT o.id, o.seq, o.attempts ${SIBLINGS} AND o.id <> m.id) s
     WHERE m.tenant_id = $1 AND m.id = $2`,
    [tenantId, id],
  )

const WRITTEN = `SELECT a.version, EXISTS (SELECT FROM event e WHERE e.tenant_id = a.tenant_id AND e.appeal_id = a.id
  AND e.kind = 'call.made' AND e.facts -> 'owed' @> to_jsonb($3::int)) AS done FROM appeal a WHERE a.tenant_id = $1 AND a.id = $2`
const RACES = 10

/** Once, also when the server stops between this and the outbox, or the gateway says it twice. */
async function writeDown(
  { db, door }: CallParts,
  { tenantId, appealId, seq, unitId, assignmentNo }: Owed,
  made: { outcome: CallOutcome; tries: number; owed: number[] },
): Promise<void> {
  for (let i = 0; i < RACES; i++) {
    const values = [tenantId, appealId, seq]
    const [row] = await db.named<{ version: number; done: boolean }>('call.written', WRITTEN, values)
    if (!row || row.done) return
    const done = await door.act({
      actor: systemActor(tenantId),
      appealId,
      decide: recordCall,
      input: { unitId, assignmentNo, ...made },
      ifMatch: row.version,
    })
    if (!isRefusal(done)) return
  }
  throw new Error('the ticket changed again and again')
}

const tellOf = ({ db, now }: CallParts, { tenantId, appealId, seq, unitId }: Owed, facts: object) =>
  raiseAlert(db, {
    tenantId,
    key: `call:${appealId}:${seq}`,
    kind: 'callFailed',
    appealId,
    facts: { ...facts, unit: unitId },
    at: now(),
  })

interface Settled {
  state: 'waiting' | 'calling' | 'sent' | 'failed' | 'kept'
  attempts?: number
  nextAt?: Instant
  error?: string
}

/** Does nothing when somebody else has settled this try meanwhile. */
async function settle(
  { db, now }: CallParts,
  row: Owed,
  { state, attempts, nextAt, error }: Settled,
): Promise<void> {
  await db.named(
    'call.settle',
    `UPDATE message SET state = $4, attempts = $5, next_at = $6, error = $7,
       sent_at = CASE WHEN $4 = 'sent' THEN $8::timestamptz END
     WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND state IN ('waiting', 'calling')`,
    [
      row.tenantId,
      row.id,
      row.attempts,
      state,
      attempts ?? row.attempts,
      isoOf(nextAt ?? now()),
      error ?? null,
      isoOf(now()),
    ],
  )
}
