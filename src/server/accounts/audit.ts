/** Leaves a trace of what somebody did to accounts, for the auditor. */
import type { Instant } from '../../domain/instant.ts'
import type { Queryable } from '../kernel/database.ts'

export interface Trace {
  tenantId: number
  /** Who acted; null when nobody was recognised. */
  personId: number | null
  act: `signIn.${string}` | `account.${string}` | `role.${string}` | `key.${string}`
  /** What it was done to, in words an auditor can look up. */
  subject: string
  facts?: Record<string, unknown>
  at: Instant
}

/** Writes one row; within a transaction when given one. */
export async function leaveTrace(
  db: Queryable,
  { tenantId, personId, act, subject, facts = {}, at }: Trace,
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      tenant_id: tenantId,
      person_id: personId,
      act,
      subject,
      facts: JSON.stringify(facts),
      at: new Date(at),
    })
    .execute()
}
