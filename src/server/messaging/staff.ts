/** Who of the staff hears of a step of the ladder: the handler, those who lead the unit, the city's leaders, the groups that follow it. */
import type pg from 'pg'
import { isMobile, normalPhone } from '../../domain/access/phone.ts'
import type { UnitTree } from '../../domain/directory/units.ts'
import type { RobotKind, RobotTells } from '../../domain/vocabulary.ts'
import type { Recipient } from './recipients.ts'

export interface Ticket {
  appealId: number
  number: string
}

export interface Person {
  id: number
  phone: string | null
  email: string | null
}

const LEADS = `EXISTS (SELECT FROM role_grant g WHERE g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.unit_id = $2
  AND g.role IN ('unitLeader', 'liaison'))`
const HANDLER = `p.id = (SELECT s.person_id FROM assignment s WHERE s.tenant_id = $1 AND s.appeal_id = $3 AND s.no = $4)`

const OF_UNIT = `SELECT p.id, p.phone, p.email FROM person p WHERE p.tenant_id = $1 AND p.active
  AND (p.email IS NOT NULL OR p.phone IS NOT NULL) AND (${HANDLER} OR (p.unit_id = $2 AND ${LEADS}))
ORDER BY ${HANDLER} IS TRUE DESC, p.id`

/** In whose hands the duty is comes first, then the unit's leaders and liaisons. */
async function peopleOf(
  client: pg.ClientBase,
  at: { tenantId: number; unitId: number; appealId: number; assignmentNo: number | null },
): Promise<Person[]> {
  const values = [at.tenantId, at.unitId, at.appealId, at.assignmentNo]
  return (await client.query<Person>({ name: 'message.people', text: OF_UNIT, values })).rows
}

/** By e-mail where they have one; those who have neither that nor a mobile phone can't be reached. */
export const written = (people: readonly Person[], ticket: Ticket): Recipient[] =>
  people
    .filter(p => p.email || isMobile(normalPhone(p.phone!)))
    .map(p => ({
      key: `person${p.id}`,
      medium: p.email ? 'email' : 'sms',
      to: (p.email ?? p.phone)!,
      ...ticket,
      code: null,
    }))

export const unitPeople = async (
  client: pg.ClientBase,
  at: { tenantId: number; unitId: number; assignmentNo: number | null },
  ticket: Ticket,
): Promise<Recipient[]> => written(await peopleOf(client, { ...at, ...ticket }), ticket)

/** One call, to one after the other of those who have a phone; a number is said by its end. */
export async function calledPeople(
  client: pg.ClientBase,
  at: { tenantId: number; unitId: number; assignmentNo: number | null },
  ticket: Ticket,
): Promise<Recipient[]> {
  const people = await peopleOf(client, { ...at, ...ticket })
  const phones = [...new Set(people.flatMap(p => (p.phone ? normalPhone(p.phone) : [])))]
  if (phones.length === 0) return []
  const { appealId, number } = ticket
  const to = { key: 'call', medium: 'voice' as const, to: phones.join(','), code: null }
  return [{ ...to, appealId, number: number.slice(-6) }]
}

const LEADERS = `SELECT p.id, p.phone, p.email FROM person p WHERE p.tenant_id = $1 AND p.active
  AND (p.email IS NOT NULL OR p.phone IS NOT NULL)
  AND EXISTS (SELECT FROM role_grant g WHERE g.tenant_id = $1 AND g.person_id = p.id AND g.role = 'cityLeader') ORDER BY p.id`

export async function cityLeaders(
  client: pg.ClientBase,
  tenantId: number,
  ticket: Ticket,
): Promise<Recipient[]> {
  const { rows } = await client.query<Person>({ name: 'message.leaders', text: LEADERS, values: [tenantId] })
  return written(rows, ticket)
}

const ROBOTS = `SELECT id, kind, name, unit_id AS "unitId" FROM robot
  WHERE tenant_id = $1 AND active AND $2 = ANY(tells) ORDER BY id`

/** The groups of the unit and of those above it that asked for it. */
export async function robotsOf(
  client: pg.ClientBase,
  {
    tenantId,
    unitId,
    tells,
    units,
  }: { tenantId: number; unitId: number | null; tells: RobotTells; units: UnitTree },
  ticket: Ticket,
): Promise<Recipient[]> {
  const { rows } = await client.query<{ id: number; kind: RobotKind; name: string; unitId: number }>({
    name: 'message.robots',
    text: ROBOTS,
    values: [tenantId, tells],
  })
  return rows
    .filter(r => units.isWithin(unitId ?? units.root.id, r.unitId))
    .map(r => ({ key: `robot${r.id}`, medium: r.kind, to: r.name, robotId: r.id, ...ticket, code: null }))
}
