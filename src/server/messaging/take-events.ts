/** Reads the history and decides the messages: each once, by its key, however often the events are read. */
import type pg from 'pg'
import { isMobile, normalPhone } from '../../domain/access/phone.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { DAY, type Instant, isoOf } from '../../domain/instant.ts'
import {
  type Happened,
  type Intended,
  type Matter,
  messagesFor,
  TELLING_KINDS,
} from '../../domain/messaging/messages-for.ts'
import { worded } from '../../domain/messaging/wording.ts'
import type { Policy } from '../../domain/policy/rules.ts'
import type { EventKind } from '../../domain/record/event-kinds.ts'
import { limitText } from '../../domain/time/moment-text.ts'
import type { Tenant } from '../directory/tenants.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import type { Parts } from '../parts.ts'
import type { Gateways } from './gateways.ts'
import { appellantsOf, joinerOf, liaisonsOf, type Recipient, reportersOf } from './recipients.ts'

export type MessagingParts = Pick<Parts, 'db' | 'keys' | 'tenants' | 'now'> & { gateways: Gateways }

/** An event as a reader of the history hands it over. */
export interface TakenEvent extends Happened {
  tenantId: number
  id: number
  appealId: number
  seq: number
  recordedAt: Instant
  policyVersion: number
}

/** What is older was read late, e.g. after a restore: it is kept in the outbox, not sent. */
const STALE = 2 * DAY
const TELLING = new Set<EventKind>(TELLING_KINDS)

/** For a reader of the history; writes through its client: a query for all matters, one for all messages. */
export const takeForMessages =
  (parts: MessagingParts) => async (events: readonly TakenEvent[], client: pg.ClientBase) => {
    const telling = events.filter(e => TELLING.has(e.kind) && e.facts.imported !== true)
    if (telling.length === 0) return
    const found = await mattersOf(client, telling)
    const sendings: Sending[] = []
    for (const [i, event] of telling.entries())
      if (found.has(i)) sendings.push(...(await sendingsOf(parts, event, found.get(i)!)))
    const recipients = await recipientsOf(parts, sendings, client)
    const messages: NewMessage[] = []
    for (const [i, sending] of sendings.entries())
      for (const recipient of recipients[i]!) {
        const message = await messageOf(parts, sending, recipient)
        if (message) messages.push(message)
      }
    await insertMessages(client, parts, messages)
  }

/** A message to be, before it is known who gets it. */
interface Sending {
  event: TakenEvent
  intended: Intended
  number: string
  policy: Policy
  tenant: Pick<Tenant, 'name' | 'sample'>
}

async function sendingsOf(
  { tenants }: MessagingParts,
  event: TakenEvent,
  { number, ...known }: Found,
): Promise<Sending[]> {
  const tenant = await tenants.get(event.tenantId)
  const policy = tenant.policyOf(event.policyVersion)
  const { zone } = tenant.calendar
  const matter: Matter = {
    ...known,
    rules: policy.rules,
    unitName: nameIn(tenant.directory),
    timeText: at => limitText(at, zone),
  }
  return messagesFor(event, matter).map(intended => ({ event, intended, number, policy, tenant }))
}

const nameIn =
  ({ units }: Directory) =>
  (id: number | null): string =>
    (id === null ? undefined : units.get(id)?.name) ?? ''

const MATTERS = `SELECT q.n::int - 1 AS n, a.number, a.imported, a.lead_unit_id AS "leadUnitId", a.due_at AS "dueAt",
  (SELECT m.number FROM appeal m WHERE m.tenant_id = a.tenant_id AND m.id = a.merged_into_id) AS "mergedInto",
  (SELECT c.due_at FROM clock c WHERE c.tenant_id = a.tenant_id AND c.appeal_id = a.id AND c.kind = 'sign' AND c.unit_id = q.unit
   ORDER BY c.no DESC LIMIT 1) AS "signBefore",
  (SELECT e.texts FROM event e WHERE e.tenant_id = a.tenant_id AND e.appeal_id = a.id AND e.seq = q.seq) AS texts,
  (SELECT e.texts ->> 'answer' FROM event e WHERE e.tenant_id = a.tenant_id AND e.appeal_id = a.id AND e.seq <= q.seq
   AND e.kind = 'assignment.replied' AND e.unit_id = a.lead_unit_id ORDER BY e.seq DESC LIMIT 1) AS answer
FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::bigint[]) WITH ORDINALITY AS q (tenant, appeal, seq, unit, n),
LATERAL (SELECT * FROM appeal a WHERE a.tenant_id = q.tenant AND a.id = q.appeal OFFSET 0) a`

