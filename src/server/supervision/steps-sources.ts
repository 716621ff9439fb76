/** 六步台账: where its rows come from. Each source is a range of an index in the order of limits, narrowed alike. */
import { type RawBuilder, sql } from 'kysely'
import { type Instant, isoOf } from '../../domain/instant.ts'
import {
  type Amiss,
  LEDGER_STEPS,
  type LedgerKind,
  type LedgerStep,
  READY_FOR,
  STEP_OF_RECIPIENT,
  standingsOf,
} from '../../domain/supervision/steps.ts'
import type { Light } from '../../domain/time/lights.ts'
import { isTask, RECIPIENT_STAGES, TASK_KINDS } from '../../domain/vocabulary.ts'
import type { Position } from '../kernel/http/cursor.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'

type Sql = RawBuilder<unknown>

/** What the ledger is narrowed to. */
export interface Narrowed {
  tenantId: number
  now: Instant
  /** Units whose tickets may be seen; null: all of the tenant. */
  reach: readonly number[] | null
  /** Units that owe it; null: whoever does. */
  units: readonly number[] | null
  step?: LedgerStep | undefined
  kinds?: readonly LedgerKind[] | undefined
  lights?: readonly Light[] | undefined
}

/** A row before it is read: a ticket (`no` 0), what a unit owes a sheet (`no` its own), or a proposed sheet (`no` beyond). */
export interface Found extends Required<Position> {}

/** Proposed sheets are numbered beyond all recipients. */
export const PROPOSED = 1_000_000

/** Rows of `at`, `id`, `no` behind a position, at most so many. */
export type Source = (from: Required<Position> | null, most: number) => Sql

const ids = (values: readonly number[]): Sql => sql`${[...values]}::bigint[]`
const moment = (at: Instant): Sql => sql`${isoOf(at)}::timestamptz`
const FAR = sql`'9999-12-31T00:00:00Z'::timestamptz`
const all = (conditions: readonly Sql[]): Sql => sql.join(conditions, sql` AND `)

const wants = ({ kinds }: Narrowed, kind: LedgerKind): boolean => !kinds?.length || kinds.includes(kind)
const stepsOf = ({ step }: Narrowed): readonly LedgerStep[] => (step ? [step] : LEDGER_STEPS)

/** Null when no ticket is wanted at all. */
function kindIs(n: Narrowed): Sql | null {
  const tasks = TASK_KINDS.filter(kind => wants(n, kind))
  if (wants(n, 'appeal')) {
    const isAppeal = sql.raw(IS_APPEAL('a.kind'))
    return tasks.length === TASK_KINDS.length
      ? sql`true`
      : sql`(${isAppeal} OR a.kind = ANY(${tasks}::text[]))`
  }
  return tasks.length > 0 ? sql`a.kind = ANY(${tasks}::text[])` : null
}

function lightIs(green: Sql, yellow: Sql, due: Sql, { lights, now }: Narrowed): Sql | null {
  if (!lights?.length) return null
  const at = moment(now)
  const is: Record<Light, Sql> = {
    red: sql`(${due} <= ${at} AND ${green} IS NOT NULL AND ${yellow} IS NOT NULL)`,
    yellow: sql`(${yellow} <= ${at} AND ${due} > ${at} AND ${green} IS NOT NULL)`,
    green: sql`(${green} <= ${at} AND ${yellow} > ${at} AND ${due} IS NOT NULL)`,
    none: sql`(${green} <= ${at} AND ${yellow} IS NOT NULL AND ${due} IS NOT NULL) IS NOT TRUE`,
  }
  return sql`(${sql.join(
    lights.map(l => is[l]),
    sql` OR `,
  )})`
}

