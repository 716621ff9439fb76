/** Calls the API: typed by the contracts, with refusals as errors that carry a sentence for people. */
import type { AnswerOf, InputOf, Problem } from '../contract/route.ts'
import { CALLS, type Calls } from './calls.gen.ts'
import { t } from './text.ts'

export type CallName = keyof Calls

type Filled<T, K extends string> = unknown extends T ? unknown : { [P in K]: T }
type Optional<T, K extends string> = unknown extends T ? unknown : { [P in K]?: T }
/** What a call takes: parameters of the path, of the query, and the body, as far as its contract has them. */
export type Input<N extends CallName> = Filled<InputOf<Calls[N]>['params'], 'params'> &
  Optional<InputOf<Calls[N]>['query'], 'query'> &
  Filled<InputOf<Calls[N]>['body'], 'body'>
export type Answer<N extends CallName> = AnswerOf<Calls[N]>

export interface CallOptions {
  /** The version that was seen: a lost race is refused instead of decided again. */
  ifMatch?: number | undefined
  /** The same key makes the same thing once, however often it is sent. */
  key?: string | undefined
  signal?: AbortSignal | undefined
}

/** An expected no, or wrong input: a stable code, and a sentence. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(t(problem.detail, problem.detailEn))
    this.name = 'Refused'
    this.problem = problem
  }
  get code(): string {
    return this.problem.code
  }
  get field(): string | undefined {
    return this.problem.field
  }
}

/** Nothing was heard from the server: whether it did anything isn't known. */
export class Away extends Error {
  constructor() {
    super(t('网络不通，暂时联系不上服务器。', 'There is no connection to the server at the moment.'))
    this.name = 'Away'
  }
}

interface Loose {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** The address of a call, e.g. for links to files and exports. */
export function addressOf<N extends CallName>(name: N, input: Input<N>): string {
  const { params = {}, query = {} } = input as Loose
  const path = CALLS[name][1].replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(params[key])),
  )
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(key, String(one))
  const text = search.toString()
  return `/api/v1${path}${text && `?${text}`}`
}

/** Throws Refused, Away, or AbortError when the signal ends it. */
export async function call<N extends CallName>(
  name: N,
  input: Input<N>,
  { ifMatch, key, signal }: CallOptions = {},
): Promise<Answer<N>> {
  const { body } = input as Loose
  const isForm = body instanceof FormData
  const headers: Record<string, string> = { 'x-yidan': '1' }
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  if (ifMatch !== undefined) headers['if-match'] = String(ifMatch)
  if (key !== undefined) headers['idempotency-key'] = key
  const response = await reach(addressOf(name, input), {
    method: CALLS[name][0],
    headers,
    signal: signal ?? null,
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  })
  if (response.status === 204) return null as Answer<N>
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as Answer<N>
  throw new Refused(isProblem(answer) ? answer : unexpected(response.status))
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Away()
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value

const unexpected = (status: number): Problem => ({
  type: 'about:blank',
  title: 'unexpected',
  status,
  code: 'unexpected',
  detail: `服务器没有给出可读的答复（${status}）。`,
  detailEn: `The server gave no readable answer (${status}).`,
})

/** Uploads one file; answers its id and what it was recognised as. */
export function upload(
  file: File,
  purpose: NonNullable<Input<'uploadFile'>['query']>['purpose'],
  signal?: AbortSignal,
) {
  const form = new FormData()
  form.append('file', file)
  return call('uploadFile', { query: { purpose }, body: form } as Input<'uploadFile'>, { signal })
}
