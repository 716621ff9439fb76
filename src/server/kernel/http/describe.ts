/** What OpenAPI says of a route: input, answer, every no it may give, and what isn't JSON. */
import type { TSchema } from 'typebox'
import type { Contract, May } from '../../../contract/route.ts'
import { type RefusalCode, sentenceOf } from '../../../domain/refusal.ts'

export const maysOf = (c: Contract): readonly May[] => (typeof c.may === 'string' ? [c.may] : c.may)

/** `Authorization: Appeal <number>:<code>` is read on every route, and a wrong one is refused on every route. */
const OF_CREDENTIALS: readonly RefusalCode[] = ['wrong-code', 'slow-down', 'no-such-tenant']

/** Every no of a route: its own, and those that its kind brings with it. */
export function refusalsOf(c: Contract): RefusalCode[] {
  const guarded: RefusalCode[] = maysOf(c).includes('public') ? [] : ['not-signed-in', 'not-permitted']
  const repeated: RefusalCode[] = c.creates || c.changes ? ['key-used-differently'] : []
  const raced: RefusalCode[] = c.changes ? ['changed-meanwhile'] : []
  const sentByOthers: RefusalCode[] = c.method === 'GET' ? [] : ['cross-site']
  const own = c.refusals ?? []
  return [...new Set([...guarded, ...sentByOthers, ...OF_CREDENTIALS, ...repeated, ...raced, ...own])]
}

/** Fastify's schema: it validates with it and describes by it. */
export function schemaOf(c: Contract) {
  const answer = 'media' in c.answer ? undefined : c.answer
  const noes = Object.groupBy(refusalsOf(c), code => String(sentenceOf(code).status))
  const problems = Object.entries({ '400': [], ...noes }).map(([status, codes]) => [
    status,
    { $ref: 'Problem#', description: (codes ?? []).join(', ') || 'invalid-input, invalid-request' },
  ])
  return {
    operationId: c.name,
    tags: [c.tag],
    summary: c.summary,
    ...(c.params && { params: c.params }),
    ...(c.query && { querystring: withDefaults(c.query) }),
    ...(c.body && !c.consumes && { body: c.body }),
    ...(c.consumes && { consumes: [c.consumes] }),
    headers: headersOf(c),
    security: maysOf(c).includes('public') ? [] : [{ bearer: [] }, { cookie: [] }],
    response: {
      ...(answer ? { [c.status ?? 200]: answer } : {}),
      ...Object.fromEntries(problems),
    },
  }
}

/** What has a default may be left out, and the description says so. */
function withDefaults(query: TSchema): object {
  const { required = [], properties = {} } = query as {
    required?: string[]
    properties?: Record<string, object>
  }
  return { ...query, required: required.filter(name => !('default' in (properties[name] ?? {}))) }
}

function headersOf(c: Contract): { type: 'object'; properties: Record<string, TSchema | object> } {
  return {
    type: 'object',
    properties: {
      ...((c.creates || c.changes) && {
        'idempotency-key': { type: 'string', description: 'The same key gets the same answer.' },
      }),
      ...(c.changes && {
        'if-match': { type: 'string', description: 'The version the caller saw; 409 when it has moved on.' },
      }),
    },
  }
}

/** A form with a file, and with the fields that the contract's body lists. */
function formOf({ body = {} }: Contract) {
  const { required = [], properties = {} } = body as { required?: string[]; properties?: object }
  return {
    type: 'object',
    required: ['file', ...required],
    properties: { file: { type: 'string', format: 'binary' }, ...properties },
  }
}

/** For the document only: files that come in and answers that aren't JSON; Fastify would try to check them. */
export function withMedia<S extends object>(schema: S, c: Contract | undefined): S {
  if (!c) return schema
  const { response = {} } = schema as { response?: Record<string, object> }
  const media = 'media' in c.answer ? c.answer : undefined
  const sent = media && {
    description: media.describe,
    content: { [media.media]: { schema: { type: 'string' } } },
  }
  return {
    ...schema,
    ...(c.consumes && { body: formOf(c) }),
    response: { ...(sent && { [c.status ?? 200]: sent }), ...response },
  }
}
