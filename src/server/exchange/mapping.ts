/** A mapping file: how the rows of another system become appeals, written by an operator in YAML, without code. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import Type, { type Static } from 'typebox'
import { LIMITS_FROM } from '../../domain/exchange/source.ts'
import type { Problem } from '../directory/files/problem.ts'
import { shapeProblems } from '../directory/files/shape.ts'
import { type Path, readYaml } from '../directory/files/yaml.ts'
import { dateReader } from './dates.ts'

const closed = { additionalProperties: false } as const
const Column = Type.String({ minLength: 1, maxLength: 200 })
const Scalar = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()])

const Rule = Type.Object(
  {
    from: Type.Optional(Type.Union([Column, Type.Array(Column, { minItems: 1, maxItems: 20 })])),
    constant: Type.Optional(Scalar),
    template: Type.Optional(Type.String({ maxLength: 2000 })),
    digest: Type.Optional(Type.Array(Column, { minItems: 1, maxItems: 20 })),
    pattern: Type.Optional(Type.String({ maxLength: 500 })),
    values: Type.Optional(Type.Record(Type.String(), Scalar)),
    otherwise: Type.Optional(Scalar),
    dates: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 20 }),
    ),
    zone: Type.Optional(Type.String({ maxLength: 60 })),
    empty: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 })),
    default: Type.Optional(Scalar),
    cut: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000 })),
  },
  closed,
)
export type Rule = Static<typeof Rule>

/** The fields of an appeal a mapping may fill. */
export const FIELDS = [
  'externalId',
  'receivedAt',
  'title',
  'content',
  'channel',
  'kind',
  'intent',
  'category',
  'urgency',
  'severity',
  'tags',
  'unit',
  'outcome',
  'dispatchedAt',
  'dueAt',
  'repliedAt',
  'closedAt',
  'reply',
  'result',
  'reason',
  'address',
  'region',
  'grid',
  'lng',
  'lat',
  'name',
  'phone',
  'phone2',
  'idNumber',
  'homeAddress',
  'user',
] as const
export type FieldName = (typeof FIELDS)[number]
/** Without these a row can't be told apart or put in order. */
const REQUIRED = ['externalId', 'receivedAt', 'content', 'channel'] as const
const MOMENTS = new Set<FieldName>(['receivedAt', 'dispatchedAt', 'dueAt', 'repliedAt', 'closedAt'])

const FieldRule = Type.Union([Column, Rule])
const choice = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] })

const Mapping = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 100 })),
    platform: Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$' }),
    format: choice(['csv', 'jsonl', 'xlsx']),
    encoding: Type.Optional(choice(['utf-8', 'gb18030'])),
    delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
    sheet: Type.Optional(Type.String({ maxLength: 100 })),
    zone: Type.Optional(Type.String({ maxLength: 60 })),
    dates: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 20 }),
    ),
    limits: Type.Optional(choice(LIMITS_FROM)),
    unknownUnit: Type.Optional(choice(['reject', 'undispatched', 'owner'])),
    unknownCategory: Type.Optional(choice(['reject', 'none'])),
    formulas: Type.Optional(choice(['reject', 'keep'])),
    longestRow: Type.Optional(Type.Integer({ minimum: 1000, maximum: 16_000_000 })),
    fields: Type.Object(
      Object.fromEntries(FIELDS.map(f => [f, Type.Optional(FieldRule)])) as Record<
        FieldName,
        Type.TOptional<typeof FieldRule>
      >,
      closed,
    ),
  },
  closed,
)

/** A mapping with every rule in its long form. */
export interface Mapping extends Required<Omit<Static<typeof Mapping>, 'fields' | 'sheet' | 'zone'>> {
  sheet: string | null
  /** Null: that of the tenant. */
  zone: string | null
  fields: Partial<Record<FieldName, Rule>>
  /** Its file's name and a fingerprint of its text: another mapping of the same file is another import. */
  key: string
  /** As it was written. */
  text: string
}

/** The name of the file that a mapping's key begins with. */
export const fileOfKey = (key: string): string => key.slice(0, key.lastIndexOf(':'))

/** Needed fields whose columns all are missing in a header, as `content: 内容`; no row could be taken. */
export const missingIn = (columns: readonly string[], { fields }: Mapping): string[] =>
  REQUIRED.flatMap(field => {
    const { from, digest, default: otherwise } = fields[field] ?? {}
    const wanted = [from ?? digest ?? []].flat()
    const isThere = wanted.length === 0 || otherwise !== undefined || wanted.some(c => columns.includes(c))
    return isThere ? [] : [`${field}: ${wanted.join(', ')}`]
  })