/** Whose tickets they are, and which of them are asked for: of the columns of `a` alone. */
export function ticketsWithin(n: Narrowed): Sql[] {
  const { reach, units } = n
  const light = lightIs(sql`a.green_at`, sql`a.yellow_at`, sql`a.due_at`, n)
  return [
    ...(reach ? [sql`(a.lead_unit_id = ANY(${ids(reach)}) OR a.owner_unit_id = ANY(${ids(reach)}))`] : []),
    ...(units ? [sql`coalesce(a.lead_unit_id, a.owner_unit_id) = ANY(${ids(units)})`] : []),
    ...(light ? [light] : []),
  ]
}

const AT = sql`coalesce(a.due_at, ${FAR})`

const behind = (from: Required<Position> | null, at: Sql): Sql[] =>
  from === null ? [] : [sql`(${at}, a.id) > (${moment(from.at)}, ${from.id}::bigint)`]

/** Open tickets of these stages, each stage a range; null when none are wanted. */
export function tickets(n: Narrowed, more: readonly Sql[] = []): Source | null {
  const kind = kindIs(n)
  const places = standingsOf(stepsOf(n))
  if (kind === null || places.length === 0) return null
  const stages = places.map(p => p.stage)
  const exempt = places.map(p => p.exempt)
  const conditions = [
    sql`a.tenant_id = ${n.tenantId} AND a.ended_at IS NULL AND a.stage = k.stage`,
    sql`(k.exempt IS NULL OR (a.exemption IS NOT NULL) = k.exempt)`,
    kind,
    ...ticketsWithin(n),
    ...more,
  ]
  return (from, most) =>
    sql`SELECT x.at, x.id, 0 AS no FROM unnest(${stages}::text[], ${exempt}::boolean[]) AS k(stage, exempt)
      CROSS JOIN LATERAL (SELECT ${AT} AS at, a.id FROM appeal a WHERE ${all([...conditions, ...behind(from, AT)])}
        ORDER BY 1, 2 LIMIT ${sql.lit(most)}) x ORDER BY 1, 2 LIMIT ${sql.lit(most)}`
}

/** The limit of the answer, for its light. */
const CLOCK = sql`LEFT JOIN LATERAL (SELECT green_at, yellow_at, due_at FROM clock c WHERE c.tenant_id = r.tenant_id
  AND c.appeal_id = r.appeal_id AND c.recipient_no = r.no AND c.kind = 'sheetAnswer' AND c.met_at IS NULL
  AND c.cancelled_at IS NULL LIMIT 1) c ON true`
export const recipientsOf = (isLit: boolean): Sql => sql`sheet_recipient r ${isLit ? CLOCK : sql``}`

/** What of sheets somebody may see: what their units were sent, and what their own centre issued. */
export function recipientsWithin(n: Narrowed): Sql[] {
  const { reach, units } = n
  const light = lightIs(sql`c.green_at`, sql`c.yellow_at`, sql`c.due_at`, n)
  return [
    ...(reach
      ? [
          sql`(r.unit_id = ANY(${ids(reach)}) OR (SELECT owner_unit_id FROM appeal o WHERE o.tenant_id = r.tenant_id
            AND o.id = r.appeal_id) = ANY(${ids(reach)}))`,
        ]
      : []),
    ...(units ? [sql`r.unit_id = ANY(${ids(units)})`] : []),
    ...(light ? [light] : []),
  ]
}

/** What units owe sheets. */
export function recipients(n: Narrowed, more: readonly Sql[] = []): Source | null {
  const stages = RECIPIENT_STAGES.filter(s => {
    const step = STEP_OF_RECIPIENT[s]
    return step !== null && stepsOf(n).includes(step)
  })
  if (!wants(n, 'sheet') || stages.length === 0) return null
  const at = sql`coalesce(r.due_at, ${FAR})`
  const conditions = [
    sql`r.tenant_id = ${n.tenantId} AND r.ended_at IS NULL AND r.stage = ANY(${stages}::text[])`,
    ...recipientsWithin(n),
    ...more,
  ]
  return (from, most) =>
    sql`SELECT ${at} AS at, r.appeal_id AS id, r.no FROM ${recipientsOf(Boolean(n.lights?.length))} WHERE ${all(
      [
        ...conditions,
        ...(from === null
          ? []
          : [sql`(${at}, r.appeal_id, r.no) > (${moment(from.at)}, ${from.id}::bigint, ${from.no})`]),
      ],
    )} ORDER BY 1, 2, 3 LIMIT ${sql.lit(most)}`
}

