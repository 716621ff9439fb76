/** Who gets each message that was decided: asked for together where many have the same kind of addressee. */
import type pg from 'pg'
import type { Instant } from '../../domain/instant.ts'
import type { Happened, Intended } from '../../domain/messaging/intended.ts'
import type { Policy } from '../../domain/policy/rules.ts'
import type { Tenant } from '../directory/tenants.ts'
import type { MessagingParts } from './insert-messages.ts'
import { watchersOf } from './light-watch.ts'
import { appellantsOf, joinerOf, liaisonsOf, type Recipient, reportersOf } from './recipients.ts'
import { calledPeople, cityLeaders, robotsOf, unitPeople } from './staff.ts'

/** An event as a reader of the history hands it over. */
export interface TakenEvent extends Happened {
  tenantId: number
  id: number
  appealId: number
  seq: number
  recordedAt: Instant
  policyVersion: number
}

/** A message to be, before it is known who gets it. */
export interface Sending {
  event: TakenEvent
  intended: Intended
  number: string
  policy: Policy
  tenant: Pick<Tenant, 'name' | 'sample' | 'directory'>
}

/** By the place of the message; most go to the appellant alone. */
export async function addresseesOf(
  { keys }: Pick<MessagingParts, 'keys'>,
  sendings: readonly Sending[],
  client: pg.ClientBase,
): Promise<Recipient[][]> {
  const alone = sendings.filter(s => s.intended.to === 'appellant').map(s => s.event)
  const appellants = alone.length > 0 ? await appellantsOf(client, keys, alone) : new Map()
  const found: Recipient[][] = []
  const known = new Map<string, Recipient[]>()
  for (const sending of sendings) {
    const { event, intended } = sending
    if (intended.to === 'appellant') found.push(appellants.get(`${event.tenantId} ${event.appealId}`) ?? [])
    else found.push(await followersOf({ keys }, sending, client, known))
  }
  return found
}

/** Groups and watchers of a unit are the same for every ticket: thousands of colours come on in the same minute. */
async function followersOf(
  { keys }: Pick<MessagingParts, 'keys'>,
  sending: Sending,
  client: pg.ClientBase,
  known: Map<string, Recipient[]>,
): Promise<Recipient[]> {
  const { event, intended, number } = sending
  const { to } = intended
  if (typeof to === 'string' || !('robotsOf' in to || 'watchersOf' in to))
    return othersOf({ keys }, sending, client)
  const key = `${event.tenantId} ${JSON.stringify(to)}`
  const found = known.get(key) ?? (await othersOf({ keys }, sending, client))
  known.set(key, found)
  return found.map(r => ({ ...r, appealId: event.appealId, number }))
}

function othersOf(
  { keys }: Pick<MessagingParts, 'keys'>,
  { event, intended, number, tenant }: Sending,
  client: pg.ClientBase,
): Promise<Recipient[]> {
  const { tenantId, appealId } = event
  const { to } = intended
  const ticket = { appealId, number }
  if (to === 'cityLeaders') return cityLeaders(client, tenantId, ticket)
  if (typeof to === 'string') return reportersOf(client, keys, { tenantId, appealId })
  if ('contactId' in to) return joinerOf(client, keys, { tenantId, appealId, ...to })
  if ('robotsOf' in to) {
    const { units } = tenant.directory
    return robotsOf(client, { tenantId, unitId: to.robotsOf, tells: to.tells, units }, ticket)
  }
  if ('watchersOf' in to) {
    const { units } = tenant.directory
    return watchersOf(client, { tenantId, unitId: to.watchersOf, light: to.light, units }, ticket)
  }
  if ('callTo' in to)
    return calledPeople(client, { tenantId, unitId: to.callTo, assignmentNo: to.assignmentNo }, ticket)
  const { unitId, assignmentNo } = to
  return assignmentNo === undefined
    ? liaisonsOf(client, { tenantId, unitId }, ticket)
    : unitPeople(client, { tenantId, unitId, assignmentNo }, ticket)
}
