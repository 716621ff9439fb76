/** The foot of a Word document: signature and date with the seal, the code to verify it by, and the imprint. */
import {
  BorderStyle,
  HorizontalPositionRelativeFrom,
  ImageRun,
  Paragraph,
  TabStopType,
  TextRun,
  TextWrappingType,
  VerticalPositionRelativeFrom,
} from 'docx'
import type { DocumentData } from '../../domain/documents/data.ts'
import { dayText } from '../../domain/documents/sheet-data.ts'
import { qrPng } from './qr.ts'
import { type Part, runsOf, styled } from './word-blocks.ts'
import { twips } from './word-styles.ts'

const pixels = (mm: number): number => Math.round((mm / 25.4) * 96)
/** A millimetre in Word's own measure for pictures. */
const EMU = 36_000

/** Date four characters from the right below a seal; without one the issuer two, the date two beyond its first. */
export function signatureOf(data: DocumentData, seal: Buffer | null): Part[] {
  const date = dayText(data.issuedOn)
  const wide = [...data.issuer].length * 316
  const dateWide = 11 * 200
  const [issuerRight, dateRight] = seal
    ? [Math.max(0, 4 * 316 - (wide - dateWide) / 2), 4 * 316]
    : [2 * 316, Math.max(2 * 316, 2 * 316 + wide - 2 * 316 - dateWide)]
  const line = (text: string, right: number, more: (TextRun | ImageRun)[] = []) =>
    new Paragraph({
      style: 'GwSignature',
      keepNext: true,
      indent: { right: Math.round(right) },
      children: [...more, ...runsOf(text)],
    })
  return [
    styled('GwBody', ''),
    ...(seal ? [styled('GwBody', '')] : []),
    line(data.issuer, issuerRight),
    line(date, dateRight, seal ? [sealOver(data, seal, dateRight + dateWide / 2)] : []),
  ]
}

/** Over the signature, its middle a little above the date. */
function sealOver({ paper }: DocumentData, seal: Buffer, middleFromRight: number): ImageRun {
  const size = paper.sealSize
  const middle = 156 - (middleFromRight / 1440) * 25.4
  return new ImageRun({
    type: 'png',
    data: seal,
    transformation: { width: pixels(size), height: pixels(size) },
    altText: { title: '印章', description: '印章', name: '印章' },
    floating: {
      horizontalPosition: {
        relative: HorizontalPositionRelativeFrom.MARGIN,
        offset: Math.round((middle - size / 2) * EMU),
      },
      verticalPosition: {
        relative: VerticalPositionRelativeFrom.PARAGRAPH,
        offset: Math.round(-(size / 2 + 2) * EMU),
      },
      behindDocument: true,
      wrap: { type: TextWrappingType.NONE },
    },
  })
}

const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, space: 3, color: '000000' })
/** Eighths of a point: 0.35 mm and 0.25 mm. */
const [THICK, THIN] = [8, 6]

export async function imprintOf(data: DocumentData, hash: string): Promise<Part[]> {
  const code = data.verify ? [await check(data.verify.url, hash)] : []
  const { imprint } = data
  if (!imprint) return code
  const sent = imprint.sent.map(s => `${s.label}：${s.names.join('，')}。`)
  if (data.paper.form === 'letter') return [...sent.map(s => styled('GwImprint', s)), ...code]
  const copies = imprint.copies === null ? '' : `　（共印${imprint.copies}份）`
  return [
    ...code,
    ...sent.map(
      (text, i) =>
        new Paragraph({
          style: 'GwImprint',
          keepNext: true,
          border: { top: rule(i === 0 ? THICK : THIN) },
          children: runsOf(text),
        }),
    ),
    new Paragraph({
      style: 'GwImprint',
      border: { top: rule(sent.length > 0 ? THIN : THICK), bottom: rule(THICK) },
      tabStops: [{ type: TabStopType.RIGHT, position: twips(156) - 280 }],
      children: runsOf(imprint.printer).concat(
        new TextRun({ children: ['\t', `${dayText(imprint.printedOn)}印发${copies}`] }),
      ),
    }),
  ]
}

async function check(url: string, hash: string): Promise<Paragraph> {
  const size = pixels(17)
  return new Paragraph({
    style: 'GwCheck',
    keepNext: true,
    spacing: { before: 120, after: 120 },
    children: [
      new ImageRun({
        type: 'png',
        data: await qrPng(url),
        transformation: { width: size, height: size },
        altText: { title: '查验', description: url, name: '查验' },
      }),
      new TextRun({ text: `　扫码查验：文号、印发日期与校验值（SHA-256） ${hash}` }),
    ],
  })
}
