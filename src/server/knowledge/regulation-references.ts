/** What refers to policy documents: duties of the catalogue, rules, end notes, articles and documents; and what of it no longer stands. */
import { sql } from 'kysely'
import type { REFERENCE_PLACES } from '../../contract/regulations.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import type { Day } from '../../domain/instant.ts'
import {
  type Citation,
  type CitationState,
  type Cited,
  citationsIn,
  citedBy,
  stateOf,
  titleKeyOf,
} from '../../domain/knowledge/citations.ts'
import { sectionsOf } from '../../domain/knowledge/sections.ts'
import { newestDocuments } from '../directory/documents-file.ts'
import { newestRules } from '../directory/policies.ts'
import type { Database } from '../kernel/database.ts'
import { tsqueryOf } from '../kernel/words.ts'
import type { Parts } from '../parts.ts'
import type { StoredRegulation } from './regulations.ts'

/** A text in use, and where it stands. */
interface Place {
  place: (typeof REFERENCE_PLACES)[number]
  id: number | null
  name: string
  text: string
}
type Reading = Pick<Parts, 'db' | 'tenants' | 'words'>

export interface Reference extends Place {
  section: string | null
  state: CitationState
  regulation: {
    id: number
    title: string
    replacedBy: { id: number; title: string; number: string | null } | null
  } | null
}

interface Found extends Cited {
  replacedBy: { id: number; title: string; number: string | null } | null
}

/** So many articles that refer to something are looked at; the newest first. */
const MOST_ARTICLES = 5000
const MOST_TITLES = 1000

/** The documents with these titles. */
export async function citedIn(
  db: Database,
  tenantId: number,
  { titles, today }: { titles: readonly string[]; today: Day },
): Promise<Found[]> {
  const keys = [...new Set(titles.map(titleKeyOf))].slice(0, MOST_TITLES)
  if (keys.length === 0) return []
  const rows = await db.named<
    Omit<Found, 'sections'> & { body: string; byId: number; byTitle: string; byNumber: string | null }
  >(
    'regulation.cited',
    `SELECT r.id, r.title, r.number, coalesce(r.repealed_on <= $3::date, false) AS "isRepealed", r.issued_on AS "issuedOn", r.body,
       n.id AS "byId", n.title AS "byTitle", n.number AS "byNumber"
     FROM regulation r LEFT JOIN regulation n ON n.tenant_id = r.tenant_id AND n.id = r.replaced_by
     WHERE r.tenant_id = $1 AND r.title_key = ANY($2::text[])`,
    [tenantId, keys, today],
  )
  return rows.map(({ body, byId, byTitle, byNumber, ...row }) => ({
    ...row,
    sections: sectionsOf(body).flatMap(s => s.label ?? []),
    replacedBy: byId ? { id: byId, title: byTitle, number: byNumber } : null,
  }))
}

/** Everything in use that refers to this very document, at most 200. */
export async function referencesTo(
  parts: Reading,
  actor: Actor,
  regulation: StoredRegulation,
  today: Day,
): Promise<Reference[]> {
  const { db, words } = parts
  const { tenantId } = actor
  const query = tsqueryOf(words.index(regulation.title))
  const texts = query === '' ? [] : await textsWith(db, tenantId, query)
  const places = [...(await placesOfCity(parts, tenantId)), ...texts]
  const library = await citedIn(db, tenantId, { titles: [regulation.title], today })
  return referencesIn(places, library)
    .filter(r => r.regulation?.id === regulation.id && !(r.place === 'regulation' && r.id === regulation.id))
    .slice(0, 200)
}

/** What is in use and no longer stands, and the titles the library lacks. */
export async function brokenReferences(parts: Reading, { tenantId }: Actor, today: Day) {
  const places = [...(await placesOfCity(parts, tenantId)), ...(await citingTexts(parts.db, tenantId))]
  const titles = places.flatMap(p => citationsIn(p.text).map(c => c.title))
  const library = await citedIn(parts.db, tenantId, { titles, today })
  const all = referencesIn(places, library)
  const unknown = all.filter(r => r.state === 'unknown').flatMap(r => citationsIn(r.text).map(c => c.title))
  return {
    references: all.filter(r => r.state === 'repealed' || r.state === 'noSuchSection').slice(0, 500),
    unknown: [...new Set(unknown)].sort().slice(0, 200),
  }
}

