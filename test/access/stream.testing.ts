/** Of a server that listens: opens the stream of events over a real connection, reads its status and hangs up: it would never end. */
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Said } from './ground.testing.ts'

export async function streamStatus(
  http: FastifyInstance,
  authorization: string | null,
  more: Record<string, string> = {},
): Promise<Said> {
  const { port } = http.server.address() as AddressInfo
  const hangUp = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events/stream`, {
    headers: { ...more, ...(authorization !== null && { authorization }) },
    signal: hangUp.signal,
  })
  if (answer.ok) {
    hangUp.abort()
    return { status: answer.status, code: '', text: '' }
  }
  const text = await answer.text()
  return { status: answer.status, code: JSON.parse(text).code, text }
}
