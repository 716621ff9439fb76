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
import { localText } from '../../domain/time/moment-text.ts'
import type { Tenant } from '../directory/tenants.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import type { Parts } from '../parts.ts'
import type { Gateways } from './gateways.ts'
import { liaisonsOf, type Recipient, reportersOf } from './recipients.ts'

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

/** For a reader of the history; writes through its client. */
export const takeForMessages =
  (parts: MessagingParts) => async (events: readonly TakenEvent[], client: pg.ClientBase) => {
    for (const event of events) if (TELLING.has(event.kind)) await takeOne(parts, event, client)
  }

async function takeOne(parts: MessagingParts, event: TakenEvent, client: pg.ClientBase): Promise<void> {
  const tenant = await parts.tenants.get(event.tenantId)
  const policy = tenant.policyOf(event.policyVersion)
  const found = await matterOf(client, event)
  if (!found) return
  const { number, ...known } = found
  const { zone } = tenant.calendar
  const matter: Matter = {
    ...known,
    rules: policy.rules,
    unitName: nameIn(tenant.directory),
    timeText: at => localText(at, zone),
  }
  for (const intended of messagesFor(event, matter))
    for (const recipient of await recipientsOf(parts, event, { intended, number }, client))
      await write(parts, client, { event, intended, recipient, policy, tenant })
}

const nameIn =
  ({ units }: Directory) =>
  (id: number | null): string =>
    (id === null ? undefined : units.get(id)?.name) ?? ''

const MATTER = `SELECT a.number, a.imported, a.lead_unit_id AS "leadUnitId", a.due_at AS "dueAt",
  (SELECT m.number FROM appeal m WHERE m.tenant_id = $1 AND m.id = a.merged_into_id) AS "mergedInto",
  (SELECT c.due_at FROM clock c WHERE c.tenant_id = $1 AND c.appeal_id = a.id AND c.kind = 'sign' AND c.unit_id = $4
   ORDER BY c.no DESC LIMIT 1) AS "signBefore",
  (SELECT e.texts FROM event e WHERE e.tenant_id = $1 AND e.appeal_id = a.id AND e.seq = $3) AS texts,
  (SELECT e.texts ->> 'answer' FROM event e WHERE e.tenant_id = $1 AND e.appeal_id = a.id AND e.seq <= $3
   AND e.kind = 'assignment.replied' AND e.unit_id = a.lead_unit_id ORDER BY e.seq DESC LIMIT 1) AS answer
FROM appeal a WHERE a.tenant_id = $1 AND a.id = $2`

type Found = Omit<Matter, 'rules' | 'unitName' | 'timeText'> & { number: string }

async function matterOf(client: pg.ClientBase, e: TakenEvent): Promise<Found | null> {
  const values = [e.tenantId, e.appealId, e.seq, e.unitId]
  const { rows } = await client.query<Found>({ name: 'message.matter', text: MATTER, values })
  return rows[0] ?? null
}

function recipientsOf(
  { keys }: MessagingParts,
  { tenantId, appealId }: TakenEvent,
  { intended: { to }, number }: { intended: Intended; number: string },
  client: pg.ClientBase,
): Promise<Recipient[]> {
  if (typeof to === 'object') return liaisonsOf(client, { tenantId, unitId: to.unitId }, { appealId, number })
  return reportersOf(client, keys, { tenantId, appealId, all: to === 'allReporters' })
}

interface Writing {
  event: TakenEvent
  intended: Intended
  recipient: Recipient
  policy: Policy
  tenant: Pick<Tenant, 'name' | 'sample'>
}

async function write(parts: MessagingParts, client: pg.ClientBase, w: Writing): Promise<void> {
  const { event, intended, recipient, policy } = w
  const { template } = intended
  const to = recipient.medium === 'sms' ? normalPhone(recipient.to) : recipient.to
  if (recipient.medium === 'sms' && !isMobile(to)) return
  const known = { tenant: w.tenant.name, number: recipient.number, code: recipient.code, ...intended.fields }
  const said = worded(template, policy.rules.texts[template], known)
  if ('missing' in said)
    return tellOfWords(parts, event, template, { missing: said.missing, policy: policy.version })
  if ('unknown' in said) return
  await insertMessage(client, parts, {
    tenantId: event.tenantId,
    key: `appeal:${event.appealId}:${event.seq}:${template}:${recipient.key}`,
    appealId: recipient.appealId,
    medium: recipient.medium,
    template,
    to,
    text: said.text,
    nextAt: intended.notBefore ?? parts.now(),
    // The people of a sample city have made-up numbers, which may be somebody's.
    kept: w.tenant.sample || parts.now() - event.recordedAt > STALE,
  })
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
VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) ON CONFLICT (tenant_id, key) DO NOTHING`

/** Writes a message down, once per key; without a gateway for it, it is only kept. */
export async function insertMessage(
  client: Pick<pg.ClientBase, 'query'>,
  { keys, gateways, now }: Pick<MessagingParts, 'keys' | 'gateways' | 'now'>,
  m: NewMessage,
): Promise<void> {
  await client.query({
    name: 'message.insert',
    text: INSERT,
    values: [
      m.tenantId,
      m.key,
      m.appealId,
      m.medium,
      m.template,
      keys.encrypt(m.to, 'message.to'),
      keys.encrypt(m.text, 'message.body'),
      m.kept || !gateways[m.medium] ? 'kept' : 'waiting',
      isoOf(m.nextAt),
      isoOf(now()),
    ],
  })
}