type Found = Omit<Matter, 'rules' | 'unitName' | 'timeText'> & { number: string }

/** By the place of the event; one whose ticket is gone has none. */
async function mattersOf(client: pg.ClientBase, events: readonly TakenEvent[]): Promise<Map<number, Found>> {
  const { rows } = await client.query<Found & { n: number }>({
    name: 'message.matters',
    text: MATTERS,
    values: [
      events.map(e => e.tenantId),
      events.map(e => e.appealId),
      events.map(e => e.seq),
      events.map(e => e.unitId),
    ],
  })
  return new Map(rows.map(({ n, ...found }) => [n, found]))
}

/** Who gets each; most go to the appellant alone, and those are asked for together. */
async function recipientsOf(
  { keys }: MessagingParts,
  sendings: readonly Sending[],
  client: pg.ClientBase,
): Promise<Recipient[][]> {
  const alone = sendings.filter(s => s.intended.to === 'appellant').map(s => s.event)
  const appellants = alone.length > 0 ? await appellantsOf(client, keys, alone) : new Map()
  const found: Recipient[][] = []
  for (const { event, intended, number } of sendings) {
    const { tenantId, appealId } = event
    const { to } = intended
    if (to === 'appellant') found.push(appellants.get(`${tenantId} ${appealId}`) ?? [])
    else if (to === 'allReporters') found.push(await reportersOf(client, keys, { tenantId, appealId }))
    else if ('contactId' in to) found.push(await joinerOf(client, keys, { tenantId, appealId, ...to }))
    else found.push(await liaisonsOf(client, { tenantId, unitId: to.unitId }, { appealId, number }))
  }
  return found
}

async function messageOf(
  parts: MessagingParts,
  { event, intended, policy, tenant }: Sending,
  recipient: Recipient,
): Promise<NewMessage | null> {
  const { template } = intended
  const to = recipient.medium === 'sms' ? normalPhone(recipient.to) : recipient.to
  if (recipient.medium === 'sms' && !isMobile(to)) return null
  const known = { tenant: tenant.name, number: recipient.number, code: recipient.code, ...intended.fields }
  const said = worded(template, policy.rules.texts[template], known)
  if ('missing' in said) {
    await tellOfWords(parts, event, template, { missing: said.missing, policy: policy.version })
    return null
  }
  if ('unknown' in said) return null
  return {
    tenantId: event.tenantId,
    key: `appeal:${event.appealId}:${event.seq}:${template}:${recipient.key}`,
    appealId: recipient.appealId,
    medium: recipient.medium,
    template,
    to,
    text: said.text,
    nextAt: intended.notBefore ?? parts.now(),
    // The people of a sample city have made-up numbers, which may be somebody's.
    kept: tenant.sample || parts.now() - event.recordedAt > STALE,
  }
}

const tellOfWords = (
  parts: MessagingParts,
  { tenantId }: TakenEvent,
  template: string,
  facts: { missing: string; policy: number },
) =>
  raiseAlert(parts.db, {
    tenantId,
    key: `words:${facts.policy}:${template}`,
    kind: 'messageWords',
    facts: { template, ...facts },
    at: parts.now(),
  })

export interface NewMessage {
  tenantId: number
  key: string
  appealId: number | null
  medium: 'sms' | 'email'
  template: string
  to: string
  text: string
  nextAt: Instant
  /** Only for the outbox. */
  kept: boolean
}

const INSERT = `INSERT INTO message (tenant_id, key, appeal_id, medium, template, to_enc, body_enc, state, next_at, created_at)
SELECT m.*, $10 FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::text[],
  $9::timestamptz[]) m
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
      messages.map(m => (m.kept || !gateways[m.medium] ? 'kept' : 'waiting')),
      messages.map(m => isoOf(m.nextAt)),
      isoOf(now()),
    ],
  })
}
