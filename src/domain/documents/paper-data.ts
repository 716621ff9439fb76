/** Puts a paper together: what somebody wrote, with the head, fonts and seal of the city's settings. */
import Type, { type Static } from 'typebox'
import { Block, numbered } from './blocks.ts'
import { type DocumentData, Marks, NO_MARKS } from './data.ts'
import { formOf, PAPER_KINDS, type PaperKind } from './kinds.ts'
import type { DocumentSettings } from './settings.ts'
import { titleLines } from './title-lines.ts'

const closed = { additionalProperties: false }
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Line = Type.String({ minLength: 1, maxLength: 200 })
const Names = Type.Array(Line, { maxItems: 300 })

/** What is written of a paper before it has a number and a day. */
export const PaperDraft = Type.Object(
  {
    kind: Type.Unsafe<PaperKind>({ type: 'string', enum: [...PAPER_KINDS] }),
    title: Line,
    mainTo: Names,
    cc: Names,
    body: Type.Array(Block, { minItems: 1, maxItems: 2000 }),
    attachments: Names,
    appendices: Type.Array(
      Type.Object({ title: Line, body: Type.Array(Block, { maxItems: 2000 }) }, closed),
      {
        maxItems: 20,
      },
    ),
    /** 签发人, on papers that go up. */
    signer: orNull(Line),
    note: orNull(Type.String({ minLength: 1, maxLength: 1000 })),
    marks: Marks,
    seal: Type.Boolean(),
    copies: orNull(Type.Integer({ minimum: 1, maximum: 100_000 })),
  },
  closed,
)
export type PaperDraft = Static<typeof PaperDraft>

/** A draft of which nothing has been written. */
export const blankDraft = (kind: PaperKind): PaperDraft => ({
  kind,
  title: '',
  mainTo: [],
  cc: [],
  body: [],
  attachments: [],
  appendices: [],
  signer: null,
  note: null,
  marks: NO_MARKS,
  seal: false,
  copies: null,
})

/** How the city's settings make a paper of this kind. */
export const paperOf = (settings: DocumentSettings, kind: DocumentData['kind'], seal: boolean) => ({
  head: settings.kinds[kind].head,
  form: formOf(kind),
  fonts: settings.fonts,
  evenImprint: settings.evenImprint,
  sealSize: settings.sealSize,
  seal: seal ? settings.seal : null,
  address: settings.address,
})

/** `issuedOn` is YYYY-MM-DD in the city's own time. */
export function paperData(
  settings: DocumentSettings,
  draft: PaperDraft,
  { number, issuedOn }: { number: string; issuedOn: string },
): DocumentData {
  const { kind, note, seal, copies, ...written } = draft
  const sent = draft.cc.length > 0 ? [{ label: kind === 'bulletin' ? '送' : '抄送', names: draft.cc }] : []
  return {
    ...written,
    kind,
    number,
    titleLines: titleLines(draft.title),
    body: numbered(draft.body),
    appendices: draft.appendices.map(a => ({ ...a, body: numbered(a.body) })),
    issuer: settings.agency,
    issuedOn,
    signed: kind !== 'bulletin' && kind !== 'minutes',
    dueText: null,
    endNote: note,
    // 信函格式: no 印发机关 and no 印发日期; who else gets it stands alone (§10.1).
    imprint: { sent, printer: settings.printer, printedOn: issuedOn, copies },
    verify: null,
    paper: paperOf(settings, kind, seal),
  }
}
