/** How much stands on which step, by kind and light, and how much doesn't add up. */
import { type RawBuilder, sql } from 'kysely'
import { isoOf } from '../../domain/instant.ts'
import {
  AMISS,
  type Amiss,
  type LedgerKind,
  type LedgerStep,
  ledgerKindOf,
  STEP_OF_RECIPIENT,
  stepOf,
} from '../../domain/supervision/steps.ts'
import type { RecipientStage, Stage } from '../../domain/vocabulary.ts'
import type { Database } from '../kernel/database.ts'
import {
  AMISS_SOURCE,
  type Narrowed,
  proposals,
  recipientsOf,
  recipientsWithin,
  ticketsWithin,
} from './steps-sources.ts'

export interface StepCount {
  step: LedgerStep
  kind: LedgerKind
  n: number
  green: number
  yellow: number
  red: number
}

type Lights = Pick<StepCount, 'n' | 'green' | 'yellow' | 'red'>

const lights = (of: 'a' | 'c', now: number) => {
  const [green, yellow, due] = ['green_at', 'yellow_at', 'due_at'].map(column => sql.ref(`${of}.${column}`))
  const at = sql`${isoOf(now)}::timestamptz`
  return sql`count(*)::int AS n,
    (count(*) FILTER (WHERE ${green} <= ${at} AND ${yellow} > ${at} AND ${due} IS NOT NULL))::int AS green,
    (count(*) FILTER (WHERE ${yellow} <= ${at} AND ${due} > ${at} AND ${green} IS NOT NULL))::int AS yellow,
    (count(*) FILTER (WHERE ${due} <= ${at} AND ${green} IS NOT NULL AND ${yellow} IS NOT NULL))::int AS red`
}

const andAll = (conditions: readonly unknown[]) =>
  sql.join(
    conditions.map(c => sql` AND ${c}`),
    sql``,
  )

/** By step and kind; only where there is something. */
export async function countSteps(db: Database, n: Narrowed): Promise<StepCount[]> {
  const [open, owed, proposed] = await Promise.all([
    sql<
      Lights & { stage: Stage; exempt: boolean; kind: string }
    >`SELECT a.stage, a.exemption IS NOT NULL AS exempt,
      a.kind, ${lights('a', n.now)} FROM appeal a WHERE a.tenant_id = ${n.tenantId} AND a.ended_at IS NULL
      ${andAll(ticketsWithin(n))} GROUP BY 1, 2, 3`.execute(db.kysely),
    sql<Lights & { stage: RecipientStage }>`SELECT r.stage, ${lights('c', n.now)} FROM ${recipientsOf(true)}
      WHERE r.tenant_id = ${n.tenantId} AND r.ended_at IS NULL ${andAll(recipientsWithin(n))} GROUP BY 1`.execute(
      db.kysely,
    ),
    countOf(db, proposals({ ...n, kinds: ['sheet'], step: 'open' })?.(null, MOST)),
  ])
  const cells = new Map<string, StepCount>()
  const add = (step: LedgerStep | null, kind: LedgerKind, of: Lights) => {
    if (step === null || of.n === 0) return
    const key = `${step}/${kind}`
    const cell = cells.get(key) ?? { step, kind, n: 0, green: 0, yellow: 0, red: 0 }
    cells.set(key, cell)
    for (const name of ['n', 'green', 'yellow', 'red'] as const) cell[name] += of[name]
  }
  for (const { stage, exempt, kind, ...of } of open.rows)
    add(stepOf({ stage, exemption: exempt ? 'notRequired' : null }), ledgerKindOf(kind), of)
  for (const { stage, ...of } of owed.rows) add(STEP_OF_RECIPIENT[stage], 'sheet', of)
  add('open', 'sheet', { n: proposed, green: 0, yellow: 0, red: 0 })
  return [...cells.values()]
}

/** Counted no further. */
const MOST = 1000

export const countAmiss = (db: Database, n: Narrowed): Promise<{ what: Amiss; n: number }[]> =>
  Promise.all(AMISS.map(async what => ({ what, n: await countOf(db, AMISS_SOURCE[what](n)?.(null, MOST)) })))

async function countOf(db: Database, rows: RawBuilder<unknown> | undefined): Promise<number> {
  if (!rows) return 0
  const { rows: found } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM (${rows}) x`.execute(
    db.kysely,
  )
  return found[0]!.n
}
