/** What the text of a document is made of: paragraphs, headings, lists, tables, forms, and words quoted as they were written. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }
const Words = Type.String({ maxLength: 20_000 })
const Label = Type.String({ minLength: 1, maxLength: 100 })
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const Paragraph = Type.Object({ type: Type.Literal('paragraph'), text: Words }, closed)
/** `mark` is its number as printed, 一、（一）1.（1）; `run` goes on in the same line in the letters of the text. */
const Heading = Type.Object(
  {
    type: Type.Literal('heading'),
    level: Type.Integer({ minimum: 1, maximum: 4 }),
    mark: Type.String({ maxLength: 20 }),
    text: Type.String({ minLength: 1, maxLength: 500 }),
    run: orNull(Words),
  },
  closed,
)
const List = Type.Object(
  { type: Type.Literal('list'), ordered: Type.Boolean(), items: Type.Array(Words, { maxItems: 500 }) },
  closed,
)
/** As many cells in every row as there are in the head; `widths` are shares, alike when empty. */
const Table = Type.Object(
  {
    type: Type.Literal('table'),
    caption: orNull(Type.String({ maxLength: 200 })),
    head: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 20 }),
    rows: Type.Array(Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 20 }), { maxItems: 5000 }),
    widths: Type.Array(Type.Number({ exclusiveMinimum: 0, maximum: 100 }), { maxItems: 20 }),
  },
  closed,
)
const Field = Type.Object({ label: Label, value: Words }, closed)
export type Field = Static<typeof Field>
/** A form: what it is called, and what stands beside it; one or two in a row. */
const Fields = Type.Object(
  {
    type: Type.Literal('fields'),
    rows: Type.Array(Type.Array(Field, { minItems: 1, maxItems: 2 }), { maxItems: 60 }),
  },
  closed,
)
/** Words as they were written, with who wrote them and when (YYYY-MM-DD). */
const Quote = Type.Object(
  { type: Type.Literal('quote'), text: Words, by: orNull(Label), on: orNull(Type.String()) },
  closed,
)
/** 出席：… in minutes: the label in 黑体, what follows hangs behind its colon. */
const Labelled = Type.Object({ type: Type.Literal('labelled'), label: Label, text: Words }, closed)

export const Block = Type.Union([Paragraph, Heading, List, Table, Fields, Quote, Labelled])
export type Block = Static<typeof Block>
export type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

/** 1 … 99 as 一 … 九十九; beyond that the digits themselves. */
export function chineseNumber(n: number): string {
  if (n < 1 || n > 99) return String(n)
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[ones]}`
}

/** How the nth heading of a level is marked (GB/T 9704-2012 §7.3.3). */
export function headingMark(level: number, n: number): string {
  if (level === 1) return `${chineseNumber(n)}、`
  if (level === 2) return `（${chineseNumber(n)}）`
  return level === 3 ? `${n}.` : `（${n}）`
}

/** Numbers the headings that have no mark yet, each level afresh below the one above it. */
export function numbered(blocks: readonly Block[]): Block[] {
  const counts = [0, 0, 0, 0, 0]
  return blocks.map(block => {
    if (block.type !== 'heading') return block
    counts[block.level]!++
    counts.fill(0, block.level + 1)
    return block.mark ? block : { ...block, mark: headingMark(block.level, counts[block.level]!) }
  })
}
