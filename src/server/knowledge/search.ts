/** Finds the articles in force that answer a question, best first. */
import type { Instant } from '../../domain/instant.ts'
import { isoOf } from '../../domain/instant.ts'
import { type SnippetPart, snippetOf } from '../../domain/knowledge/snippet.ts'
import type { Database } from '../kernel/database.ts'
import { tsqueryOf, type Words } from '../kernel/words.ts'
import { ARTICLE_COLUMNS, type ArticleRow, titleWord } from './articles.ts'

export interface Question {
  tenantId: number
  text: string
  /** Ids of the categories asked for; null for all. */
  categories: readonly number[] | null
  issuer: number | null
  at: Instant
  limit: number
}

/** At least half of the words must be there; a title that has all comes first, then whoever has more of them. */
const searching = (within: string) => `SELECT ${ARTICLE_COLUMNS} FROM article a,
  LATERAL (SELECT count(*) FILTER (WHERE a.words @@ q.word::tsquery) AS all_hits,
    count(*) FILTER (WHERE a.words @@ q.title::tsquery) AS title_hits FROM unnest($3::text[], $4::text[]) AS q(word, title)) hits
WHERE tenant_id = $1 AND state = 'published' AND valid_from <= $5 AND (valid_until IS NULL OR valid_until > $5)
  AND ${within} AND hits.all_hits * 2 >= cardinality($3::text[])
  AND ($6::bigint[] IS NULL OR category_id = ANY($6)) AND ($7::bigint IS NULL OR issuers @> to_jsonb($7::bigint))
ORDER BY (hits.title_hits = cardinality($3::text[])) DESC, hits.all_hits DESC, hits.title_hits DESC, updated_at DESC, id DESC
LIMIT $8`
// Two statements, so that the one with words uses their index.
const BY_WORDS = searching('words @@ $2::text::tsquery')
const ALL = searching("$2::text = ''")

export interface Found extends ArticleRow {
  snippet: SnippetPart[]
}

/** Without a question, the latest of the category. */
export async function searchArticles(db: Database, words: Words, question: Question): Promise<Found[]> {
  const asked = words.query(question.text)
  if (question.text.trim() !== '' && asked.length === 0) return []
  const each = asked.map(word => tsqueryOf([word]))
  const [name, sql] = asked.length > 0 ? ['article.search', BY_WORDS] : ['article.all', ALL]
  const rows = await db.named<ArticleRow>(name, sql, [
    question.tenantId,
    each.join(' | '),
    each,
    asked.map(word => tsqueryOf([titleWord(word)])),
    isoOf(question.at),
    question.categories,
    question.issuer,
    question.limit,
  ])
  return rows.map(row => ({ ...row, snippet: snippetOf(row.body, asked) }))
}