export interface MappingReading {
  mapping: Mapping | null
  problems: Problem[]
}

export async function readMappingFile(path: string): Promise<MappingReading> {
  return readMapping(basename(path), await readFile(path, 'utf8'))
}

export function readMapping(file: string, text: string): MappingReading {
  const yaml = readYaml(file, text)
  if (yaml.problems.length > 0) return { mapping: null, problems: yaml.problems }
  const at = (path: Path, message: string): Problem => ({
    file,
    line: yaml.find(path).line,
    column: path.join('.'),
    message,
  })
  const shape = shapeProblems(Mapping, yaml.value).filter(p => !p.message.includes('anyOf'))
  const problems = shape.map(p => at(p.path, p.message))
  if (problems.length > 0) return { mapping: null, problems: distinct(problems) }
  const mapping = completed(yaml.value as Static<typeof Mapping>, file, text)
  const wrong = [...whatIsWrong(mapping)].map(([path, message]) => at(path, message))
  return { mapping: wrong.length > 0 ? null : mapping, problems: wrong }
}

const distinct = (problems: Problem[]): Problem[] => [
  ...new Map(problems.map(p => [`${p.line} ${p.message}`, p])).values(),
]

function completed(m: Static<typeof Mapping>, file: string, text: string): Mapping {
  const rules = Object.entries(m.fields).map(([field, rule]) => [
    field,
    typeof rule === 'string' ? { from: rule } : rule,
  ])
  return {
    name: file.replace(/\.ya?ml$/, ''),
    encoding: 'utf-8',
    delimiter: ',',
    sheet: null,
    zone: null,
    dates: ['iso'],
    limits: 'source',
    unknownUnit: 'undispatched',
    unknownCategory: 'reject',
    formulas: 'reject',
    longestRow: 2_000_000,
    ...m,
    fields: Object.fromEntries(rules),
    key: `${file}:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
    text,
  }
}

function* whatIsWrong(m: Mapping): Generator<[path: string[], message: string]> {
  for (const field of REQUIRED)
    if (!m.fields[field]) yield [['fields'], `'${field}' is missing in fields: every row needs it`]
  // The second byte of a GB18030 character may be any of these.
  if (m.encoding === 'gb18030' && /[0-9@-~]/.test(m.delimiter))
    yield [
      ['delimiter'],
      `delimiter '${m.delimiter}' can be half a character in gb18030; use a comma, a semicolon or a tab`,
    ]
  if (m.delimiter === '"' || m.delimiter === '\n' || m.delimiter === '\r')
    yield [['delimiter'], 'delimiter cannot be a quote or a line end']
  yield* wrongDates(m.dates, ['dates'])
  yield* wrongZone(m.zone ?? undefined, ['zone'])
  for (const [field, rule] of Object.entries(m.fields)) yield* wrongRule(field as FieldName, rule)
}

const SOURCES = ['from', 'constant', 'template', 'digest'] as const

function* wrongRule(field: FieldName, rule: Rule): Generator<[path: string[], message: string]> {
  const path = ['fields', field]
  const sources = SOURCES.filter(s => rule[s] !== undefined)
  if (sources.length !== 1) yield [path, `fields.${field} needs exactly one of ${SOURCES.join(', ')}`]
  if (rule.otherwise !== undefined && !rule.values)
    yield [[...path, 'otherwise'], `fields.${field}.otherwise only goes with values`]
  if (rule.dates && !MOMENTS.has(field)) yield [[...path, 'dates'], `fields.${field} is no moment`]
  if (rule.pattern !== undefined && !isPattern(rule.pattern))
    yield [[...path, 'pattern'], `fields.${field}.pattern is not a regular expression: ${rule.pattern}`]
  yield* wrongDates(rule.dates ?? [], [...path, 'dates'])
  yield* wrongZone(rule.zone, [...path, 'zone'])
}

function* wrongDates(
  formats: readonly string[],
  path: string[],
): Generator<[path: string[], message: string]> {
  for (const format of formats) {
    try {
      dateReader(format)
    } catch (error) {
      yield [path, `${path.join('.')}: ${(error as Error).message}`]
    }
  }
}

function* wrongZone(zone: string | undefined, path: string[]): Generator<[path: string[], message: string]> {
  if (zone !== undefined && !isZone(zone))
    yield [path, `${path.join('.')}: '${zone}' is not a time zone; write an IANA name, e.g. Asia/Shanghai`]
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
