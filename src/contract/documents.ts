/** 公文 on the wire: what was issued and its files, issuing papers, and how a city's paper looks. */
import Type from 'typebox'
import { DOCUMENT_KINDS, PAPER_KINDS } from '../domain/documents/kinds.ts'
import { DocumentSettings } from '../domain/documents/settings.ts'
import { closed, contract, Id, Line, Moment, nullable, oneOf, Page } from './route.ts'

const tag = '公文 documents'
const read = { may: 'document.read', tag } as const
const documentParams = closed({ id: Id })
const Day = Type.String({ format: 'date' })
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hex.' })
const Names = Type.Array(Line, { maxItems: 300 })

const Issued = closed({
  id: Id,
  kind: oneOf(DOCUMENT_KINDS),
  number: Type.String(),
  title: Type.String(),
  issuedOn: Day,
  issuedAt: Moment,
  issuer: closed({ id: Id, name: Type.String() }),
  recipients: Type.Array(closed({ id: Id, name: Type.String() })),
  hash: Hash,
  verifyAt: Type.String({ description: 'What the code on the paper leads to.' }),
})

export const listDocuments = contract({
  ...read,
  name: 'listDocuments',
  method: 'GET',
  path: '/documents',
  summary: '公文档案 Documents issued by the units one reads for or addressed to them, latest first',
  query: closed({
    kind: Type.Optional(
      oneOf([...DOCUMENT_KINDS, 'sheets', 'papers'], { description: 'One kind, all sheets, or all papers.' }),
    ),
    q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the number or the title.' })),
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}-[0-9]{1,16}$' })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
  }),
  answer: closed({ documents: Type.Array(Issued), ...Page.properties }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const showDocument = contract({
  ...read,
  name: 'showDocument',
  method: 'GET',
  path: '/documents/{id}',
  summary: '看一份公文 One document with its frozen data',
  params: documentParams,
  answer: closed({ ...Issued.properties, data: Type.Record(Type.String(), Type.Unknown()) }),
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})

const file = (name: string, path: string, summary: string, media: string) =>
  contract({
    ...read,
    name,
    method: 'GET',
    path: `/documents/{id}/${path}`,
    summary,
    params: documentParams,
    answer: { media, describe: 'Made from the frozen data, the same bytes every time.' },
    refusals: [
      'not-signed-in',
      'not-permitted',
      'not-found',
      'character-without-font',
      'storage-full',
      'storage-away',
    ],
  })
export const openDocumentPdf = file(
  'openDocumentPdf',
  'pdf',
  'PDF 文件 The document as PDF/A, as it is printed',
  'application/pdf',
)
export const openDocumentWord = file(
  'openDocumentWord',
  'docx',
  'Word 文件 The document for Word and WPS, in the official fonts',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
)

/** As officials type it: 一、（一）1.（1）are headings, lines of | a | b | a table, every other line a paragraph. */
const Typed = Type.String({ minLength: 1, maxLength: 100_000 })
const draft = closed({
  kind: oneOf(PAPER_KINDS),
  title: Line,
  text: Typed,
  mainTo: Type.Optional(Names),
  cc: Type.Optional(Names),
  attachments: Type.Optional(Type.Array(Line, { maxItems: 50 })),
  appendices: Type.Optional(Type.Array(closed({ title: Line, text: Typed }), { maxItems: 20 })),
  signer: Type.Optional(nullable(Line)),
  note: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 1000 }))),
  secrecy: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 20 }))),
  urgency: Type.Optional(nullable(oneOf(['特急', '加急']))),
  copyNo: Type.Optional(nullable(Type.String({ pattern: '^[0-9]{6}$' }))),
  copies: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 100_000 }))),
  seal: Type.Optional(Type.Boolean()),
  recipients: Type.Optional(
    Type.Array(Id, {
      maxItems: 500,
      uniqueItems: true,
      description: 'Units of the city that are to find it.',
    }),
  ),
})

const SVG = { media: 'image/svg+xml', describe: 'All pages, one below the other.' }

