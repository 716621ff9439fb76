/** Lists the outbox: who was told what, and whether it arrived. */
import { type RawBuilder, sql } from 'kysely'
import { type Instant, isoOf } from '../../domain/instant.ts'
import { maskPhone } from '../../domain/text/mask.ts'
import type { Keys } from '../kernel/crypto/keys.ts'
import type { Database } from '../kernel/database.ts'

export interface Asked {
  tenantId: number
  /** Units whose tickets' messages are shown; null for all messages, also those about no ticket. */
  ownerUnits: readonly number[] | null
  number: string | null
  state: string | null
  template: string | null
  after: number | null
  limit: number
  /** In a sample city everything is shown: there is nobody to protect. */
  open: boolean
}

interface Row {
  id: number
  number: string | null
  queryCode: Buffer | null
  medium: string
  template: string
  to: Buffer
  body: Buffer
  state: 'waiting' | 'calling' | 'sent' | 'failed' | 'kept'
  attempts: number
  error: string | null
  createdAt: Instant
  nextAt: Instant
  sentAt: Instant | null
}

const COLUMNS =
  sql.raw(`m.id, a.number, a.query_code AS "queryCode", m.medium, m.template, m.to_enc AS "to", m.body_enc AS body,
  m.state, m.attempts, m.error, m.created_at AS "createdAt", m.next_at AS "nextAt", m.sent_at AS "sentAt"`)

/** Only what was asked for stands in the query, so that each is planned as what it is. */
function conditionsOf({
  tenantId,
  ownerUnits,
  number,
  state,
  template,
  after,
}: Asked): RawBuilder<unknown>[] {
  const c = [sql`m.tenant_id = ${tenantId}`]
  if (ownerUnits !== null) c.push(sql`a.owner_unit_id = ANY(${[...ownerUnits]}::bigint[])`)
  if (number !== null)
    c.push(
      sql`m.appeal_id = (SELECT x.id FROM appeal x WHERE x.tenant_id = ${tenantId} AND x.number = ${number})`,
    )
  if (state !== null) c.push(sql`m.state = ${state}`)
  if (template !== null) c.push(sql`m.template = ${template}`)
  if (after !== null) c.push(sql`m.id < ${after}`)
  return c
}

/** Latest first. What can't be opened any more (a lost secret) shows as ***. */
export async function listOutbox({ db, keys }: { db: Database; keys: Keys }, asked: Asked) {
  const { limit, open } = asked
  const { rows } = await sql<Row>`SELECT ${COLUMNS} FROM message m
    LEFT JOIN appeal a ON a.tenant_id = m.tenant_id AND a.id = m.appeal_id
    WHERE ${sql.join(conditionsOf(asked), sql` AND `)} ORDER BY m.id DESC LIMIT ${limit}`.execute(db.kysely)
  return rows.map(({ queryCode, to, body, createdAt, nextAt, sentAt, ...row }) => {
    const address = opened(keys, to, 'message.to')
    const text = opened(keys, body, 'message.body')
    const code = queryCode && opened(keys, queryCode, 'appeal.queryCode')
    return {
      ...row,
      to: open ? address : maskAddressee(address, row.medium),
      text: open ? text : maskCodes(text, code),
      createdAt: isoOf(createdAt),
      nextAt: row.state === 'waiting' ? isoOf(nextAt) : null,
      sentAt: sentAt === null ? null : isoOf(sentAt),
    }
  })
}

function opened(keys: Keys, sealed: Buffer, context: string): string {
  try {
    return keys.decrypt(sealed, context)
  } catch {
    return '***'
  }
}

/** A group's name is nobody's; a call goes to one number after the other. */
function maskAddressee(to: string, medium: string): string {
  if (medium === 'wecom' || medium === 'dingtalk') return to
  return to.includes('@') ? to.replace(/^(.).*(?=@)/, '$1***') : to.split(',').map(maskPhone).join(', ')
}
const maskCodes = (text: string, code: string | null): string =>
  code ? text.replaceAll(code, '******') : text