/** Sheets that wait for somebody to issue them; they have no limit and stand where they were proposed. */
export function proposals(n: Narrowed): Source | null {
  const isAsked = stepsOf(n).includes('open') && wants(n, 'sheet')
  if (!isAsked || (n.lights?.length && !n.lights.includes('none'))) return null
  const owner = sql`(SELECT owner_unit_id FROM appeal o WHERE o.tenant_id = s.tenant_id AND o.id = s.appeal_id)`
  const conditions = [
    sql`s.tenant_id = ${n.tenantId} AND s.stage = 'proposed'`,
    ...[n.reach, n.units].flatMap(units => (units ? [sql`${owner} = ANY(${ids(units)})`] : [])),
  ]
  return (from, most) =>
    sql`SELECT s.proposed_at AS at, s.appeal_id AS id, s.no + ${sql.lit(PROPOSED)} AS no FROM sheet s WHERE ${all(
      [
        ...conditions,
        ...(from === null
          ? []
          : [
              sql`(s.proposed_at, s.appeal_id, s.no + ${sql.lit(PROPOSED)}) > (${moment(from.at)}, ${from.id}::bigint, ${from.no})`,
            ]),
      ],
    )} ORDER BY 1, 2, 3 LIMIT ${sql.lit(most)}`
}

const noClockRuns = (kind: string, now: Instant): Sql =>
  sql`NOT EXISTS (SELECT FROM clock c WHERE c.tenant_id = a.tenant_id AND c.appeal_id = a.id AND c.kind = ${kind}
    AND c.met_at IS NULL AND c.cancelled_at IS NULL AND c.due_at > ${moment(now)})`

const at = (step: LedgerStep, n: Narrowed): Narrowed | null =>
  n.step === undefined || n.step === step ? { ...n, step } : null

/** What doesn't add up in one way; the same as `amissOf` says of a ticket. */
export const AMISS_SOURCE: Record<Amiss, (n: Narrowed) => Source | null> = {
  noDuty: n => {
    const open = at('open', n)
    return open && tickets(open, [sql`a.lead_unit_id IS NULL`, noClockRuns('dispatch', n.now)])
  },
  noLimit: n => tickets(n, [sql`a.due_at IS NULL AND ${AT} = ${FAR} AND a.lead_unit_id IS NOT NULL`]),
  notReconciled: n => {
    const record = at('record', n)
    return record && tickets(record, [noClockRuns('review', n.now)])
  },
  notStruckOff: n => {
    const ready = at('strikeOff', n)
    return (
      ready && tickets(ready, [sql`coalesce(a.visited_at, a.reviewed_at) <= ${moment(n.now - READY_FOR)}`])
    )
  },
  sheetAfterEnd: n =>
    recipients(n, [
      sql`(SELECT e.ended_at FROM appeal e WHERE e.tenant_id = r.tenant_id AND e.id = r.appeal_id) IS NOT NULL`,
    ]),
  taskAfterEnd: n => {
    const kinds = (n.kinds?.length ? n.kinds : TASK_KINDS).filter(isTask)
    if (kinds.length === 0) return null
    return tickets({ ...n, kinds }, [
      sql`(SELECT e.stage FROM appeal e WHERE e.tenant_id = a.tenant_id AND e.id = a.split_from_id) = 'struckOff'`,
    ])
  },
}

/** All there is, in the ways the ledger knows. */
export const sourcesOf = (n: Narrowed, amiss: Amiss | undefined): Source[] =>
  (amiss ? [AMISS_SOURCE[amiss](n)] : [tickets(n), recipients(n), proposals(n)]).filter(
    source => source !== null,
  )
