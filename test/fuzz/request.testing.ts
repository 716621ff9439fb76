/** Random requests to an operation of the OpenAPI document: mostly sound, some broken in one place. */
import fc from 'fast-check'
import type { Operation, Parameter } from '../openapi.testing.ts'
import { brokenFor, NASTY, type Pool, type Schema, validFor } from './arbitrary.testing.ts'

export interface Request {
  method: string
  url: string
  headers: Record<string, string>
  payload?: string
  /** Nothing in it was broken on purpose. */
  sound: boolean
}

const encoded = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return encodeURIComponent(text.toWellFormed())
}

const nasty = fc.constantFrom(...NASTY)
const sometimes = <T>(usual: fc.Arbitrary<T>, else_: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: else_ })

function valueFor({ schema, name }: Parameter, sound: boolean, pool: Pool): fc.Arbitrary<unknown> {
  const usual = validFor(schema, pool, name)
  return sound ? usual : sometimes(usual, nasty)
}

/** `sound`: as the document asks; else one thing or another is wrong. */
export function requestFor(o: Operation, sound: boolean, pool: Pool): fc.Arbitrary<Request> {
  // A cursor can't be made up: only an answer gives one.
  const parameters = (o.parameters ?? []).filter(p => p.in !== 'header' && !(sound && p.name === 'after'))
  const sent = fc.record(Object.fromEntries(parameters.map(p => [p.name, valueFor(p, sound, pool)])), {
    requiredKeys: parameters.filter(p => p.required).map(p => p.name),
    noNullPrototype: true,
  })
  const bodySchema = o.requestBody?.content['application/json']?.schema as Schema | undefined
  const body = bodySchema
    ? sound
      ? validFor(bodySchema, pool)
      : brokenFor(bodySchema, pool)
    : fc.constant(undefined)
  return fc.tuple(sent, body, headersFor(o, sound)).map(([values, payload, headers]) => ({
    method: o.method,
    url: urlOf(o, parameters, values),
    headers: { ...headers, ...(payload !== undefined && { 'content-type': 'application/json' }) },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
    sound,
  }))
}

function urlOf(o: Operation, parameters: Parameter[], values: Record<string, unknown>): string {
  const path = o.path.replace(/\{(\w+)\}/g, (_all, name) => encoded(values[name]) || '%20')
  const query = parameters
    .filter(p => p.in === 'query' && p.name in values)
    .flatMap(p => [values[p.name]].flat().map(value => `${p.name}=${encoded(value)}`))
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

const HEADERS = fc.constantFrom(
  '0',
  '1',
  '"2"',
  'W/"3"',
  '*',
  '-1',
  '1e3',
  '99999999999999999999',
  "'; --",
  'x'.repeat(300),
  'abc',
)
function headersFor(o: Operation, sound: boolean): fc.Arbitrary<Record<string, string>> {
  const names = (o.parameters ?? []).filter(p => p.in === 'header').map(p => p.name)
  return sound
    ? fc.constant({})
    : fc
        .subarray(names)
        .chain(some => fc.record(Object.fromEntries(some.map(n => [n, HEADERS])), { noNullPrototype: true }))
}
