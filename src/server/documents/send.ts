/** Sends a paper: as a file of its own name, or a picture to look at; never to be sniffed or run. */
import type { FastifyReply } from 'fastify'

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  svg: 'image/svg+xml',
  png: 'image/png',
} as const

interface Sent {
  bytes: Buffer
  format: keyof typeof TYPES
  name: string
}

const escaped = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

export function sendPaper(reply: FastifyReply, { bytes, format, name }: Sent): FastifyReply {
  const file = encodeURIComponent(`${name}.${format}`).replace(/['()*]/g, escaped)
  return reply
    .headers({
      'content-type': TYPES[format],
      'content-disposition': `${format === 'docx' ? 'attachment' : 'inline'}; filename*=UTF-8''${file}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    })
    .send(bytes)
}
