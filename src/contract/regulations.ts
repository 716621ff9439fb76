/** 政策文件库 on the wire: the documents everything refers to, their sections, and what refers to them. */
import Type from 'typebox'
import { CITATION_STATES } from '../domain/knowledge/citations.ts'
import { REGULATION_SCOPES, REGULATION_STATES } from '../domain/knowledge/regulation.ts'
import { closed, contract, Id, Moment, nullable, oneOf, Page, Version } from './route.ts'

const tag = '政策文件 regulations'
const Day = Type.String({ format: 'date', pattern: '^(19|20|21)' })
const Unit = closed({ id: Id, name: Type.String() })
const Text = Type.String({ minLength: 1, maxLength: 200 })
/** Everybody on the staff works by them. */
const read = { may: 'signedIn', tag } as const
const edit = { may: 'knowledge.edit', tag } as const
const params = closed({ id: Id })

const written = {
  title: Text,
  number: nullable(
    Type.String({ minLength: 1, maxLength: 100, description: '文号, e.g. 示政发〔2026〕3号.' }),
  ),
  issuer: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'Who issued it; it need not be a unit here.',
  }),
  issuedOn: Day,
  inForceFrom: Day,
  repealedOn: nullable(Day),
  replacedById: nullable(Id),
  scope: oneOf(REGULATION_SCOPES, { description: 'public: citizens read it too.' }),
  ownerUnitId: Id,
  body: Type.String({
    maxLength: 100_000,
    description:
      'The text; lines that begin with 第×条, or 一、, open a section. Empty where only the file is there.',
  }),
  fileId: nullable(Id),
}

const Line = closed({
  id: Id,
  code: Type.String({ description: 'What it is called in the files of the city.' }),
  version: Version,
  title: Type.String(),
  number: nullable(Type.String()),
  issuer: Type.String(),
  issuedOn: Day,
  inForceFrom: Day,
  repealedOn: nullable(Day),
  state: oneOf(REGULATION_STATES, { description: 'As of today.' }),
  scope: oneOf(REGULATION_SCOPES),
  owner: Unit,
  savedAt: Moment,
})
const Other = nullable(closed({ id: Id, title: Type.String(), number: nullable(Type.String()) }))
const Snippet = Type.Array(closed({ text: Type.String(), hit: Type.Boolean() }))
const Section = closed({
  label: nullable(Type.String({ description: '第三条, or 三、; null before the first.' })),
  chapter: nullable(Type.String()),
  text: Type.String(),
})

export const listRegulations = contract({
  ...read,
  name: 'listRegulations',
  method: 'GET',
  path: '/regulations',
  summary: '查政策文件 Policy documents, latest first; with words those that have them all, titles first',
  query: closed({
    q: Type.Optional(Type.String({ maxLength: 200 })),
    state: Type.Optional(oneOf(REGULATION_STATES)),
    scope: Type.Optional(oneOf(REGULATION_SCOPES)),
    after: Type.Optional(
      Type.String({ maxLength: 100, description: 'Without words only: a search has one page.' }),
    ),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  }),
  answer: closed({
    regulations: Type.Array(
      closed({
        ...Line.properties,
        section: nullable(Type.String({ description: 'The section that answers best.' })),
        snippet: Snippet,
      }),
    ),
    ...Page.properties,
  }),
  refusals: ['not-signed-in'],
})

