/** What a route promises: method, path, input, answer, who may call it, and the expected noes. */
import Type, { type Static, type TSchema } from 'typebox'
import type { Permission } from '../domain/access/roles.ts'
import type { RefusalCode } from '../domain/refusal.ts'

/** `public`: anybody; `signedIn`: any staff; `citizen`: signed in by one-time code; `appellant`: number and query code. */
export type May = Permission | 'public' | 'signedIn' | 'citizen' | 'appellant'

export interface Contract<
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Answer extends TSchema = TSchema,
> {
  /** Also the operation's id in OpenAPI; verb and object. */
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /api/v1, with {parameters}. */
  path: string
  tag: string
  summary: string
  /** One of the permissions listed is enough. */
  may: May | readonly May[]
  params?: Params
  query?: Query
  body?: Body
  /** What is not JSON says its type; the handler then answers a stream or a buffer. */
  answer: Answer | { media: string; describe: string }
  status?: 200 | 201 | 202 | 204
  refusals?: readonly RefusalCode[]
  /** Takes an Idempotency-Key. */
  creates?: boolean
  /** Takes If-Match with the ticket's version, and an Idempotency-Key. */
  changes?: boolean
  /** A body that isn't JSON, e.g. multipart/form-data: a file, and the fields of `body` as texts. */
  consumes?: string
}

/** Keeps the literal types of a contract. */
export const contract = <P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  c: Contract<P, Q, B, A>,
): Contract<P, Q, B, A> => c

export type InputOf<C> =
  C extends Contract<infer P, infer Q, infer B, TSchema>
    ? { params: Static<P>; query: Static<Q>; body: Static<B> }
    : never
export type AnswerOf<C> = C extends Contract<TSchema, TSchema, TSchema, infer A> ? Static<A> : never

/** An object that takes no unknown fields. */
export const closed = <T extends Type.TProperties>(properties: T, options: Type.TObjectOptions = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options })

/** The value or null; as one type list where possible, which serialises and reads better than a union. */
export function nullable<T extends TSchema>(schema: T): Type.TUnsafe<Static<T> | null> {
  const { type, enum: values, ...rest } = schema as unknown as { type?: string; enum?: unknown[] }
  if (typeof type !== 'string' || type === 'object' || type === 'array')
    return Type.Unsafe<Static<T> | null>({ anyOf: [schema, { type: 'null' }] })
  return Type.Unsafe<Static<T> | null>({
    ...rest,
    type: [type, 'null'],
    ...(values && { enum: [...values, null] }),
  })
}

/** One of a list of words. */
export const oneOf = <const T extends readonly string[]>(values: T, options: object = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options })

/** ISO 8601 with offset or Z. */
export const Moment = Type.String({ format: 'date-time', examples: ['2026-11-22T09:30:00+08:00'] })
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
/** Which edition of something; the database keeps it in four bytes. */
export const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
/** A short text of one line. */
export const Line = Type.String({ minLength: 1, maxLength: 200 })
/** A telephone number as people write one: 138 0013 8000, +86-931-8888888, (010)12345678转801. */
export const PHONE = '^(?:[+＋(（]{0,2}[0-9０-９][-0-9０-９ ()（）/#*转–—－]{2,27})?$'
export const Phone = Type.String({ pattern: PHONE, maxLength: 30 })
/** Free text; 20 000 characters are more than any letter. */
export const Prose = Type.String({ minLength: 1, maxLength: 20_000 })
export const AppealNumber = Type.String({ pattern: '^[0-9]{23,34}$', examples: ['99900120261122010000017'] })

/** The foot of a page of a list: pass `next` as `after` for the next page. */
export const Page = closed({ next: nullable(Type.String()) })

/** RFC 9457. `code` is stable; `detail` is Chinese, `detailEn` English; `field` names the input at fault. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    detailEn: Type.String(),
    field: Type.Optional(Type.String()),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    instance: Type.Optional(Type.String()),
  },
  { $id: 'Problem' },
)
export type Problem = Static<typeof Problem>
