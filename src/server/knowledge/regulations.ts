/** Policy documents as stored: reading one, the list, a search, and saving the next version. */
import { sql } from 'kysely'
import { type Day, type Instant, isoOf } from '../../domain/instant.ts'
import { titleKeyOf } from '../../domain/knowledge/citations.ts'
import type {
  RegulationScope,
  RegulationStanding,
  RegulationState,
} from '../../domain/knowledge/regulation.ts'
import { KEEP_REGULATION, REGULATION_FIELDS, regulationWords } from '../directory/regulations-file.ts'
import { allOf, type Condition, when } from '../kernel/conditions.ts'
import type { Database, Queryable } from '../kernel/database.ts'
import { pageOf, positionFrom } from '../kernel/http/cursor.ts'
import { titleWord, tsqueryOf, type Words } from '../kernel/words.ts'

/** What is written; texts are plain already. */
export interface RegulationWriting extends RegulationStanding {
  title: string
  number: string | null
  issuer: string
  replacedById: number | null
  scope: RegulationScope
  body: string
  fileId: number | null
}

export interface RegulationLine extends Omit<RegulationWriting, 'body'> {
  id: number
  code: string
  version: number
  savedAt: Instant
  savedBy: number | null
}
export interface StoredRegulation extends RegulationLine {
  body: string
}

const SHARED = `title, number, issuer, issued_on AS "issuedOn", in_force_from AS "inForceFrom", repealed_on AS "repealedOn",
  replaced_by AS "replacedById", scope, body, file_id AS "fileId", owner_unit_id AS "ownerUnitId"`
const COLUMNS = `id, code, version, ${SHARED}, updated_at AS "savedAt", updated_by AS "savedBy"`

export type RegulationKey = { id: number } | { code: string }

/** Null when there is none. */
export async function regulationBy(
  db: Queryable,
  tenantId: number,
  key: RegulationKey,
): Promise<StoredRegulation | null> {
  const { rows } =
    await sql<StoredRegulation>`SELECT ${sql.raw(COLUMNS)} FROM regulation WHERE tenant_id = ${tenantId}
    AND ${'id' in key ? sql`id = ${key.id}` : sql`code = ${key.code}`}`.execute(db)
  return rows[0] ?? null
}

export const versionsOfRegulation = (db: Database, tenantId: number, id: number) =>
  db.named<Omit<StoredRegulation, 'code'>>(
    'regulation.versions',
    `SELECT regulation_id AS id, version, ${SHARED}, saved_at AS "savedAt", saved_by AS "savedBy" FROM regulation_version
     WHERE tenant_id = $1 AND regulation_id = $2 ORDER BY version DESC LIMIT 100`,
    [tenantId, id],
  )

/** Those whose place it took. */
export const replacedBy = (db: Database, tenantId: number, id: number) =>
  db.named<{ id: number; title: string; number: string | null }>(
    'regulation.replaces',
    'SELECT id, title, number FROM regulation WHERE tenant_id = $1 AND replaced_by = $2 ORDER BY issued_on DESC LIMIT 20',
    [tenantId, id],
  )

export interface RegulationsAsked {
  tenantId: number
  today: Day
  state?: RegulationState | undefined
  scope?: RegulationScope | undefined
  after?: string | undefined
  limit: number
}

const STATES: Record<RegulationState, (today: Day) => Condition> = {
  repealed: today => sql`repealed_on <= ${today}::date`,
  coming: today =>
    sql`in_force_from > ${today}::date AND (repealed_on IS NULL OR repealed_on > ${today}::date)`,
  inForce: today =>
    sql`in_force_from <= ${today}::date AND (repealed_on IS NULL OR repealed_on > ${today}::date)`,
}

const conditionsOf = ({ tenantId, today, state, scope }: RegulationsAsked): Condition[] => [
  sql`tenant_id = ${tenantId}`,
  ...when(state, s => STATES[s](today)),
  ...when(scope, s => sql`scope = ${s}`),
]

const LIST = 'regulation'

