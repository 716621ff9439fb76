/** Files on the wire: uploaded first, named by their id in what they belong to. */
import Type from 'typebox'
import { closed, contract, Id, oneOf } from './route.ts'

const tag = '附件 files'

export const FILE_PURPOSES = ['appeal', 'before', 'after', 'contact', 'reply', 'evidence', 'other'] as const
export type FilePurpose = (typeof FILE_PURPOSES)[number]

const Kept = closed({
  id: Type.Integer({
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Drawn by lot; name it where it belongs.',
  }),
  name: Type.String(),
  type: Type.String({ examples: ['image/jpeg'] }),
  size: Type.Integer({ description: 'Bytes.' }),
})

const noes = [
  'file-too-large',
  'file-type-not-allowed',
  'file-lies',
  'file-bomb',
  'storage-full',
  'storage-away',
] as const
const taken = 'jpg png webp heic gif pdf doc docx xls xlsx txt csv mp3 m4a wav mp4 mov.'

export const uploadFile = contract({
  name: 'uploadFile',
  method: 'POST',
  path: '/files',
  tag,
  summary: `上传附件 Upload one file as the form field “file”; forgotten after a day unless attached. ${taken}`,
  may: 'signedIn',
  consumes: 'multipart/form-data',
  query: closed({ purpose: oneOf(FILE_PURPOSES, { default: 'other' }) }),
  answer: Kept,
  status: 201,
  refusals: ['not-signed-in', ...noes],
})

export const uploadPublicFile = contract({
  name: 'uploadPublicFile',
  method: 'POST',
  path: '/public/files',
  tag,
  summary: `公众上传附件 The same for the public, smaller and not as often. ${taken}`,
  may: 'public',
  consumes: 'multipart/form-data',
  query: closed({
    tenant: Type.Optional(
      Type.String({ maxLength: 50, description: 'Code of the city, where there are several.' }),
    ),
  }),
  answer: Kept,
  status: 201,
  refusals: ['no-such-tenant', 'slow-down', ...noes],
})

export const openFile = contract({
  name: 'openFile',
  method: 'GET',
  path: '/files/{id}',
  tag,
  summary: '打开附件 The file, for those who may see the appeal it belongs to; takes Range',
  may: ['signedIn', 'citizen', 'appellant'],
  params: closed({ id: Id }),
  answer: { media: 'application/octet-stream', describe: 'The content, as an attachment of its own type.' },
  refusals: ['not-signed-in', 'not-found', 'storage-away'],
})
