/** Makes sure that an answer from the knowledge base names a version that exists. */
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'

interface FromArticle {
  articleId?: number | undefined
  articleVersion?: number | undefined
}

/** Without a version the present one is meant. Answers the version, null when no article is named. */
export async function articleVersionOf(
  db: Database,
  tenantId: number,
  { articleId, articleVersion }: FromArticle,
): Promise<number | null | Refusal> {
  if (articleId === undefined)
    return articleVersion === undefined ? null : refuse('no-such-article', { field: 'articleId' })
  const [row] = await db.named<{ version: number }>(
    'intake.article',
    `SELECT version FROM article WHERE tenant_id = $1 AND id = $2 AND ($3::int IS NULL OR version = $3)
     UNION ALL SELECT version FROM article_version WHERE tenant_id = $1 AND article_id = $2 AND version = $3 LIMIT 1`,
    [tenantId, articleId, articleVersion ?? null],
  )
  return row?.version ?? refuse('no-such-article', { field: 'articleId' })
}
