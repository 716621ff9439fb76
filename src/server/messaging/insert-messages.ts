/** Writes messages into the outbox, each once per key. */
import type pg from 'pg'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Parts } from '../parts.ts'
import type { Gateways } from './gateways.ts'
import type { Medium } from './recipients.ts'

export type MessagingParts = Pick<Parts, 'db' | 'keys' | 'tenants' | 'now'> & { gateways: Gateways }

export interface NewMessage {
  tenantId: number
  key: string
  appealId: number | null
  medium: Medium
  template: string
  to: string
  text: string
  nextAt: Instant
  /** Only for the outbox. */
  kept: boolean
  /** The event of the ticket that it is about. */
  seq?: number
  robotId?: number
}

const INSERT = `INSERT INTO message (tenant_id, key, appeal_id, medium, template, to_enc, body_enc, state, next_at, seq, robot_id,
  created_at)
SELECT m.*, $12 FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::text[],
  $9::timestamptz[], $10::int[], $11::bigint[]) m
ON CONFLICT (tenant_id, key) DO NOTHING`

/** Writes messages down, each once per key; one without a gateway is only kept. */
export async function insertMessages(
  client: Pick<pg.ClientBase, 'query'>,
  { keys, gateways, now }: Pick<MessagingParts, 'keys' | 'gateways' | 'now'>,
  messages: readonly NewMessage[],
): Promise<void> {
  if (messages.length === 0) return
  await client.query({
    name: 'message.insert',
    text: INSERT,
    values: [
      messages.map(m => m.tenantId),
      messages.map(m => m.key),
      messages.map(m => m.appealId),
      messages.map(m => m.medium),
      messages.map(m => m.template),
      messages.map(m => keys.encrypt(m.to, 'message.to')),
      messages.map(m => keys.encrypt(m.text, 'message.body')),
      messages.map(m =>
        m.kept || (m.robotId === undefined && !gateways[m.medium as 'sms']) ? 'kept' : 'waiting',
      ),
      messages.map(m => isoOf(m.nextAt)),
      messages.map(m => m.seq ?? null),
      messages.map(m => m.robotId ?? null),
      isoOf(now()),
    ],
  })
}
