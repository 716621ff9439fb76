/** 电话督办记录: the latest automatic calls and what became of them; nobody's number among it. */
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Database } from '../kernel/database.ts'
import type { Gateways } from './gateways.ts'

interface Row {
  id: number
  number: string | null
  state: 'waiting' | 'calling' | 'sent' | 'failed' | 'kept'
  attempts: number
  error: string | null
  createdAt: Instant
  nextAt: Instant
  sentAt: Instant | null
}

const MOST = 30

const CALLS = `SELECT m.id, a.number, m.state, m.attempts, m.error, m.created_at AS "createdAt", m.next_at AS "nextAt",
  m.sent_at AS "sentAt" FROM message m LEFT JOIN appeal a ON a.tenant_id = m.tenant_id AND a.id = m.appeal_id
  WHERE m.tenant_id = $1 AND m.medium = 'voice' ORDER BY m.id DESC LIMIT ${MOST}`
const WAITING = `SELECT count(*) AS n FROM message WHERE tenant_id = $1 AND medium = 'voice' AND state IN ('waiting', 'calling')`

export async function voiceOf({ db, gateways }: { db: Database; gateways: Gateways }, tenantId: number) {
  const [rows, [waiting]] = await Promise.all([
    db.named<Row>('voice.calls', CALLS, [tenantId]),
    db.named<{ n: number }>('voice.waiting', WAITING, [tenantId]),
  ])
  const { voice } = gateways
  return {
    host: voice?.host ?? null,
    signed: Boolean(voice?.secret),
    waiting: waiting!.n,
    calls: rows.map(({ number, createdAt, nextAt, sentAt, ...row }) => ({
      ...row,
      matter: number?.slice(-6) ?? '',
      createdAt: isoOf(createdAt),
      nextAt: row.state === 'waiting' ? isoOf(nextAt) : null,
      sentAt: sentAt === null ? null : isoOf(sentAt),
    })),
  }
}
