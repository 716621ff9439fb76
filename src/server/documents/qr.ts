/** QR codes: as fields for Typst, as a picture for Word. */
import qrcode from 'qrcode'

const LEVEL = 'M'

/** Its fields row by row, 1 for a dark one. */
export function qrFields(text: string): string {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: LEVEL })
  return Array.from(modules.data, dark => (dark ? '1' : '0')).join('')
}

export const qrPng = (text: string): Promise<Buffer> =>
  qrcode.toBuffer(text, { errorCorrectionLevel: LEVEL, margin: 0, scale: 8 })