export const readRegulation = contract({
  ...read,
  name: 'readRegulation',
  method: 'GET',
  path: '/regulations/{id}',
  summary: '看政策文件 One document with its sections, what it replaced and what replaced it',
  params,
  answer: closed({
    ...Line.properties,
    body: Type.String(),
    sections: Type.Array(Section),
    replacedBy: Other,
    replaces: Type.Array(closed({ id: Id, title: Type.String(), number: nullable(Type.String()) })),
    file: nullable(closed({ id: Id, name: Type.String(), size: Type.Integer() })),
    savedBy: nullable(Type.String()),
    can: closed({ edit: Type.Boolean() }),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

const saveRefusals = [
  'not-signed-in',
  'not-permitted',
  'not-your-unit',
  'no-such-unit',
  'no-such-regulation',
  'no-such-file',
  'already-exists',
] as const

export const createRegulation = contract({
  ...edit,
  name: 'createRegulation',
  method: 'POST',
  path: '/regulations',
  summary: '收录政策文件 Put a document into the library',
  body: closed({
    code: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' })),
    title: written.title,
    number: Type.Optional(written.number),
    issuer: written.issuer,
    issuedOn: written.issuedOn,
    inForceFrom: Type.Optional(written.inForceFrom),
    repealedOn: Type.Optional(written.repealedOn),
    replacedById: Type.Optional(written.replacedById),
    scope: written.scope,
    ownerUnitId: written.ownerUnitId,
    body: Type.Optional(written.body),
    fileId: Type.Optional(written.fileId),
  }),
  answer: closed({ id: Id, version: Version }),
  status: 201,
  refusals: saveRefusals,
})

export const changeRegulation = contract({
  ...edit,
  name: 'changeRegulation',
  method: 'PATCH',
  path: '/regulations/{id}',
  summary: '修改、废止政策文件 Save the next version; If-Match is needed, so that nobody’s edit is lost',
  params,
  changes: true,
  body: Type.Partial(closed(written), { additionalProperties: false, minProperties: 1 }),
  answer: closed({ id: Id, version: Version }),
  refusals: [...saveRefusals, 'not-found', 'changed-meanwhile', 'version-needed'],
})

export const listRegulationVersions = contract({
  ...read,
  name: 'listRegulationVersions',
  method: 'GET',
  path: '/regulations/{id}/versions',
  summary: '历次版本 The last hundred versions of a document, latest first',
  params,
  answer: closed({
    versions: Type.Array(
      closed({
        version: Version,
        title: Type.String(),
        number: nullable(Type.String()),
        repealedOn: nullable(Day),
        body: Type.String(),
        savedAt: Moment,
        savedBy: nullable(Type.String()),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

/** Where a reference stands. */
export const REFERENCE_PLACES = ['catalogue', 'rules', 'endNote', 'article', 'regulation'] as const
const Reference = closed({
  place: oneOf(REFERENCE_PLACES),
  id: nullable(Type.Integer({ description: 'Of the duty, article or document.' })),
  name: Type.String({ description: 'What the duty is for, the title, or the path in the rules.' }),
  text: Type.String({ description: 'As it is written: 《…》第三条.' }),
  section: nullable(Type.String()),
  state: oneOf(CITATION_STATES),
  regulation: nullable(closed({ id: Id, title: Type.String(), replacedBy: Other })),
})

export const listRegulationReferences = contract({
  ...read,
  name: 'listRegulationReferences',
  method: 'GET',
  path: '/regulations/{id}/references',
  summary: '谁引用了它 What refers to a document: duties, rules, end notes, articles and other documents',
  params,
  answer: closed({ references: Type.Array(Reference) }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

export const listBrokenReferences = contract({
  ...edit,
  name: 'listBrokenReferences',
  method: 'GET',
  path: '/regulation-references/broken',
  summary: '失效引用 References in use to what is repealed, or to an article the document does not have',
  answer: closed({
    references: Type.Array(Reference),
    unknown: Type.Array(Type.String(), { description: 'Titles referred to that the library does not have.' }),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const findCited = contract({
  ...read,
  name: 'findCited',
  method: 'GET',
  path: '/regulation-references/cited',
  summary: '引用指向哪份文件 Which document a reference in a text opens',
  query: closed({ text: Type.String({ minLength: 1, maxLength: 4000 }) }),
  answer: closed({
    citations: Type.Array(
      closed({
        start: Type.Integer(),
        end: Type.Integer(),
        section: nullable(Type.String()),
        state: oneOf(CITATION_STATES),
        regulationId: nullable(Id),
      }),
    ),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

const ofTenant = { tenant: Type.Optional(Type.String({ maxLength: 50 })) }
const PublicLine = closed({
  code: Type.String(),
  title: Type.String(),
  number: nullable(Type.String()),
  issuer: Type.String(),
  issuedOn: Day,
  state: oneOf(REGULATION_STATES),
})

export const listPublicRegulations = contract({
  may: 'public',
  tag: '公众 public',
  name: 'listPublicRegulations',
  method: 'GET',
  path: '/public/regulations',
  summary: '公开的政策文件 Policy documents for citizens, latest first; or those that have the words',
  query: closed({
    ...ofTenant,
    q: Type.Optional(Type.String({ maxLength: 200 })),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }),
  }),
  answer: closed({ regulations: Type.Array(PublicLine), ...Page.properties }),
  refusals: ['no-such-tenant'],
})

export const readPublicRegulation = contract({
  may: 'public',
  tag: '公众 public',
  name: 'readPublicRegulation',
  method: 'GET',
  path: '/public/regulations/{code}',
  summary: '看公开的政策文件 One document for citizens, with its sections',
  params: closed({ code: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }) }),
  query: closed(ofTenant),
  answer: closed({
    ...PublicLine.properties,
    inForceFrom: Day,
    repealedOn: nullable(Day),
    sections: Type.Array(Section),
    replacedBy: nullable(closed({ code: Type.String(), title: Type.String() })),
  }),
  refusals: ['no-such-tenant', 'not-found'],
})
