/** 知识库 on the wire: searching what answers a question, and keeping the articles. */
import Type from 'typebox'
import { ARTICLE_STATES } from '../domain/knowledge/article.ts'
import { closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const tag = '知识库 knowledge'
const Title = Type.String({ minLength: 1, maxLength: 200 })
const Body = Type.String({ minLength: 1, maxLength: 50_000 })
const Day = Type.String({ format: 'date' })
const Unit = closed({ id: Id, name: Type.String() })
const Limit = Type.Integer({ minimum: 1, maximum: 100, default: 20 })

/** What of an article can be written; a policy document has issuers, a number and a day (ZY-16, NC-50). */
const written = {
  title: Title,
  body: Body,
  categoryId: nullable(Id),
  ownerUnitId: Id,
  validFrom: Moment,
  validUntil: nullable(Moment),
  state: oneOf(ARTICLE_STATES),
  issuers: Type.Array(Id, { maxItems: 20, uniqueItems: true, description: 'Units that issued it together.' }),
  documentNumber: nullable(Type.String({ minLength: 1, maxLength: 100 })),
  issuedOn: nullable(Day),
}

const Line = closed({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  title: Type.String(),
  state: oneOf(ARTICLE_STATES),
  categoryId: nullable(Id),
  owner: Unit,
  validFrom: Moment,
  validUntil: nullable(Moment),
  issuers: Type.Array(Unit),
  documentNumber: nullable(Type.String()),
  issuedOn: nullable(Day),
  savedAt: Moment,
})
const Article = closed({
  ...Line.properties,
  body: Type.String(),
  savedBy: nullable(Type.String()),
  inForce: Type.Boolean({ description: 'May somebody be answered from it now?' }),
  can: closed({ edit: Type.Boolean() }),
})
const articleParams = closed({ id: Id })
const read = { may: 'knowledge.read', tag } as const
const edit = { may: 'knowledge.edit', tag } as const

export const searchKnowledge = contract({
  ...read,
  name: 'searchKnowledge',
  method: 'GET',
  path: '/knowledge/search',
  summary: '查知识 What is in force about a question, best first: title before text, more words before fewer',
  query: closed({
    q: Type.Optional(Type.String({ maxLength: 200 })),
    category: Type.Optional(
      Type.String({ pattern: '^[0-9A-Za-z]{1,20}$', description: 'Code; those below count too.' }),
    ),
    issuer: Type.Optional(Type.Integer({ minimum: 1, description: 'A unit: only documents it issued.' })),
    limit: Limit,
  }),
  answer: closed({
    articles: Type.Array(
      closed({
        ...Line.properties,
        snippet: Type.Array(closed({ text: Type.String(), hit: Type.Boolean() })),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const listArticles = contract({
  ...edit,
  name: 'listArticles',
  method: 'GET',
  path: '/knowledge/articles',
  summary: '我管的知识 Articles of my units in any state, latest first; or those about to expire',
  query: closed({
    state: Type.Optional(oneOf(ARTICLE_STATES)),
    expiresWithinDays: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 366,
        description: 'Published ones that end by then or have ended.',
      }),
    ),
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}$' })),
    limit: Limit,
  }),
  answer: closed({ articles: Type.Array(Line), ...Page.properties }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const createArticle = contract({
  ...edit,
  name: 'createArticle',
  method: 'POST',
  path: '/knowledge/articles',
  summary: '新建知识 Write an article, as a draft unless said otherwise',
  body: closed({
    title: written.title,
    body: written.body,
    ownerUnitId: written.ownerUnitId,
    categoryId: Type.Optional(written.categoryId),
    validFrom: Type.Optional(written.validFrom),
    validUntil: Type.Optional(written.validUntil),
    state: Type.Optional(written.state),
    issuers: Type.Optional(written.issuers),
    documentNumber: Type.Optional(written.documentNumber),
    issuedOn: Type.Optional(written.issuedOn),
  }),
  answer: closed({ id: Id, version: Type.Integer() }),
  status: 201,
  refusals: [
    'not-signed-in',
    'not-permitted',
    'not-your-unit',
    'no-such-unit',
    'no-such-category',
    'wrong-stage',
  ],
})

export const readArticle = contract({
  ...read,
  name: 'readArticle',
  method: 'GET',
  path: '/knowledge/articles/{id}',
  summary: '看一篇知识 One article',
  params: articleParams,
  answer: Article,
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

export const changeArticle = contract({
  ...edit,
  name: 'changeArticle',
  method: 'PATCH',
  path: '/knowledge/articles/{id}',
  summary: '修改、发布、停用 Save the next version; If-Match is needed, so that nobody’s edit is lost',
  params: articleParams,
  changes: true,
  body: Type.Partial(closed(written), { additionalProperties: false, minProperties: 1 }),
  answer: closed({ id: Id, version: Type.Integer() }),
  refusals: [
    'not-signed-in',
    'not-permitted',
    'not-found',
    'not-your-unit',
    'no-such-unit',
    'no-such-category',
    'wrong-stage',
    'changed-meanwhile',
    'version-needed',
  ],
})

export const listArticleVersions = contract({
  ...edit,
  name: 'listArticleVersions',
  method: 'GET',
  path: '/knowledge/articles/{id}/versions',
  summary: '历次版本 All versions of an article, latest first',
  params: articleParams,
  answer: closed({
    versions: Type.Array(
      closed({ ...Line.properties, body: Type.String(), savedBy: nullable(Type.String()) }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found', 'not-your-unit'],
})
