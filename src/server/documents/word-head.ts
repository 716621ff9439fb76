/** The head of a Word document: issuing mark, number, signatory, the red rule, title and addressees. */
import { AlignmentType, BorderStyle, Paragraph, TabStopType, TextRun } from 'docx'
import type { DocumentData } from '../../domain/documents/data.ts'
import { dayText } from '../../domain/documents/sheet-data.ts'
import { type Part, runsOf, styled } from './word-blocks.ts'
import { FONT, twips } from './word-styles.ts'

const RED = 'E60012'
const rule = (style: (typeof BorderStyle)[keyof typeof BorderStyle], size: number, space: number) => ({
  bottom: { style, size, space, color: RED },
})

/** Half points: as large as the line holds, at most what the form takes. */
const markSize = (words: string, most: number): number =>
  Math.floor(2 * Math.min(most, ((156 / 25.4) * 72) / Math.max([...words].length, 1)))

const mark = ({ paper }: DocumentData, most: number, before: number, more: object = {}): Paragraph =>
  new Paragraph({
    style: 'GwMark',
    spacing: { before: twips(before), after: 0 },
    children: [new TextRun({ text: paper.head, size: markSize(paper.head, most) })],
    ...more,
  })

const corner = ({ marks }: DocumentData): Part[] =>
  [marks.copyNo, marks.secrecy, marks.urgency].flatMap(m => (m === null ? [] : [styled('GwCorner', m)]))

/** Two texts on one line, one character from either edge. */
const pair = (left: string, right: TextRun[], border: object = {}): Paragraph =>
  new Paragraph({
    style: 'GwNumber',
    alignment: AlignmentType.LEFT,
    indent: { left: 316, right: 316 },
    tabStops: [{ type: TabStopType.RIGHT, position: twips(156) - 316 }],
    children: [...runsOf(left), new TextRun({ children: ['\t'] }), ...right],
    ...border,
  })

const RULE = { border: rule(BorderStyle.SINGLE, 12, 11) }
const blank = (): Part => styled('GwBody', '')

function redHead(data: DocumentData): Part[] {
  const number =
    data.signer === null
      ? new Paragraph({ style: 'GwNumber', children: runsOf(data.number), ...RULE })
      : pair(
          data.number,
          [new TextRun({ text: '签发人：' }), new TextRun({ text: data.signer, font: FONT.kaiti })],
          RULE,
        )
  return [
    ...corner(data),
    mark(data, 62, 35 - 10 * corner(data).length),
    blank(),
    blank(),
    number,
    blank(),
    blank(),
  ]
}

function letterHead(data: DocumentData): Part[] {
  const line = {
    indent: { left: -twips(8), right: -twips(6) },
    border: rule(BorderStyle.THICK_THIN_SMALL_GAP, 36, 11),
  }
  const number = new Paragraph({
    style: 'GwNumber',
    alignment: AlignmentType.RIGHT,
    children: runsOf(data.number),
  })
  return [mark(data, 44, 0, line), number, ...corner(data), blank()]
}

const bulletinHead = (data: DocumentData): Part[] => [
  ...corner(data),
  mark(data, 56, 30),
  styled('GwNumber', data.number),
  pair(data.issuer, runsOf(dayText(data.issuedOn)), RULE),
  blank(),
]

const minutesHead = (data: DocumentData): Part[] => [
  ...corner(data),
  mark(data, 56, 35),
  blank(),
  pair(data.number, runsOf(dayText(data.issuedOn)), RULE),
  blank(),
]

const HEADS = { redHead, letter: letterHead, bulletin: bulletinHead, minutes: minutesHead }

export const headOf = (data: DocumentData): Part[] => [
  ...HEADS[data.paper.form](data),
  styled('GwTitle', data.titleLines.join('\n')),
  blank(),
  ...(data.mainTo.length > 0 ? [styled('GwAddressee', `${data.mainTo.join('、')}：`)] : []),
]
