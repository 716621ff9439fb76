/** Random values from JSON Schema: such as a schema asks for, and such as it doesn't. */
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'

export type Schema = Record<string, unknown>
/** Real values by the name of the property they fit, so that random requests find what they ask for. */
export type Pool = Readonly<Record<string, readonly unknown[]>>

/** What people, programs and attackers put into fields. */
export const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  '',
  ' ',
  '\u0000',
  '\ud800',
  'a\u0000b',
  '0',
  '-1',
  'NaN',
  'null',
  '[]',
  [],
  {},
  [[]],
  [null],
  { toString: 1 },
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-13-45T25:61:61Z',
  '2016-12-31T23:59:60Z',
  '-000001-01-01T00:00:00Z',
  '2026-02-30',
  "'; DROP TABLE appeal;--",
  '%',
  '\\',
  '_%\\',
  '=HYPERLINK("http://x")',
  '../../etc/passwd',
  '<script>',
  '👨‍👩‍👧‍👦',
  '\u202eabc',
  '𠮷野家',
  'ﷺ',
  'e\u0301',
  '﻿',
  '😀'.repeat(9999),
  '长'.repeat(30_000),
  '13812345678',
  '110101199003070011',
  2 ** 53 + 2,
  '9'.repeat(34),
  '1e999',
  'W/"1"',
]

const nasty = fc.constantFrom(...NASTY)

const ajv = formats.default(new Ajv({ strict: false }))

/** Values that the schema takes: of the pool where one fits, or made up. */
export function validFor(schema: Schema, pool: Pool, name = ''): fc.Arbitrary<unknown> {
  const known = pool[name]?.filter(value => ajv.validate(schema, value))
  const own = plainFor(schema, pool, name)
  return known?.length
    ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: own })
    : own
}

function plainFor(schema: Schema, pool: Pool, name: string): fc.Arbitrary<unknown> {
  const {
    type,
    enum: values,
    anyOf,
  } = schema as { type?: string | string[]; enum?: unknown[]; anyOf?: Schema[] }
  if (values) return fc.constantFrom(...values)
  if (anyOf) return fc.oneof(...anyOf.map(one => validFor(one, pool, name)))
  if (Array.isArray(type)) return fc.oneof(...type.map(one => plainFor({ ...schema, type: one }, pool, name)))
  return type && type in BY_TYPE
    ? BY_TYPE[type]!(schema, pool, name)
    : (fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>)
}

const BY_TYPE: Record<string, (schema: Schema, pool: Pool, name: string) => fc.Arbitrary<unknown>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum = -(2 ** 31), maximum = 2 ** 31 }) =>
    fc.oneof(
      fc.integer({ min: minimum as number, max: Math.min(maximum as number, (minimum as number) + 50) }),
      fc.constantFrom(minimum, maximum),
    ),
  number: ({ minimum = -1e9, maximum = 1e9 }) =>
    fc.double({ min: minimum as number, max: maximum as number, noNaN: true }),
  string: textFor,
  array: listFor,
  object: objectFor,
}

const moment = fc.constantFrom(
  '2026-09-28T10:00:00+08:00',
  '2026-09-30T18:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-10-08T00:00:00+08:00',
)
const TEXTS: Record<string, fc.Arbitrary<string>> = {
  'date-time': moment,
  date: fc.constantFrom('2026-09-28', '2026-10-20', '0001-01-01', '9999-12-31', '2024-02-29'),
}

/** What fits a pattern. What a pattern only forbids isn't made but filtered out. */
function matching(pattern: string): fc.Arbitrary<string> {
  const forbids = /\(\?!.*?\$\)/
  const made = pattern.replace(forbids, '').replace('[^\\u0000]', '[a-z中]')
  const whole = new RegExp(pattern)
  return fc.stringMatching(new RegExp(made)).filter(text => whole.test(text))
}

function textFor({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format) return TEXTS[format as string] ?? fc.constant('x@example.org')
  if (pattern) return matching(pattern as string)
  const [min, max] = [minLength as number, Math.min(maxLength as number, 40)]
  const written = fc
    .string({ unit: 'grapheme', minLength: min, maxLength: max })
    .filter(s => fits(s, min, maxLength as number))
  return fc.oneof(
    fc
      .constantFrom('路灯不亮', '停水了', 'x'.repeat(Math.max(min, 5)))
      .filter(s => fits(s, min, maxLength as number)),
    written,
  )
}
const fits = (s: string, min: number, max: number) =>
  [...s].length >= min && [...s].length <= max && !s.includes('\u0000')

function listFor(
  { items = {}, minItems = 0, maxItems = 3, uniqueItems }: Schema,
  pool: Pool,
  name: string,
): fc.Arbitrary<unknown> {
  const one = validFor(items as Schema, pool, name.replace(/s$/, ''))
  const size = {
    minLength: minItems as number,
    maxLength: Math.min(maxItems as number, (minItems as number) + 2),
  }
  return uniqueItems
    ? fc.uniqueArray(one, { ...size, selector: v => JSON.stringify(v) })
    : fc.array(one, size)
}

function objectFor(
  { properties = {}, required = [], minProperties = 0 }: Schema,
  pool: Pool,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties as Record<string, Schema>).map(
    ([name, one]) => [name, validFor(one, pool, name)] as const,
  )
  const whole = fc.record(Object.fromEntries(fields), {
    requiredKeys: required as string[],
    noNullPrototype: true,
  })
  return whole.filter(o => Object.keys(o).length >= (minProperties as number))
}

/** A valid value with one thing wrong in it somewhere: another type, something missing, something unknown, an extreme. */
export const brokenFor = (schema: Schema, pool: Pool): fc.Arbitrary<unknown> =>
  fc
    .tuple(validFor(schema, pool), nasty, fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'whole'))
    .map(([value, wrong, n, how]) => {
      if (how === 'whole') return wrong
      const copy = structuredClone(value)
      const places = placesIn(copy)
      const place = places[n % places.length]
      if (how === 'add' || !place)
        return typeof copy === 'object' && copy !== null && !Array.isArray(copy)
          ? { ...copy, [WEIRD_KEYS[n % WEIRD_KEYS.length]!]: wrong }
          : wrong
      const [holder, key] = place
      if (how === 'remove') delete holder[key]
      else holder[key] = wrong
      return copy
    })

const WEIRD_KEYS = [
  'unknown',
  'constructor',
  'toString',
  '',
  'tenantId',
  'id',
  'a b',
  '名称',
  '__defineGetter__',
]

function placesIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap(key => [
    [holder, key] as [Record<string, unknown>, string],
    ...placesIn(holder[key]),
  ])
}
