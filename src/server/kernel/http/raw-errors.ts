/** Answers what isn't HTTP, or is too slow or too large to be read as a request: a problem document, then the line is cut. */
import type { Socket } from 'node:net'
import { problemOfStatus } from './problems.ts'

const STATUS: Record<string, [status: number, reason: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
}

/** Node's clientError: there is no request to answer, only a socket. */
export function refuseRaw(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy()
  const [status, reason] = STATUS[error.code ?? ''] ?? [400, 'Bad Request']
  const body = JSON.stringify(problemOfStatus(status, reason))
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/problem+json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