const referencesIn = (places: readonly Place[], library: readonly Found[]): Reference[] =>
  places.flatMap(place =>
    citationsIn(place.text).map(citation => {
      const cited = citedBy(citation, library) as Found | null
      return {
        ...place,
        text: quoted(place.text, citation),
        section: citation.section,
        state: stateOf(citation, cited),
        regulation: cited && { id: cited.id, title: cited.title, replacedBy: cited.replacedBy },
      }
    }),
  )

const quoted = (text: string, { start, end }: Citation): string => text.slice(start, end)

/** Duties, rules and end notes: few, and in memory or in one row. */
async function placesOfCity({ db, tenants }: Reading, tenantId: number): Promise<Place[]> {
  const { directory } = await tenants.get(tenantId)
  const [rules, documents] = await Promise.all([
    newestRules(db.kysely, tenantId),
    newestDocuments(db.kysely, tenantId),
  ])
  return [
    ...directory.catalogue.map(
      (entry): Place => ({
        place: 'catalogue',
        id: entry.id,
        name: dutyOf(entry, directory),
        text: entry.legalBasis,
      }),
    ),
    ...textsIn(rules?.rules).map(([name, text]): Place => ({ place: 'rules', id: null, name, text })),
    ...textsIn(documents?.settings).map(
      ([name, text]): Place => ({ place: 'endNote', id: null, name, text }),
    ),
  ].filter(p => p.text.includes('《'))
}

const dutyOf = (
  { categoryId, unitId }: { categoryId: number; unitId: number },
  { categories, units }: Directory,
) => `${categories.get(categoryId)?.name ?? categoryId} → ${units.get(unitId)?.name ?? unitId}`

/** Every text of a value that refers to something, under the path of its keys. */
function textsIn(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return value.includes('《') ? [[path, value]] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, path === '' ? key : `${path}.${key}`))
}

/** Articles in use and documents that hold, with all words of a title. */
const textsWith = (db: Database, tenantId: number, query: string): Promise<Place[]> =>
  db.named(
    'regulation.textsWith',
    `(SELECT 'article' AS place, id, title AS name, body AS text FROM article
       WHERE tenant_id = $1 AND state = 'published' AND words @@ $2::tsquery AND strpos(body, '《') > 0 LIMIT 500)
     UNION ALL
     (SELECT 'regulation', id, title, body FROM regulation
       WHERE tenant_id = $1 AND words @@ $2::tsquery AND (repealed_on IS NULL OR repealed_on > now()) AND strpos(body, '《') > 0
       LIMIT 200)`,
    [tenantId, query],
  )

/** As domain/knowledge/citations.ts has it. */
const CITING =
  '(《[^《》]{2,100}》(?:[（(][^（）()]{2,40}[）)])?(?:第[零〇一二三四五六七八九十百千0-9]+条(?:之[一二三四五六七八九十]+)?)?)'

// Of each text only what refers comes over the wire.
async function citingTexts(db: Database, tenantId: number): Promise<Place[]> {
  const { rows } = await sql<Place>`
    SELECT place, id, name, text FROM (
      (SELECT 'article' AS place, id, title AS name,
         (SELECT string_agg(m[1], ' ') FROM regexp_matches(body, ${CITING}, 'g') m) AS text
       FROM article WHERE tenant_id = ${tenantId} AND state = 'published' AND strpos(body, '《') > 0
       ORDER BY id DESC LIMIT ${MOST_ARTICLES})
      UNION ALL
      (SELECT 'regulation', id, title,
         (SELECT string_agg(m[1], ' ') FROM regexp_matches(body, ${CITING}, 'g') m)
       FROM regulation WHERE tenant_id = ${tenantId} AND (repealed_on IS NULL OR repealed_on > now()) AND strpos(body, '《') > 0
       ORDER BY id DESC LIMIT ${MOST_ARTICLES})) t WHERE text IS NOT NULL`.execute(db.kysely)
  return rows
}