/** Latest first. */
export async function listRegulations(db: Database, asked: RegulationsAsked) {
  const from = asked.after === undefined ? null : positionFrom(LIST, asked.after)
  const before = when(
    from,
    ({ at, id }) => sql`(issued_on, id) < (${isoOf(at).slice(0, 10)}::date, ${id}::bigint)`,
  )
  const { rows } = await sql<StoredRegulation>`SELECT ${sql.raw(COLUMNS)} FROM regulation
    WHERE ${allOf([...conditionsOf(asked), ...before])} ORDER BY issued_on DESC, id DESC LIMIT ${asked.limit + 1}`.execute(
    db.kysely,
  )
  return pageOf(LIST, rows, asked.limit, ({ issuedOn, id }) => ({ at: Date.parse(issuedOn), id }))
}

/** Those that have all words: titles first, what holds before what is repealed, the latest first. */
export async function searchRegulations(
  db: Database,
  asked: RegulationsAsked,
  question: readonly string[],
): Promise<StoredRegulation[]> {
  const inTitle = tsqueryOf(question.map(titleWord))
  const { rows } = await sql<StoredRegulation>`SELECT ${sql.raw(COLUMNS)} FROM regulation
    WHERE ${allOf([...conditionsOf(asked), sql`words @@ ${tsqueryOf(question)}::tsquery`])}
    ORDER BY words @@ ${inTitle}::tsquery DESC, coalesce(repealed_on <= ${asked.today}::date, false), issued_on DESC, id DESC
    LIMIT ${asked.limit}`.execute(db.kysely)
  return rows
}

export interface Saving {
  tenantId: number
  personId: number | null
  at: Instant
}

export interface Saved {
  id: number
  version: number
}

const columnsOf = (
  w: RegulationWriting,
  words: Words,
) => sql`${w.title}, ${w.number}, ${w.issuer}, ${w.issuedOn}::date,
  ${w.inForceFrom}::date, ${w.repealedOn}::date, ${w.replacedById}::bigint, ${w.scope}, ${w.body}, ${w.fileId}::bigint,
  ${w.ownerUnitId}::bigint, ${titleKeyOf(w.title)}, array_to_tsvector(${regulationWords(words, w)}::text[])`

/** Writes version 1; null when the code is taken. */
export async function insertRegulation(
  tx: Queryable,
  words: Words,
  { code, writing }: { code: string | undefined; writing: RegulationWriting },
  { tenantId, personId, at }: Saving,
): Promise<Saved | null> {
  const { rows } = await sql<Saved>`WITH next AS (SELECT nextval('regulation_id_seq') AS id),
    saved AS (INSERT INTO regulation (tenant_id, id, code, version, ${sql.raw(REGULATION_FIELDS)}, title_key, words, updated_at,
      updated_by) SELECT ${tenantId}::bigint, next.id, coalesce(${code ?? null}::text, 'r' || next.id), 1, ${columnsOf(writing, words)},
      ${isoOf(at)}::timestamptz, ${personId}::bigint FROM next ON CONFLICT (tenant_id, code) DO NOTHING RETURNING *)
    ${sql.raw(KEEP_REGULATION)}`.execute(tx)
  return rows[0] ?? null
}

/** Writes the version after `before`; null when somebody else was faster. */
export async function updateRegulation(
  tx: Queryable,
  words: Words,
  { before, writing }: { before: Saved; writing: RegulationWriting },
  { tenantId, personId, at }: Saving,
): Promise<Saved | null> {
  const { rows } = await sql<Saved>`WITH saved AS (UPDATE regulation SET version = version + 1,
      (${sql.raw(REGULATION_FIELDS)}, title_key, words) = ROW(${columnsOf(writing, words)}),
      updated_at = ${isoOf(at)}::timestamptz, updated_by = ${personId}::bigint
      WHERE tenant_id = ${tenantId} AND id = ${before.id} AND version = ${before.version} RETURNING *)
    ${sql.raw(KEEP_REGULATION)}`.execute(tx)
  return rows[0] ?? null
}
