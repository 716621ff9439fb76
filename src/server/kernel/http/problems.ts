/** Every error as an RFC 9457 problem document; anything unexpected is a defect and says no more than its request id. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { PHONE, type Problem } from '../../../contract/route.ts'
import { type Refusal, sentenceOf } from '../../../domain/refusal.ts'
import { isAway } from '../database.ts'

/** Bad input found past the schema, with the field at fault. */
export class InvalidInput extends Error {
  field: string
  zh: string
  status: number
  constructor(field: string, zh: string, en: string, status = 422) {
    super(en)
    this.field = field
    this.zh = zh
    this.status = status
  }
}

/** A refusal thrown where an answer can't be returned, e.g. in the middle of a query. */
export class Refused extends Error {
  refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

const RETRY_AFTER_SECONDS = '2'

const problem = (
  status: number,
  code: string,
  detail: string,
  detailEn: string,
  more: Partial<Problem> = {},
): Problem => ({
  type: `urn:yidan:problem:${code}`,
  title: code,
  status,
  code,
  detail,
  detailEn,
  ...more,
})

export function problemOfRefusal(r: Refusal): Problem {
  const { status, zh, en } = sentenceOf(r.refused)
  const needs = (r.facts?.permissions as string[] | undefined)?.join(', ')
  const [more, moreEn] = needs ? [`需要：${needs}。`, ` It takes: ${needs}.`] : ['', '']
  return problem(status, r.refused, zh + more, en + moreEn, {
    ...(r.field && { field: r.field }),
    ...(r.facts && { facts: r.facts }),
  })
}

interface SchemaError {
  instancePath: string
  message?: string
  params: Record<string, unknown>
  keyword: string
}

/** The field of a schema error, as a path with dots. */
function fieldOf({ instancePath, params }: SchemaError): string {
  const more = params.missingProperty ?? params.additionalProperty
  return [...instancePath.split('/').slice(1), ...(more === undefined ? [] : [String(more)])].join('.')
}

/** The words that may stand there; the contract has them too. */
const allowedBy = ({ keyword, params }: SchemaError): string =>
  keyword === 'enum' && Array.isArray(params.allowedValues)
    ? `: ${params.allowedValues.filter(value => value !== null).join(', ')}`
    : ''

function problemOfSchema(error: FastifyError): Problem {
  const first = (error.validation as unknown as SchemaError[])[0]!
  const field = fieldOf(first)
  if (first.params.pattern === PHONE)
    return problem(400, 'invalid-input', `${field} 应为电话号码。`, `${field} must be a telephone number.`, {
      field,
    })
  const what =
    first.keyword === 'additionalProperties'
      ? 'is not a known field'
      : `${first.message ?? 'is not valid'}${allowedBy(first)}`
  return problem(
    400,
    'invalid-input',
    `${field || '请求'} 不符合要求：${what}`,
    `${field || 'the request'} ${what}`,
    {
      field: field || (error.validationContext ?? 'body'),
    },
  )
}

/** Errors of Fastify itself and of the body's parsers carry their status. */
const CLIENT_ERRORS: Record<number, [code: string, zh: string]> = {
  400: ['invalid-request', '请求无法读取。'],
  404: ['not-found', '没有这个地址。'],
  405: ['method-not-allowed', '不支持这种方法。'],
  408: ['too-slow', '请求太慢。'],
  413: ['too-large', '内容太大。'],
  414: ['too-long', '地址太长。'],
  415: ['wrong-media-type', '不支持这种内容类型。'],
  429: ['slow-down', '请求过于频繁。'],
  431: ['headers-too-large', '请求头太大。'],
}

/** For a status of CLIENT_ERRORS; any other is told as 400. */
export function problemOfStatus(status: number, said: string): Problem {
  const known = CLIENT_ERRORS[status]
  // Fastify repeats the whole address; nobody needs it back.
  return known ? problem(status, known[0], known[1], said.slice(0, 200)) : problemOfStatus(400, said)
}

function problemOf(error: FastifyError): Problem {
  if (error instanceof Refused) return problemOfRefusal(error.refusal)
  if (error instanceof InvalidInput)
    return problem(error.status, 'invalid-input', error.zh, error.message, { field: error.field })
  if (error.validation) return problemOfSchema(error)
  if ((error.statusCode ?? 0) in CLIENT_ERRORS) return problemOfStatus(error.statusCode!, error.message)
  if (isAway(error))
    return problem(503, 'database-away', '数据库暂时不可用，请稍后重试。', 'The database is away; try again.')
  return problem(
    500,
    'defect',
    '程序出错，请把请求编号告诉管理员。',
    'A defect; tell the administrator the request id.',
  )
}

export function sendProblem(reply: FastifyReply, p: Problem): FastifyReply {
  if ((p.status === 503 || p.status === 429) && !reply.hasHeader('retry-after'))
    reply.header('retry-after', RETRY_AFTER_SECONDS)
  return reply
    .status(p.status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ ...p, instance: reply.request.id })
}

/** What is thrown away so that its sender hears the answer; beyond it the line is cut. */
const LARGEST_READ_AWAY = 64 * 1024 * 1024

/** Fastify hangs up on a body that is too large; a client that is still sending then sees a broken line instead of the answer. */
function hearOut(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const size = Number(request.headers['content-length'] ?? 0)
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' && size <= LARGEST_READ_AWAY)
    reply.removeHeader('connection')
}

/** Fastify's error hook. Only defects are logged with their stack; of a database that is away, what it said. */
export function onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  hearOut(error, request, reply)
  const p = problemOf(error)
  if (p.code === 'defect')
    request.log.error({ err: { message: error.message, stack: error.stack, code: error.code } }, 'defect')
  if (p.code === 'database-away')
    request.log.warn({ err: { message: error.message, code: error.code } }, 'database-away')
  void sendProblem(reply, p)
}
