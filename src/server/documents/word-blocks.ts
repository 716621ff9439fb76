/** The text of a document as Word's paragraphs and tables, in named styles. */
import {
  AlignmentType,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Block, BlockOf } from '../../domain/documents/blocks.ts'
import { dayText } from '../../domain/documents/sheet-data.ts'
import { FONT, twips } from './word-styles.ts'

export type Part = Paragraph | Table

/** Line breaks of the text stay line breaks. */
export const runsOf = (text: string, font?: string): TextRun[] =>
  text
    .split('\n')
    .map((line, i) => new TextRun({ text: line, ...(i > 0 && { break: 1 }), ...(font && { font }) }))

export const styled = (style: string, text: string): Paragraph =>
  new Paragraph({ style, children: runsOf(text) })

const LEVELS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const
const WIDTH = twips(156)

export function partsOf(block: Block): Part[] {
  switch (block.type) {
    case 'paragraph':
      return [styled('GwBody', block.text)]
    case 'heading':
      return [headingPart(block)]
    case 'list':
      return block.items.map((item, i) => styled('GwBody', `${block.ordered ? `${i + 1}.` : ''}${item}`))
    case 'quote':
      return quoteParts(block)
    case 'labelled':
      return [
        new Paragraph({
          style: 'GwBody',
          children: [new TextRun({ text: `${block.label}：`, font: FONT.heiti }), ...runsOf(block.text)],
        }),
      ]
    case 'table':
      return tableParts(block)
    case 'fields':
      return [fieldsPart(block)]
  }
}

function headingPart({ level, mark, text, run }: BlockOf<'heading'>): Paragraph {
  const words = [new TextRun({ text: mark + text })]
  if (run !== null) words.push(...runsOf(run, FONT.fangsong))
  return new Paragraph({ heading: LEVELS[level - 1]!, children: words })
}

const quoteParts = ({ text, by, on }: BlockOf<'quote'>): Part[] => [
  ...text.split('\n').map(line => styled('GwQuote', line)),
  ...(by === null
    ? []
    : [
        new Paragraph({
          style: 'GwQuote',
          alignment: AlignmentType.RIGHT,
          children: runsOf(on === null ? by : `${by}　${dayText(on)}`),
        }),
      ]),
]

interface Cell {
  text: string
  head: boolean
  width: number
  span?: number
}

const cellOf = ({ text, head, width, span }: Cell): TableCell =>
  new TableCell({
    children: text.split('\n').map(line => styled(head ? 'GwTableHead' : 'GwTable', line)),
    verticalAlign: VerticalAlign.CENTER,
    width: { size: width, type: WidthType.DXA },
    margins: { left: 80, right: 80 },
    ...(span && { columnSpan: span }),
  })

/** The head is repeated on every page, and no row is cut in two. */
function tableParts({ caption, head, rows, widths }: BlockOf<'table'>): Part[] {
  const shares = head.map((_, i) => widths[i] ?? 1)
  const sum = shares.reduce((a, b) => a + b, 0)
  const columnWidths = shares.map(share => Math.floor((WIDTH * share) / sum))
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((text, i) => cellOf({ text, head: isHead, width: columnWidths[i]! })),
    })
  return [
    ...(caption === null ? [] : [styled('GwCaption', caption)]),
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      columnWidths,
      rows: [row(head, true), ...rows.map(r => row(r, false))],
    }),
  ]
}

function fieldsPart({ rows }: BlockOf<'fields'>): Table {
  const label = twips(26)
  const half = WIDTH / 2 - label
  const columnWidths = [label, half, label, half]
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths,
    rows: rows.map(fields => {
      const span = fields.length === 1 ? 3 : 1
      const cells = fields.flatMap(f => [
        cellOf({ text: f.label, head: true, width: label }),
        cellOf({ text: f.value, head: false, width: span === 3 ? WIDTH - label : half, span }),
      ])
      return new TableRow({ cantSplit: true, children: cells })
    }),
  })
}
