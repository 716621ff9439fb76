/** The Word file of a document: the official layout in real styles, headers and footers, to be edited in Word or WPS. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IBorderOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { DocumentData } from '../../domain/documents/data.ts'
import { type Part, partsOf, runsOf, styled } from './word-blocks.ts'
import { imprintOf, signatureOf } from './word-foot.ts'
import { headOf } from './word-head.ts'
import { pageOf, STYLES, twips } from './word-styles.ts'
import { withoutClock } from './word-zip.ts'

export interface WordJob {
  data: DocumentData
  /** In hex. */
  hash: string
  seal: Buffer | null
}

/** Same data, same bytes: no clock goes into the file. */
export async function wordOf({ data, hash, seal }: WordJob): Promise<Buffer> {
  const isLetter = data.paper.form === 'letter'
  const parts: Part[] = [
    ...headOf(data),
    ...data.body.flatMap(partsOf),
    ...attachmentNote(data),
    ...(data.signed ? signatureOf(data, seal) : []),
    ...(data.endNote ? [styled('GwNote', `（${data.endNote}）`)] : []),
    ...appendices(data),
    ...(await imprintOf(data, hash)),
  ]
  const document = new Document({
    title: `${data.title} ${data.number}`,
    creator: data.issuer,
    lastModifiedBy: data.issuer,
    description: hash,
    styles: STYLES,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { ...pageOf(isLetter ? 20 : 23), titlePage: isLetter },
        footers: {
          default: numberAt(AlignmentType.RIGHT),
          even: numberAt(AlignmentType.LEFT),
          ...(isLetter && { first: letterFoot() }),
        },
        children: parts,
      },
    ],
  })
  return withoutClock(await Packer.toBuffer(document, false), `${data.issuedOn}T04:00:00Z`)
}

/** 页码: between dashes, on the outer side, one character in. */
const numberAt = (alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'GwPageNumber',
        alignment,
        indent: { left: 280, right: 280 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

/** The second double rule of a letter, 20 mm from the paper's lower edge; its first page has no number. */
function letterFoot(): Footer {
  const border: IBorderOptions = {
    style: BorderStyle.THIN_THICK_SMALL_GAP,
    size: 36,
    color: 'E60012',
    space: 1,
  }
  return new Footer({
    children: [
      new Paragraph({
        indent: { left: -twips(8), right: -twips(6) },
        border: { bottom: border },
        children: [],
      }),
    ],
  })
}

function attachmentNote({ attachments }: DocumentData): Part[] {
  const marks = attachments.map((_, i) => (attachments.length > 1 ? `${i + 1}.` : ''))
  const lines = attachments.map((name, i) =>
    styled('GwAttachment', `${i === 0 ? '附件：' : '　　　'}${marks[i]}${name}`),
  )
  return lines.length > 0 ? [styled('GwBody', ''), ...lines] : []
}

const appendices = ({ appendices: all }: DocumentData): Part[] =>
  all.flatMap(({ title, body }, i) => [
    new Paragraph({
      style: 'GwCorner',
      pageBreakBefore: true,
      children: runsOf(all.length > 1 ? `附件${i + 1}` : '附件'),
    }),
    styled('GwBody', ''),
    styled('GwTitle', title),
    styled('GwBody', ''),
    ...body.flatMap(partsOf),
  ])
