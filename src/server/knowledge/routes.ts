/** The routes of the knowledge base. */
import * as wire from '../../contract/knowledge.ts'
import type { AnswerOf } from '../../contract/route.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { DAY, isoOf } from '../../domain/instant.ts'
import { isInForce, mayEdit, whyNotRead } from '../../domain/knowledge/article.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { type Call, route } from '../kernel/http/route.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Parts } from '../parts.ts'
import {
  type ArticleRow,
  articleById,
  insertArticle,
  listOf,
  type Saved,
  updateArticle,
  versionsOf,
} from './articles.ts'
import { searchArticles } from './search.ts'
import { blankArticle, whyNotWrite, writingFrom } from './writing.ts'

type KnowledgeParts = Pick<Parts, 'db' | 'words' | 'tenants' | 'now'>

export const knowledgeRoutes = (parts: KnowledgeParts) => [...readingRoutes(parts), ...keepingRoutes(parts)]

const directoryOf = async ({ tenants }: KnowledgeParts, { tenantId }: Actor) =>
  (await tenants.get(tenantId)).directory

const readingRoutes = (parts: KnowledgeParts) => [
  route(wire.searchKnowledge, async ({ actor, query }) => {
    const directory = await directoryOf(parts, actor)
    const found = await searchArticles(parts.db, parts.words, {
      tenantId: actor.tenantId,
      text: query.q ?? '',
      categories: query.category === undefined ? null : categoriesBelow(directory, query.category),
      issuer: query.issuer ?? null,
      at: parts.now(),
      limit: query.limit,
    })
    return { articles: found.map(a => ({ ...lineOf(a, directory), snippet: a.snippet })) }
  }),
  route(wire.readArticle, async ({ actor, params }) => {
    const directory = await directoryOf(parts, actor)
    const { units, people } = directory
    const article = await articleById(parts.db, actor.tenantId, params.id)
    const refusal = article ? whyNotRead(article, actor, units, parts.now()) : refuse('not-found')
    if (refusal || !article) return refusal ?? refuse('not-found')
    return {
      ...lineOf(article, directory),
      body: article.body,
      savedBy: people.get(article.savedBy ?? 0)?.name ?? null,
      inForce: isInForce(article, parts.now()),
      can: { edit: mayEdit(actor, article.ownerUnitId, units) },
    }
  }),
]

const keepingRoutes = (parts: KnowledgeParts) => [
  route(wire.listArticles, async ({ actor, query }) => {
    const directory = await directoryOf(parts, actor)
    const { units } = directory
    const days = query.expiresWithinDays
    const rows = await listOf(parts.db, {
      tenantId: actor.tenantId,
      units: units.all.filter(u => mayFor(actor, 'knowledge.edit', u.id, units)).map(u => u.id),
      state: query.state ?? null,
      endsBefore: days === undefined ? null : parts.now() + days * DAY,
      after: query.after === undefined ? null : Number(query.after),
      limit: query.limit,
    })
    const next = rows.length === query.limit ? String(rows.at(-1)!.id) : null
    return { articles: rows.map(a => lineOf(a, directory)), next }
  }),
  route(wire.createArticle, async ({ actor, body }) => {
    const writing = writingFrom(body, blankArticle(body.ownerUnitId, parts.now()))
    const refusal = whyNotWrite(null, writing, actor, await directoryOf(parts, actor))
    return refusal ?? insertArticle(parts.db, parts.words, writing, savingOf(parts, actor))
  }),
  route(wire.changeArticle, call => answeredOnce(parts.db, call, () => change(parts, call))),
  route(wire.listArticleVersions, async ({ actor, params }) => {
    const directory = await directoryOf(parts, actor)
    const article = await articleById(parts.db, actor.tenantId, params.id)
    if (!article) return refuse('not-found')
    if (!mayEdit(actor, article.ownerUnitId, directory.units)) return refuse('not-your-unit')
    const versions = await versionsOf(parts.db, actor.tenantId, params.id)
    return {
      versions: versions.map(v => ({
        ...lineOf(v, directory),
        body: v.body,
        savedBy: directory.people.get(v.savedBy ?? 0)?.name ?? null,
      })),
    }
  }),
]

async function change(
  parts: KnowledgeParts,
  { actor, params, body, ifMatch, idempotency: once }: Call<typeof wire.changeArticle>,
): Promise<Saved | Refusal> {
  const directory = await directoryOf(parts, actor)
  const before = await articleById(parts.db, actor.tenantId, params.id)
  if (!before || whyNotRead(before, actor, directory.units, parts.now())) return refuse('not-found')
  if (ifMatch === undefined) return refuse('version-needed', { field: 'If-Match' })
  const next = writingFrom(body, before)
  const refusal = whyNotWrite(before, next, actor, directory)
  if (refusal) return refusal
  const saved =
    ifMatch === before.version
      ? await updateArticle(parts.db, parts.words, { before, next, once }, savingOf(parts, actor))
      : null
  return saved ?? refuse('changed-meanwhile', { facts: { version: before.version } })
}

const savingOf = ({ now }: KnowledgeParts, { tenantId, personId }: Actor) => ({
  tenantId,
  personId,
  at: now(),
})

/** The category with the code and all below it. */
const categoriesBelow = ({ categories }: Directory, code: string): number[] =>
  [...categories.values()].filter(c => c.code.startsWith(code)).map(c => c.id)

function lineOf(
  a: ArticleRow,
  { units }: Pick<Directory, 'units'>,
): AnswerOf<typeof wire.listArticles>['articles'][number] {
  const unit = (id: number) => ({ id, name: units.get(id)?.name ?? String(id) })
  return {
    id: a.id,
    version: a.version,
    title: a.title,
    state: a.state,
    categoryId: a.categoryId,
    owner: unit(a.ownerUnitId),
    validFrom: isoOf(a.validFrom),
    validUntil: a.validUntil === null ? null : isoOf(a.validUntil),
    issuers: a.issuers.map(unit),
    documentNumber: a.documentNumber,
    issuedOn: a.issuedOn,
    savedAt: isoOf(a.savedAt),
  }
}
