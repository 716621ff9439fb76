/** The versions of a tenant's rules: publish, list, compare. */
import { sql } from 'kysely'
import type { Instant } from '../../domain/instant.ts'
import { type Difference, differencesOf } from '../../domain/policy/compare.ts'
import type { Rules } from '../../domain/policy/rules.ts'
import type { Database, Queryable } from '../kernel/database.ts'
import { raiseVersion } from './version.ts'

export interface Publication {
  name: string
  /** From when it holds; a later moment makes it wait. */
  validFrom: Instant
  /** The person who publishes; null for a load from files. */
  by: number | null
}

export interface PolicySummary {
  version: number
  name: string
  validFrom: Instant
  createdBy: number | null
  createdAt: Instant
}

/** Adds a version and returns its number; the rules must have passed checkRules. Then call tenants.changed. */
export const publishPolicy = (db: Database, tenantId: number, rules: Rules, publication: Publication) =>
  db.kysely.transaction().execute(tx => addPolicy(tx, tenantId, rules, publication))

/** The same inside a transaction. */
export async function addPolicy(tx: Queryable, tenantId: number, rules: Rules, publication: Publication) {
  // Raising the version locks the tenant's row: two publishers get two numbers.
  await raiseVersion(tx, tenantId)
  const { name, validFrom, by } = publication
  const { version } = await tx
    .insertInto('policy')
    .values({
      tenant_id: tenantId,
      version: sql<number>`(SELECT coalesce(max(version), 0) + 1 FROM policy WHERE tenant_id = ${tenantId})`,
      name,
      rules: JSON.stringify(rules),
      valid_from: new Date(validFrom),
      created_by: by,
    })
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** The rules published last, whether they hold already or not; null when there are none. */
export async function newestRules(
  db: Queryable,
  tenantId: number,
): Promise<{ name: string; rules: Rules } | null> {
  const row = await db
    .selectFrom('policy')
    .select(['name', 'rules'])
    .where('tenant_id', '=', tenantId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Only rules that passed readRules or checkRules are ever written.
  return row ? { name: row.name, rules: row.rules as Rules } : null
}

/** Newest first, those that wait for their day included. */
export const listPolicies = (db: Queryable, tenantId: number): Promise<PolicySummary[]> =>
  db
    .selectFrom('policy')
    .select([
      'version',
      'name',
      'valid_from as validFrom',
      'created_by as createdBy',
      'created_at as createdAt',
    ])
    .where('tenant_id', '=', tenantId)
    .orderBy('version', 'desc')
    .execute()

/** What version `to` has otherwise than version `from`; null when one of them doesn't exist. */
export async function comparePolicies(
  db: Queryable,
  tenantId: number,
  { from, to }: { from: number; to: number },
): Promise<Difference[] | null> {
  const rows = await db
    .selectFrom('policy')
    .select(['version', 'rules'])
    .where('tenant_id', '=', tenantId)
    .where('version', 'in', [from, to])
    .execute()
  const [before, after] = [from, to].map(version => rows.find(r => r.version === version))
  return before && after ? differencesOf(before.rules, after.rules) : null
}
