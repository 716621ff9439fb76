/** Imports on the wire: a file and a mapping come in, a run is worked on in the background, rejected rows go back. */
import Type from 'typebox'
import { closed, contract, Id, Moment, nullable, oneOf, Page } from './route.ts'

const tag = '导入 imports'

/** `stopped`: of the command line, which goes on when it is called again. */
export const IMPORT_STATES = [
  'queued',
  'running',
  'cancelling',
  'stopped',
  'done',
  'failed',
  'cancelled',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

const fields = {
  id: Id,
  state: oneOf(IMPORT_STATES, {
    description: 'stopped: begun on the command line, which goes on when it is called again with the file.',
  }),
  dryRun: Type.Boolean({ description: 'Everything is read and checked, nothing is taken.' }),
  mapping: Type.String(),
  source: Type.String({ description: 'Name of the file.' }),
  startedAt: Moment,
  startedBy: nullable(closed({ id: Id, name: Type.String() }, { description: 'Null: the command line.' })),
  finishedAt: nullable(Moment),
  percent: nullable(
    Type.Integer({
      minimum: 0,
      maximum: 100,
      description:
        'Roughly how much of the file is read; null where that cannot be told: before the first rows, and of a workbook on its way.',
    }),
  ),
  settled: Type.Integer({ description: 'Rows read and done for good.' }),
  created: Type.Integer({ description: 'Rows taken; in a dry run, that would be.' }),
  repeated: Type.Integer({ description: 'Rows whose external id is known and that say the same.' }),
  changed: Type.Integer({
    description: 'Rows whose external id is known and that say something else; nothing is overwritten.',
  }),
  rejected: Type.Integer(),
  error: nullable(Type.String({ description: 'Why it failed or does not get on.' })),
}
const Import = closed(fields)
const id = closed({ id: Id })

export const listImports = contract({
  name: 'listImports',
  method: 'GET',
  path: '/imports',
  tag,
  summary: '导入记录 Imports, newest first: how far each has come',
  may: 'import',
  query: closed({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when left out.' })),
    after: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: '`next` of the page before.',
      }),
    ),
  }),
  answer: closed({ imports: Type.Array(Import), ...Page.properties }),
})

export const startImport = contract({
  name: 'startImport',
  method: 'POST',
  path: '/imports',
  tag,
  summary:
    '导入文件 Import a CSV, Excel (.xlsx) or JSONL file by a mapping. A row whose external id is known is never taken twice; the same file and mapping while one is under way answers that one',
  may: 'import',
  consumes: 'multipart/form-data',
  body: closed({
    mapping: Type.String({
      description: 'Name of a shipped mapping, e.g. replied; or the text of one (YAML), also as a file.',
    }),
    dryRun: Type.Optional(Type.String({ enum: ['true', 'false'], default: 'false' })),
  }),
  answer: Import,
  status: 202,
  refusals: ['mapping-wrong', 'file-too-large', 'storage-full', 'storage-away'],
})

export const showImport = contract({
  name: 'showImport',
  method: 'GET',
  path: '/imports/{id}',
  tag,
  summary: '导入情况 One import, with the first rows that were not taken',
  may: 'import',
  params: id,
  answer: closed({
    ...fields,
    rejects: Type.Array(closed({ row: Type.Integer(), line: Type.Integer(), reason: Type.String() }), {
      description: 'The first 20; all of them are in the reject file.',
    }),
  }),
  refusals: ['not-found'],
})

export const readRejects = contract({
  name: 'readRejects',
  method: 'GET',
  path: '/imports/{id}/rejects',
  tag,
  summary: '未导入的行 The rows that were not taken, as they were, each with its line and the reason',
  may: 'import',
  params: id,
  answer: {
    media: 'text/csv',
    describe:
      'CSV with a byte order mark, safe to open in a spreadsheet; of a JSONL file, JSONL. Line and reason alone where the file is not kept: imports of the command line, and after 30 days.',
  },
  refusals: ['not-found', 'storage-away', 'storage-full'],
})

export const cancelImport = contract({
  name: 'cancelImport',
  method: 'POST',
  path: '/imports/{id}/cancel',
  tag,
  summary: '停止导入 Stop an import after the rows in hand; what was taken stays',
  may: 'import',
  params: id,
  answer: Import,
  refusals: ['not-found', 'already-done'],
})
