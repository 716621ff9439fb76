/** Lets an appellant back to the appeal with its number and query code. */
import { hash, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../domain/access/actor.ts'
import { HOUR } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Gate } from './gate.ts'
import { blockedUntil, countTry, type Limit } from './tries.ts'

const PER_NUMBER: Limit = { kind: 'number', most: 5, within: HOUR }
// Behind one address may stand an office, a village or a proxy.
const PER_ADDRESS: Limit = { kind: 'numberFrom', most: 60, within: HOUR }

/** The actor whom number and code open one appeal to; five wrong tries on a number, or sixty from an address, close it for an hour. */
export async function appellantBy(
  gate: Gate,
  { tenantId, number, code, address }: { tenantId: number; number: string; code: string; address: string },
): Promise<Actor | Refusal> {
  const tries = [
    { limit: PER_ADDRESS, what: address },
    { limit: PER_NUMBER, what: number },
  ]
  const appeal = await gate.db.kysely
    .selectFrom('appeal')
    .select(['id', 'query_code as sealed'])
    .where(eb => eb.and({ tenant_id: tenantId, number }))
    .executeTakeFirst()
  const isRight = sameCode(code, appeal ? gate.keys.decrypt(appeal.sealed, 'appeal.queryCode') : null)
  if (!appeal || !isRight) await countTry(gate, tenantId, tries)
  // Asked last: of many guesses made at once, the right one is refused when the others used up the tries.
  const until = await blockedUntil(gate, tenantId, tries)
  if (until) return refuse('slow-down', { facts: { until: new Date(until).toISOString() } })
  if (!appeal || !isRight) return refuse('wrong-code')
  return {
    kind: 'appellant',
    tenantId,
    personId: null,
    name: '诉求人',
    unitId: null,
    grants: [],
    appealId: appeal.id,
  }
}

const normalCode = (code: string): string => code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
const digestOf = (code: string): Buffer => hash('sha256', normalCode(code), 'buffer')

function sameCode(given: string, kept: string | null): boolean {
  return timingSafeEqual(digestOf(given), digestOf(kept ?? '')) && kept !== null
}
