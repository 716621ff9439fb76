/** Finds the articles in force that answer a question, best first. */
import type { Instant } from '../../domain/instant.ts'
import { isoOf } from '../../domain/instant.ts'
import { type SnippetPart, snippetOf } from '../../domain/knowledge/snippet.ts'
import type { Database } from '../kernel/database.ts'
import { titleWord, tsqueryOf, type Words } from '../kernel/words.ts'
import { ARTICLE_COLUMNS, type ArticleRow } from './articles.ts'

export interface Question {
  tenantId: number
  text: string
  /** Ids of the categories asked for; null for all. */
  categories: readonly number[] | null
  issuer: number | null
  at: Instant
  limit: number
}

/**
 * Of one or two words one must be there; of more, two thirds of them and three quarters of what the best article has:
 * what only brushes the question is left out. A title that has all comes first, then whoever has more of them.
 */
const searching = (
  within: string,
) => `SELECT * FROM (SELECT ${ARTICLE_COLUMNS}, id AS article_id, updated_at AS changed_at,
    hits.*, max(hits.all_hits) OVER () AS best FROM article a,
  LATERAL (SELECT count(*) FILTER (WHERE a.words @@ q.word::tsquery) AS all_hits,
    count(*) FILTER (WHERE a.words @@ q.title::tsquery) AS title_hits FROM unnest($3::text[], $4::text[]) AS q(word, title)) hits
WHERE tenant_id = $1 AND state = 'published' AND valid_from <= $5 AND (valid_until IS NULL OR valid_until > $5)
  AND ${within} AND hits.all_hits >= cardinality($3::text[]) * CASE WHEN cardinality($3::text[]) > 2 THEN 0.66 ELSE 0.5 END
  AND ($6::bigint[] IS NULL OR category_id = ANY($6)) AND ($7::bigint IS NULL OR issuers @> to_jsonb($7::bigint))) found
WHERE cardinality($3::text[]) <= 2 OR all_hits * 4 >= 3 * best
ORDER BY (title_hits = cardinality($3::text[])) DESC, all_hits DESC, title_hits DESC, changed_at DESC, article_id DESC
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
