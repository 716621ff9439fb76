/** 督 on the wire, of many: sheets and higher supervision in bulk, and the paper before it is issued. */
import Type from 'typebox'
import { SUPERVISIONS } from '../domain/vocabulary.ts'
import { Bulk, BulkResults, DryRun, No, Numbers, ticketParams } from './dispatch.ts'
import { AppealNumber, closed, contract, Id, Line, nullable, oneOf } from './route.ts'
import { content, For, refusing, sheet } from './supervision.ts'

export const previewSheet = contract({
  name: 'previewSheet',
  method: 'POST',
  path: '/appeals/{number}/sheets/preview',
  tag: '督 supervise',
  params: ticketParams,
  summary: '督办单预览 The sheet as it would be printed now; nothing is issued',
  may: 'sheet.issue',
  body: sheet,
  answer: { media: 'image/svg+xml', describe: 'All pages, one below the other.' },
  refusals: refusing(
    'no-such-assignment',
    'one-lead-only',
    'no-such-unit',
    'instruction-needed',
    'sheet-open',
    'character-without-font',
    'template-wrong',
  ),
})

export const sendSheets = contract({
  name: 'sendSheets',
  method: 'POST',
  path: '/sheets/bulk',
  tag: '督 supervise',
  summary: '批量发单 Issue a sheet about each of many tickets; `dryRun` tells what would happen to each',
  may: 'sheet.issue',
  body: closed({
    numbers: Numbers,
    duties: Type.Optional(
      Type.Array(closed({ number: AppealNumber, no: No }), {
        maxItems: 1000,
        description: 'Of these tickets only about this duty, to its unit; about the whole matter otherwise.',
      }),
    ),
    dryRun: DryRun,
    ...content,
  }),
  answer: closed({
    ...Bulk.properties,
    results: Type.Array(
      closed({
        ...BulkResults.items.properties,
        sheetNumber: nullable(
          Type.String({
            description: 'Its number, or the one it would get if nobody else issues meanwhile.',
          }),
        ),
        documentId: nullable(Id),
        units: For,
      }),
    ),
  }),
})

export const superviseMany = contract({
  name: 'superviseMany',
  method: 'POST',
  path: '/supervision/bulk',
  tag: '督 supervise',
  summary:
    '批量督办升级 Put each of many tickets under a kind of supervision; joint and higher kinds are asked for by who may not order them',
  may: 'appeal.supervise',
  body: closed({
    numbers: Numbers,
    supervision: oneOf(SUPERVISIONS),
    reason: Type.Optional(Line),
    dryRun: DryRun,
  }),
  answer: Bulk,
})
