/** Turns what came over the wire into a draft of a paper: texts made safe, typed text into blocks. */
import type { issueDocument } from '../../contract/documents.ts'
import type { InputOf } from '../../contract/route.ts'
import { blankDraft, type PaperDraft } from '../../domain/documents/paper-data.ts'
import { blocksFrom } from '../../domain/documents/written.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { lineFrom, textFrom } from '../kernel/http/written.ts'

type Body = InputOf<typeof issueDocument>['body']

/** Throws InvalidInput for what is blank, and for more paragraphs than a paper takes. */
export function draftFrom(body: Body): PaperDraft {
  const lines = (names: readonly string[] | undefined, field: string) =>
    (names ?? []).map((name, i) => lineFrom(name, `${field}.${i}`))
  const line = (text: string | null | undefined, field: string) => (text ? lineFrom(text, field) : null)
  return {
    ...blankDraft(body.kind),
    title: lineFrom(body.title, 'title'),
    body: blocks(body.text, 'text'),
    mainTo: lines(body.mainTo, 'mainTo'),
    cc: lines(body.cc, 'cc'),
    attachments: lines(body.attachments, 'attachments'),
    appendices: (body.appendices ?? []).map((a, i) => ({
      title: lineFrom(a.title, `appendices.${i}.title`),
      body: blocks(a.text, `appendices.${i}.text`),
    })),
    signer: line(body.signer, 'signer'),
    note: line(body.note, 'note'),
    marks: {
      copyNo: body.copyNo ?? null,
      secrecy: line(body.secrecy, 'secrecy'),
      urgency: body.urgency ?? null,
    },
    seal: body.seal ?? false,
    copies: body.copies ?? null,
  }
}

const MOST_BLOCKS = 2000

function blocks(text: string, field: string) {
  const found = blocksFrom(textFrom(text, field))
  if (found.length > MOST_BLOCKS)
    throw new InvalidInput(field, `最多 ${MOST_BLOCKS} 段。`, `at most ${MOST_BLOCKS} paragraphs`)
  return found
}
