/** The data a document says, in full: what is frozen when it is issued, and all that a template sees. */
import Type, { type Static } from 'typebox'
import { Block } from './blocks.ts'
import { DOCUMENT_KINDS, type DocumentKind } from './kinds.ts'
import { Fonts } from './settings.ts'

const closed = { additionalProperties: false }
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Line = Type.String({ minLength: 1, maxLength: 500 })
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
const Names = Type.Array(Line, { maxItems: 300 })

/** 份号, 密级和保密期限, 紧急程度: top left, one below the other. */
export const Marks = Type.Object(
  {
    copyNo: orNull(Type.String({ pattern: '^[0-9]{6}$' })),
    secrecy: orNull(Type.String({ minLength: 1, maxLength: 20 })),
    urgency: orNull(Type.String({ minLength: 1, maxLength: 10 })),
  },
  closed,
)
export type Marks = Static<typeof Marks>
export const NO_MARKS: Marks = { copyNo: null, secrecy: null, urgency: null }

/** 版记: to whom it is sent besides (抄送, or 报 送 发 of a bulletin), who printed it and when. */
export const Imprint = Type.Object(
  {
    sent: Type.Array(Type.Object({ label: Line, names: Names }, closed), { maxItems: 5 }),
    printer: Line,
    printedOn: Day,
    copies: orNull(Type.Integer({ minimum: 1, maximum: 100_000 })),
  },
  closed,
)
export type Imprint = Static<typeof Imprint>

/** How the paper was made when it was issued: a later setting doesn't change it. */
export const Paper = Type.Object(
  {
    head: Line,
    form: Type.Enum(['redHead', 'letter', 'bulletin', 'minutes']),
    fonts: Fonts,
    evenImprint: Type.Boolean(),
    sealSize: Type.Number(),
    /** SHA-256 of the seal's picture, in hex; null on paper without a seal. */
    seal: orNull(Type.String()),
    address: Type.String(),
  },
  closed,
)

export const DocumentData = Type.Object(
  {
    kind: Type.Unsafe<DocumentKind>({ type: 'string', enum: [...DOCUMENT_KINDS] }),
    number: Line,
    title: Line,
    /** The title as it is broken on the paper. */
    titleLines: Type.Array(Type.String(), { minItems: 1, maxItems: 20 }),
    mainTo: Names,
    cc: Names,
    body: Type.Array(Block, { maxItems: 2000 }),
    /** Names of the attachments, without end punctuation. */
    attachments: Type.Array(Line, { maxItems: 50 }),
    /** Attachments that are printed behind it, each on a page of its own. */
    appendices: Type.Array(
      Type.Object({ title: Line, body: Type.Array(Block, { maxItems: 2000 }) }, closed),
      {
        maxItems: 20,
      },
    ),
    /** 签发人 of papers that go up. */
    signer: orNull(Line),
    issuer: Line,
    issuedOn: Day,
    /** With 发文机关署名 and 成文日期 below the text; a bulletin and minutes have them in the head. */
    signed: Type.Boolean(),
    dueText: orNull(Line),
    endNote: orNull(Type.String({ minLength: 1, maxLength: 2000 })),
    marks: Marks,
    imprint: orNull(Imprint),
    /** What the code on the paper carries; set when it is prepared for issuing. */
    verify: orNull(Type.Object({ token: Type.String(), url: Type.String() }, closed)),
    paper: Paper,
  },
  closed,
)
export type DocumentData = Static<typeof DocumentData>
