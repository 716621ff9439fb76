/** Documents as stored: inserting one with the next number of its series, reading one, listing what somebody may read. */
import type { DocumentData } from '../../domain/documents/data.ts'
import type { DocumentKind } from '../../domain/documents/kinds.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Database, Queryable } from '../kernel/database.ts'
import type { Prepared } from './prepare.ts'

export interface DocumentRow {
  id: number
  kind: DocumentKind
  series: string
  year: number
  no: number
  number: string
  title: string
  unitId: number
  recipients: number[]
  appealId: number | null
  sheetNo: number | null
  templateHash: Buffer
  dataHash: Buffer
  token: string
  /** YYYY-MM-DD, as printed. */
  issuedOn: string
  issuedAt: Instant
  issuedBy: number | null
}
export interface FrozenRow extends DocumentRow {
  data: DocumentData
}

const COLUMNS = `id, kind, series, year, no, number, title, unit_id AS "unitId", recipients, appeal_id AS "appealId",
  sheet_no AS "sheetNo", template_hash AS "templateHash", data_hash AS "dataHash", token, data->>'issuedOn' AS "issuedOn", issued_at AS "issuedAt",
  issued_by AS "issuedBy"`

/** Null when there is none. */
export async function documentById(db: Database, tenantId: number, id: number): Promise<FrozenRow | null> {
  const [row] = await db.named<FrozenRow>(
    'document.byId',
    `SELECT ${COLUMNS}, data FROM document WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  )
  return row ?? null
}

/** By the number it prints; of several with one number (第1期 of every year) the latest. */
export async function documentByNumber(
  db: Database,
  tenantId: number,
  number: string,
): Promise<FrozenRow | null> {
  const [row] = await db.named<FrozenRow>(
    'document.byNumber',
    `SELECT ${COLUMNS}, data FROM document WHERE tenant_id = $1 AND number = $2 ORDER BY issued_at DESC, id DESC LIMIT 1`,
    [tenantId, number],
  )
  return row ?? null
}

export interface Verified {
  number: string
  /** YYYY-MM-DD. */
  issuedOn: string
  dataHash: Buffer
}

/** What anybody with the paper may know; null for a token that nothing has. */
export async function verifiedBy(db: Database, token: string): Promise<Verified | null> {
  const [row] = await db.named<Verified>(
    'document.byToken',
    `SELECT number, data->>'issuedOn' AS "issuedOn", data_hash AS "dataHash" FROM document WHERE token = $1`,
    [token],
  )
  return row ?? null
}

export interface Listing {
  tenantId: number
  units: readonly number[]
  kinds: readonly string[] | null
  /** Part of the number or the title. */
  text: string | null
  /** Those before: when it was issued, and its id. */
  before: { at: Instant; id: number } | null
  limit: number
}

/** Latest first. */
export const listDocuments = (db: Database, l: Listing): Promise<DocumentRow[]> =>
  db.named(
    'document.list',
    `SELECT ${COLUMNS} FROM document
     WHERE tenant_id = $1 AND (unit_id = ANY($2::bigint[]) OR recipients && $2::bigint[])
       AND ($3::text[] IS NULL OR kind = ANY($3))
       AND ($4::text IS NULL OR strpos(number, $4) > 0 OR strpos(title, $4) > 0)
       AND ($5::timestamptz IS NULL OR (issued_at, id) < ($5, $6::bigint))
     ORDER BY issued_at DESC, id DESC LIMIT $7`,
    [l.tenantId, l.units, l.kinds, l.text, l.before && isoOf(l.before.at), l.before?.id ?? null, l.limit],
  )

/** Held until the transaction ends: whoever issues next in the series waits, and takes the same number if this one fails. */
export async function nextNo(tx: Queryable, tenantId: number, series: string, year: number): Promise<number> {
  const { last } = await tx
    .insertInto('series')
    .values({ tenant_id: tenantId, code: series, year, last: 1 })
    .onConflict(oc =>
      oc.columns(['tenant_id', 'code', 'year']).doUpdateSet(eb => ({ last: eb('series.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export interface Inserting {
  tenantId: number
  series: string
  year: number
  no: number
  unitId: number
  recipients: readonly number[]
  /** The ticket it is about. */
  appealId?: number | null
  at: Instant
  personId: number | null
}

/** Writes the document and, where it is new, the template it was made with; gives its id. */
export async function insertDocument(tx: Queryable, p: Prepared, row: Inserting): Promise<number> {
  await tx
    .insertInto('document_template')
    .values({
      tenant_id: row.tenantId,
      hash: p.templateHash,
      kind: p.template.kind,
      source: p.template.source,
      at: new Date(row.at),
    })
    .onConflict(oc => oc.doNothing())
    .execute()
  const { id } = await tx
    .insertInto('document')
    .values({
      tenant_id: row.tenantId,
      kind: p.data.kind,
      series: row.series,
      year: row.year,
      no: row.no,
      number: p.data.number,
      title: p.data.title,
      unit_id: row.unitId,
      recipients: [...row.recipients],
      appeal_id: row.appealId ?? null,
      template_hash: p.templateHash,
      data: JSON.stringify(p.data),
      data_hash: p.dataHash,
      token: p.token,
      issued_at: new Date(row.at),
      issued_by: row.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
