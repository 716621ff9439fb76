/** Articles as stored: reading one, listing a keeper's own, and saving the next version. */
import { sql } from 'kysely'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { ArticleStanding } from '../../domain/knowledge/article.ts'
import { allOf, when } from '../kernel/conditions.ts'
import type { Database } from '../kernel/database.ts'
import type { Once } from '../kernel/once.ts'
import { titleWord, type Words } from '../kernel/words.ts'

/** What is written; texts are plain already. */
export interface Writing extends ArticleStanding {
  title: string
  body: string
  categoryId: number | null
  issuers: number[]
  documentNumber: string | null
  issuedOn: string | null
}

export interface ArticleRow extends Writing {
  id: number
  version: number
  savedAt: Instant
  savedBy: number | null
}

const SHARED = `title, body, state, category_id AS "categoryId", owner_unit_id AS "ownerUnitId",
  valid_from AS "validFrom", valid_until AS "validUntil", issuers, document_number AS "documentNumber",
  issued_on AS "issuedOn"`
/** The columns of an article, of the table without an alias. */
export const ARTICLE_COLUMNS = `id, version, ${SHARED}, updated_at AS "savedAt", updated_by AS "savedBy"`
const VERSION_COLUMNS = `article_id AS id, version, ${SHARED}, saved_at AS "savedAt", saved_by AS "savedBy"`

const indexed = (words: Words, { title, body }: Writing): string[] => {
  const inTitle = words.index(title)
  return [...new Set([...inTitle.map(titleWord), ...inTitle, ...words.index(body)])]
}

/** Null when there is none. */
export async function articleById(db: Database, tenantId: number, id: number): Promise<ArticleRow | null> {
  const [row] = await db.named<ArticleRow>(
    'article.byId',
    `SELECT ${ARTICLE_COLUMNS} FROM article WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  )
  return row ?? null
}

/** All versions, latest first. */
export const versionsOf = (db: Database, tenantId: number, id: number): Promise<ArticleRow[]> =>
  db.named(
    'article.versions',
    `SELECT ${VERSION_COLUMNS} FROM article_version WHERE tenant_id = $1 AND article_id = $2 ORDER BY version DESC`,
    [tenantId, id],
  )

export interface Listing {
  tenantId: number
  units: readonly number[]
  state: string | null
  /** Only published ones that end before. */
  endsBefore: Instant | null
  after: number | null
  limit: number
}

/** Articles of these units, latest first. */
export async function listOf(db: Database, l: Listing): Promise<ArticleRow[]> {
  const conditions = [
    sql`tenant_id = ${l.tenantId}`,
    sql`owner_unit_id = ANY(${l.units}::bigint[])`,
    ...when(l.state, state => sql`state = ${state}`),
    ...when(l.endsBefore, at => sql`state = 'published' AND valid_until < ${isoOf(at)}`),
    ...when(l.after, after => sql`id < ${after}`),
  ]
  const { rows } = await sql<ArticleRow>`SELECT ${sql.raw(ARTICLE_COLUMNS)} FROM article
    WHERE ${allOf(conditions)} ORDER BY id DESC LIMIT ${l.limit}`.execute(db.kysely)
  return rows
}

export interface Saving {
  tenantId: number
  personId: number | null
  at: Instant
}

// One statement: the article and the version it has now can't disagree.
const KEEP_VERSION = `INSERT INTO article_version (tenant_id, article_id, version, title, body, owner_unit_id, valid_from,
    valid_until, state, saved_at, saved_by, category_id, issuers, document_number, issued_on)
  SELECT tenant_id, id, version, title, body, owner_unit_id, valid_from, valid_until, state, updated_at, updated_by,
    category_id, issuers, document_number, issued_on FROM saved RETURNING article_id AS id, version`

const valuesOf = (w: Writing, words: Words, { tenantId, personId, at }: Saving): unknown[] => [
  tenantId,
  w.title,
  w.body,
  w.categoryId,
  w.ownerUnitId,
  isoOf(w.validFrom),
  w.validUntil === null ? null : isoOf(w.validUntil),
  w.state,
  indexed(words, w),
  isoOf(at),
  personId,
  JSON.stringify(w.issuers),
  w.documentNumber,
  w.issuedOn,
]

export interface Saved {
  id: number
  version: number
}

/** Writes version 1. */
export async function insertArticle(db: Database, words: Words, w: Writing, saving: Saving): Promise<Saved> {
  const [row] = await db.named<Saved>(
    'article.insert',
    `WITH saved AS (INSERT INTO article (tenant_id, version, title, body, category_id, owner_unit_id, valid_from,
       valid_until, state, words, updated_at, updated_by, issuers, document_number, issued_on)
       VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, array_to_tsvector($9::text[]), $10, $11, $12, $13, $14) RETURNING *)
     ${KEEP_VERSION}`,
    valuesOf(w, words, saving),
  )
  return row!
}

/** Writes the version after `before`; null when somebody else was faster. */
export async function updateArticle(
  db: Database,
  words: Words,
  { before, next, once }: { before: Saved; next: Writing; once: Once | undefined },
  saving: Saving,
): Promise<Saved | null> {
  const [row] = await db.named<Saved>(
    'article.update',
    `WITH saved AS (UPDATE article SET version = version + 1, title = $2, body = $3, category_id = $4,
       owner_unit_id = $5, valid_from = $6, valid_until = $7, state = $8, words = array_to_tsvector($9::text[]),
       updated_at = $10, updated_by = $11, issuers = $12, document_number = $13, issued_on = $14
       WHERE tenant_id = $1 AND id = $15 AND version = $16 RETURNING *),
     once AS (INSERT INTO idempotency (tenant_id, key, request_hash, status, response, at)
       SELECT tenant_id, $17, $18, 200, jsonb_build_object('id', id, 'version', version), updated_at
       FROM saved WHERE $17::text IS NOT NULL)
     ${KEEP_VERSION}`,
    [
      ...valuesOf(next, words, saving),
      before.id,
      before.version,
      once?.key ?? null,
      once?.requestHash ?? null,
    ],
  )
  return row ?? null
}
