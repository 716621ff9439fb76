/** Reads the history and decides the messages: each once, by its key, however often the events are read. */
import type pg from 'pg'
import { isMobile, normalPhone } from '../../domain/access/phone.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { DAY } from '../../domain/instant.ts'
import type { Matter } from '../../domain/messaging/intended.ts'
import { ALERTING_KINDS, alertFor, LADDER_KINDS } from '../../domain/messaging/ladder-messages.ts'
import { messagesFor, TELLING_KINDS } from '../../domain/messaging/messages-for.ts'
import { worded } from '../../domain/messaging/wording.ts'
import { wordsFor } from '../../domain/policy/texts.ts'
import type { EventKind } from '../../domain/record/event-kinds.ts'
import { allowedFrom } from '../../domain/supervision/quiet-hours.ts'
import { limitText } from '../../domain/time/moment-text.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import { addresseesOf, type Sending, type TakenEvent } from './addressees.ts'
import { insertMessages, type MessagingParts, type NewMessage } from './insert-messages.ts'
import { type LadderRow, ladderRows } from './ladder-matters.ts'
import type { Recipient } from './recipients.ts'

/** What is older was read late, e.g. after a restore: it is kept in the outbox, not sent. */
const STALE = 2 * DAY
const TELLING = new Set<EventKind>(TELLING_KINDS)
const LADDER = new Set<EventKind>(LADDER_KINDS)
const ALERTING = new Set<EventKind>(ALERTING_KINDS)

/** For a reader of the history; writes through its client: a query for all matters, one for all messages. */
export const takeForMessages =
  (parts: MessagingParts) => async (events: readonly TakenEvent[], client: pg.ClientBase) => {
    for (const event of events) if (ALERTING.has(event.kind)) await alertOf(parts, event)
    const telling = events.filter(e => TELLING.has(e.kind) && e.facts.imported !== true)
    if (telling.length === 0) return
    const found = await mattersOf(client, telling)
    const steps = telling.filter(e => LADDER.has(e.kind))
    const ladder = new Map([...(await ladderRows(client, steps))].map(([n, row]) => [steps[n]!.id, row]))
    const sendings: Sending[] = []
    for (const [i, event] of telling.entries())
      if (found.has(i))
        sendings.push(...(await sendingsOf(parts, event, found.get(i)!, ladder.get(event.id))))
    const recipients = await addresseesOf(parts, sendings, client)
    const messages: NewMessage[] = []
    for (const [i, sending] of sendings.entries()) {
      if (sending.intended.mustReach && recipients[i]!.length === 0) await tellOfNobody(parts, sending)
      for (const recipient of recipients[i]!) {
        const message = await messageOf(parts, sending, recipient)
        if (message) messages.push(message)
      }
    }
    await insertMessages(client, parts, messages)
  }

async function alertOf({ db, now }: MessagingParts, event: TakenEvent): Promise<void> {
  const { tenantId, appealId, seq } = event
  const alert = alertFor(event)
  if (alert)
    await raiseAlert(db, { tenantId, key: `${alert.kind}:${appealId}:${seq}`, appealId, at: now(), ...alert })
}

/** A step of the ladder that reaches nobody: once a day and unit, as it is the unit's directory that lacks somebody. */
async function tellOfNobody({ db, now }: MessagingParts, { event, intended }: Sending): Promise<void> {
  const { tenantId, appealId } = event
  const { to, template } = intended
  const unit = typeof to === 'string' ? null : 'callTo' in to ? to.callTo : 'unitId' in to ? to.unitId : null
  const way = template === 'unitCall' ? 'phone' : 'message'
  const key = `addressee:${way}:${unit ?? 'leaders'}:${Math.floor(now() / DAY)}`
  await raiseAlert(db, { tenantId, key, kind: 'noAddressee', appealId, facts: { template, unit }, at: now() })
}

async function sendingsOf(
  { tenants, now }: MessagingParts,
  event: TakenEvent,
  { number, ...known }: Found,
  row: LadderRow | undefined,
): Promise<Sending[]> {
  const tenant = await tenants.get(event.tenantId)
  const policy = tenant.policyOf(event.policyVersion)
  const { calendar } = tenant
  const { zone } = calendar
  const { rules } = policy
  const notBefore = row ? allowedFrom(now(), { rules, calendar, ...row }) : now()
  const matter: Matter = {
    ...known,
    ladder: row ? { ...row, notBefore } : null,
    rules,
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

type Found = Omit<Matter, 'rules' | 'unitName' | 'timeText' | 'ladder'> & { number: string }

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

async function messageOf(
  parts: MessagingParts,
  { event, intended, policy, tenant }: Sending,
  recipient: Recipient,
): Promise<NewMessage | null> {
  const { template } = intended
  const to = recipient.medium === 'sms' ? normalPhone(recipient.to) : recipient.to
  if (recipient.medium === 'sms' && !isMobile(to)) return null
  const known = { tenant: tenant.name, number: recipient.number, code: recipient.code, ...intended.fields }
  const said = worded(template, wordsFor(policy.rules.texts, template), known)
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
    kept: isOnlyKept(parts, tenant.sample, recipient) || parts.now() - event.recordedAt > STALE,
    seq: event.seq,
    ...(recipient.robotId !== undefined && { robotId: recipient.robotId }),
  }
}

/** The people of a sample city have made-up numbers, which may be somebody's; a group was set up by whoever tries it. */
const isOnlyKept = ({ gateways }: MessagingParts, sample: boolean, { medium, robotId }: Recipient): boolean =>
  sample && robotId === undefined && !(medium === 'voice' && gateways.voice?.isHere)

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
