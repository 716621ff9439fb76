/** Reads JSON bodies strictly: valid UTF-8, no NUL, no half characters; what PostgreSQL could not keep is refused here. */
import type { FastifyInstance } from 'fastify'
import { InvalidInput } from './problems.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Escapes that may hide a NUL or a lone surrogate; only then is the parsed value walked. */
const SUSPICIOUS = /\\u(0000|d[89ab][0-9a-f]{2}|d[c-f][0-9a-f]{2})/i

/** Parses a body. Throws InvalidInput (400). `__proto__` keys are refused. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw new InvalidInput('body', '内容不是有效的 UTF-8。', 'the body is not valid UTF-8', 400)
  }
  try {
    return JSON.parse(text, SUSPICIOUS.test(text) || text.includes('__proto__') ? refuseBroken : undefined)
  } catch (error) {
    if (error instanceof InvalidInput) throw error
    throw new InvalidInput(
      'body',
      '内容不是有效的 JSON。',
      `the body is not valid JSON: ${(error as Error).message}`,
      400,
    )
  }
}

function refuseBroken(key: string, value: unknown): unknown {
  if (key === '__proto__' || broken(key) || (typeof value === 'string' && broken(value)))
    throw new InvalidInput(
      key === '' || broken(key) ? 'body' : key,
      '文字里有不能保存的字符。',
      'the text has characters that cannot be kept (NUL or half a surrogate pair)',
      400,
    )
  return value
}

const broken = (text: string): boolean => text.includes('\0') || !text.isWellFormed()

/** Replaces Fastify's JSON parser and refuses NUL in addresses. */
export function readBodiesStrictly(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addHook('onRequest', async request => {
    if (/%00/.test(request.url))
      throw new InvalidInput('url', '地址里有不能保存的字符。', 'the address has a NUL', 400)
  })
}
