/** Looks at a PDF as a reader would: its pages as pictures, and where its texts stand, in millimetres. */
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'

const MM = 72 / 25.4

export interface Word {
  text: string
  /** Millimetres from the left, of its beginning and its end. */
  left: number
  right: number
  /** Millimetres from the top, of its baseline. */
  baseline: number
  /** Of its letters, in points. */
  size: number
}

export interface Sides {
  count: number
  words: (page: number) => Promise<Word[]>
  /** `scale` in pixels a point. */
  picture: (page: number, scale: number) => Promise<Canvas>
  close: () => Promise<void>
}

export async function openPdf(bytes: Uint8Array): Promise<Sides> {
  const task = pdfjs.getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  return {
    count: document.numPages,
    words: async page => {
      const { items } = await (await document.getPage(page)).getTextContent()
      return items.flatMap(item => ('str' in item && item.str.trim() ? [wordOf(item)] : []))
    },
    picture: async (number, scale) => {
      const page = await document.getPage(number)
      const viewport = page.getViewport({ scale })
      const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
      const pen = canvas.getContext('2d')
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, canvas.width, canvas.height)
      await page.render({ canvasContext: pen as never, viewport, canvas: canvas as never }).promise
      return canvas
    },
    close: () => task.destroy(),
  }
}

interface Item {
  str: string
  width: number
  transform: number[]
}
const wordOf = ({ str, width, transform }: Item): Word => ({
  text: str,
  left: transform[4]! / MM,
  right: (transform[4]! + width) / MM,
  baseline: 297 - transform[5]! / MM,
  size: transform[3]!,
})

export interface Stripe {
  /** All in millimetres: of its upper and lower edge, its left and right. */
  top: number
  bottom: number
  left: number
  right: number
}

type IsInk = (r: number, g: number, b: number) => boolean
export const isRed: IsInk = (r, g, b) => r > 150 && g < 110 && b < 110
export const isDark: IsInk = (r, g, b) => r < 140 && g < 140 && b < 140

/** The horizontal lines at least so long, from the top; a line is rows of ink next to each other. */
export function linesIn(canvas: Canvas, scale: number, ink: IsInk, atLeast: number): Stripe[] {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const mm = (pixels: number) => pixels / scale / MM
  const stripes: Stripe[] = []
  let open: Stripe | null = null
  for (let y = 0; y < height; y++) {
    const run = longestRun(
      x => ink(data[4 * (y * width + x)]!, data[4 * (y * width + x) + 1]!, data[4 * (y * width + x) + 2]!),
      width,
    )
    if (mm(run.length) < atLeast) {
      if (open) stripes.push(open)
      open = null
      continue
    }
    open ??= { top: mm(y), bottom: 0, left: mm(run.at), right: mm(run.at + run.length) }
    open.bottom = mm(y + 1)
  }
  return stripes
}

function longestRun(isInk: (x: number) => boolean, width: number): { at: number; length: number } {
  let best = { at: 0, length: 0 }
  for (let x = 0, from = -1; x <= width; x++) {
    const on = x < width && isInk(x)
    if (on && from < 0) from = x
    if (!on && from >= 0) {
      if (x - from > best.length) best = { at: from, length: x - from }
      from = -1
    }
  }
  return best
}

/** Where ink begins and ends between two heights of the page, in millimetres; null where there is none. */
export function inkBetween(
  canvas: Canvas,
  scale: number,
  ink: IsInk,
  [from, to]: [number, number],
): { top: number; bottom: number } | null {
  const { width } = canvas
  const first = Math.round(from * MM * scale)
  const { data } = canvas.getContext('2d').getImageData(0, first, width, Math.round((to - from) * MM * scale))
  const rows: number[] = []
  for (let i = 0; i < data.length; i += 4)
    if (ink(data[i]!, data[i + 1]!, data[i + 2]!)) rows.push(Math.floor(i / 4 / width))
  if (rows.length === 0) return null
  const mm = (row: number) => from + row / scale / MM
  return { top: mm(rows[0]!), bottom: mm(rows.at(-1)! + 1) }
}

/** The share of pixels that differ by more than a quarter of the way from black to white. */
export async function differenceOf(canvas: Canvas, approved: Buffer): Promise<number> {
  const image = await loadImage(approved)
  if (image.width !== canvas.width || image.height !== canvas.height) return 1
  const other = createCanvas(image.width, image.height)
  other.getContext('2d').drawImage(image, 0, 0)
  const [a, b] = [canvas, other].map(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data)
  let different = 0
  for (let i = 0; i < a!.length; i += 4) {
    const far = Math.max(...[0, 1, 2].map(c => Math.abs(a![i + c]! - b![i + c]!)))
    if (far > 64) different++
  }
  return different / (a!.length / 4)
}
