/** Calls a route's own function in the same process: the pages and the API do the same things, by the same rules. */
import { createHash } from 'node:crypto'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnswerOf, Contract, InputOf } from '../contract/route.ts'
import type { Actor } from '../domain/access/actor.ts'
import { isRefusal, type Refusal, sentenceOf } from '../domain/refusal.ts'
import { InvalidInput, Refused } from '../server/kernel/http/problems.ts'
import type { Route } from '../server/kernel/http/route.ts'

export interface Asked<C> {
  actor: Actor
  params?: InputOf<C>['params']
  query?: InputOf<C>['query']
  body?: InputOf<C>['body']
  /** Makes sending twice harmless. */
  key?: string | undefined
  request: FastifyRequest
  reply: FastifyReply
}

/** What a form gets back when it can't be done: what to say, and beside which field. */
export interface Trouble {
  code: string
  field: string | null
  zh: string
  en: string
  facts: Record<string, unknown>
}

export type Told<C> = { done: AnswerOf<C>; trouble: null } | { done: null; trouble: Trouble }

export type Calls = <C extends Contract>(contract: C, asked: Asked<C>) => Promise<Told<C>>

const ajv = formats.default(new Ajv({ strict: false, useDefaults: true }), ['date-time', 'date'])
const checks = new Map<Contract, ValidateFunction>()

export function openCalls(routes: readonly Route[]): Calls {
  const runs = new Map(routes.map(r => [r.contract.name, r.run]))
  return async (contract, { actor, params = {}, query = {}, body, key, request, reply }) => {
    try {
      checkBody(contract, body)
      const answer = await runs.get(contract.name)!({
        actor,
        params: params as never,
        query: query as never,
        body: body as never,
        ifMatch: undefined,
        idempotency: key === undefined ? undefined : onceOf(contract, actor, key, [params, body ?? null]),
        request,
        reply,
        again: async () => actor,
      })
      if (answer && isRefusal(answer as object)) return { done: null, trouble: troubleOf(answer as Refusal) }
      return { done: answer as never, trouble: null }
    } catch (error) {
      return { done: null, trouble: troubleFrom(error) }
    }
  }
}

function checkBody(contract: Contract, body: unknown): void {
  if (!contract.body) return
  let check = checks.get(contract)
  if (!check) {
    check = ajv.compile(contract.body)
    checks.set(contract, check)
  }
  if (check(body)) return
  const [first] = check.errors ?? []
  const field = [...(first?.instancePath.split('/').slice(1) ?? []), first?.params.missingProperty].filter(
    Boolean,
  )
  const [zh, en] = WORDS[first?.keyword ?? ''] ?? ['填写不符合要求。', 'This is not valid.']
  throw new InvalidInput(field.join('.') || 'body', zh, en, 400)
}

const WORDS: Record<string, [zh: string, en: string]> = {
  required: ['请填写这一项。', 'Please fill this in.'],
  minLength: ['请填写这一项。', 'Please fill this in.'],
  maxLength: ['内容太长，请删短一些。', 'This is too long; please shorten it.'],
  enum: ['请从所列选项中选择。', 'Please choose one of the options.'],
  minimum: ['数字太小。', 'The number is too small.'],
  maximum: ['数字太大。', 'The number is too large.'],
}

const onceOf = (contract: Contract, actor: Actor, key: string, what: unknown) => ({
  key: `${contract.name}:page:${actor.phoneKey ?? ''}:${key}`,
  requestHash: createHash('sha256').update(JSON.stringify(what)).digest(),
})

export function troubleOf({ refused, field, facts = {} }: Refusal): Trouble {
  const { zh, en } = sentenceOf(refused)
  return { code: refused, field: field ?? null, zh, en, facts }
}

/** Of an expected no that was thrown; anything else is thrown on. */
export function troubleFrom(error: unknown): Trouble {
  if (error instanceof Refused) return troubleOf(error.refusal)
  if (error instanceof InvalidInput)
    return { code: 'invalid-input', field: error.field, zh: error.zh, en: capital(error.message), facts: {} }
  throw error
}

const capital = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.?$/, '.')}`