export const issueDocument = contract({
  name: 'issueDocument',
  method: 'POST',
  path: '/documents',
  tag,
  may: 'document.issue',
  summary: '印发公文 Issue a paper: it gets the next number of its series, and never changes again',
  body: draft,
  creates: true,
  answer: closed({ id: Id, number: Type.String() }),
  status: 201,
  refusals: [
    'not-signed-in',
    'not-permitted',
    'not-your-unit',
    'no-such-unit',
    'no-seal',
    'character-without-font',
    'key-used-differently',
  ],
})

export const previewDocument = contract({
  name: 'previewDocument',
  method: 'POST',
  path: '/documents/preview',
  tag,
  may: 'document.issue',
  summary: '预览 The paper as it would be printed today',
  body: draft,
  answer: SVG,
  refusals: [
    'not-signed-in',
    'not-permitted',
    'not-your-unit',
    'no-seal',
    'character-without-font',
    'template-wrong',
  ],
})

const settings = { may: 'document.settings', tag } as const

export const readDocumentSettings = contract({
  tag,
  may: ['document.settings', 'document.seal'],
  name: 'readDocumentSettings',
  method: 'GET',
  path: '/documents/settings',
  summary: '公文设置 How the city’s paper looks, and the fonts that are here',
  answer: closed({
    version: Type.Integer({ description: '0 where nothing was saved yet.' }),
    settings: DocumentSettings,
    families: Type.Array(Type.String()),
    can: closed({ seal: Type.Boolean() }),
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const saveDocumentSettings = contract({
  ...settings,
  name: 'saveDocumentSettings',
  method: 'PUT',
  path: '/documents/settings',
  summary: '保存公文设置 Save the next version; templates are tried on their sample first',
  body: closed({
    version: Type.Integer({ minimum: 0, description: 'The version these settings were read as.' }),
    settings: DocumentSettings,
  }),
  answer: closed({ version: Type.Integer({ minimum: 0 }) }),
  refusals: [
    'not-signed-in',
    'not-permitted',
    'not-your-unit',
    'settings-wrong',
    'template-wrong',
    'character-without-font',
    'changed-meanwhile',
  ],
})

export const previewDocumentSettings = contract({
  ...settings,
  name: 'previewDocumentSettings',
  method: 'POST',
  path: '/documents/settings/preview',
  summary: '设置预览 The sample of a kind with settings that aren’t saved yet',
  body: closed({ kind: oneOf(DOCUMENT_KINDS), settings: DocumentSettings }),
  answer: SVG,
  refusals: ['not-signed-in', 'not-permitted', 'settings-wrong', 'template-wrong', 'character-without-font'],
})

export const readTemplate = contract({
  ...settings,
  name: 'readTemplate',
  method: 'GET',
  path: '/documents/templates/{kind}',
  summary: '随附模板 The shipped template of a kind and the layout it imports, to begin one’s own from',
  params: closed({ kind: oneOf(DOCUMENT_KINDS) }),
  answer: closed({ template: Type.String(), layout: Type.String() }),
  refusals: ['not-signed-in', 'not-permitted'],
})

export const uploadSeal = contract({
  name: 'uploadSeal',
  method: 'POST',
  path: '/documents/seals',
  tag,
  may: 'document.seal',
  summary: '上传印章 The picture of the seal, and from now on the city’s paper bears it',
  body: closed({
    name: Line,
    png: Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 720_000, description: 'Base64.' }),
  }),
  answer: closed({ hash: Hash }),
  status: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-your-unit', 'not-a-seal', 'changed-meanwhile'],
})

export const openSeal = contract({
  name: 'openSeal',
  method: 'GET',
  path: '/documents/seals/{hash}',
  tag,
  may: 'document.seal',
  summary: '看印章 The picture of a seal',
  params: closed({ hash: Hash }),
  answer: { media: 'image/png', describe: 'The picture.' },
  refusals: ['not-signed-in', 'not-permitted', 'not-your-unit', 'not-found'],
})
