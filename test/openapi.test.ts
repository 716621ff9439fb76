/** The OpenAPI document: sound by the specification's own rules, true examples, and the committed copy is the present one. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Contract } from '../src/contract/route.ts'
import { allRoutes } from '../src/server/app.ts'
import { callsText, openApiText } from '../src/server/generate.ts'
import { tablesText } from '../src/server/kernel/generate-tables.ts'
import { refusalsOf } from '../src/server/kernel/http/describe.ts'
import { type OpenApi, operationsOf } from './openapi.testing.ts'
import { openWorld, type World } from './world.ts'

let world: World
let contracts: Contract[]
let text: string
let doc: OpenApi
before(async () => {
  world = await openWorld()
  contracts = allRoutes(world.app.parts).map(r => r.contract)
  text = await openApiText(world.db)
  doc = JSON.parse(text)
})
after(() => world.close())

const committed = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8')

/** Every object in the document, with the way to it. */
function* objectsIn(value: unknown, path = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>]
  for (const [key, inner] of Object.entries(value))
    yield* objectsIn(inner, `${path}/${key.replaceAll('/', '~1')}`)
}

const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .map(key => key.replaceAll('~1', '/'))
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], doc)

test('the document of the running server is the one that is written to docs/', async () => {
  const served = await world.app.http.inject('/api/openapi.json')
  assert.deepEqual(served.json().paths, doc.paths)
  assert.match(doc.openapi, /^3\.1\./)
})

test('the committed OpenAPI document, table types and calls of the web are what npm run gen writes', async () => {
  assert.ok((await committed('docs/openapi.gen.json')) === text, 'docs/openapi.gen.json is old: npm run gen')
  assert.equal(await committed('src/server/kernel/tables.gen.ts'), await tablesText(world.db))
  assert.equal(await committed('src/web/calls.gen.ts'), await callsText())
})

test('every route is an operation with an id of its own, a tag and a summary in both languages', () => {
  const ids = operationsOf(doc).map(o => o.operationId)
  assert.deepEqual([...ids].sort(), contracts.map(c => c.name).sort())
  assert.equal(new Set(ids).size, ids.length)
  for (const o of operationsOf(doc)) {
    assert.equal(o.tags?.length, 1, o.operationId)
    assert.match(o.summary ?? '', /\p{Script=Han}.*[A-Za-z]/u, o.operationId)
  }
})

test('every reference leads somewhere', () => {
  const dangling = [...objectsIn(doc)]
    .filter(([, o]) => typeof o.$ref === 'string' && at(o.$ref as string) === undefined)
    .map(([path]) => path)
  assert.deepEqual(dangling, [])
})

test('every parameter in a path is declared and required, and none is declared that is not there', () => {
  for (const { operationId, path, parameters = [] } of operationsOf(doc)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(m => m[1])
    const declared = parameters.filter(p => p.in === 'path')
    assert.deepEqual(declared.map(p => p.name).sort(), named.sort(), operationId)
    assert.ok(
      declared.every(p => p.required),
      operationId,
    )
  }
})

test('what has a default need not be sent', () => {
  for (const { operationId, parameters = [] } of operationsOf(doc))
    for (const p of parameters)
      if ('default' in p.schema) assert.equal(p.required, false, `${operationId}: ${p.name}`)
})

test('every schema is a schema of JSON Schema 2020-12, and every example and default keeps to its own', () => {
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }))
  ajv.addFormat('binary', true)
  for (const [path, o] of objectsIn(doc.paths)) {
    if (!('type' in o || 'anyOf' in o) || path.endsWith('/properties')) continue
    const schema = inlined(o)
    assert.ok(ajv.validateSchema(schema), `${path}: ${ajv.errorsText()}`)
    const samples = [...((o.examples as unknown[]) ?? []), ...('default' in o ? [o.default] : [])]
    for (const sample of samples)
      assert.ok(ajv.validate(schema, sample), `${path}: ${JSON.stringify(sample)}: ${ajv.errorsText()}`)
  }
})

const inlined = (schema: object): object =>
  JSON.parse(JSON.stringify(schema), (_key, inner) => (inner?.$ref ? at(inner.$ref) : inner))

test('every operation tells of every no it may give and of its answer, also when that is a file', () => {
  for (const { operationId, responses } of operationsOf(doc)) {
    const c = contracts.find(one => one.name === operationId)!
    assert.ok(responses[String(c.status ?? 200)], `${operationId} has no answer`)
    const told = Object.values(responses)
      .map(r => r.description)
      .join(', ')
    for (const code of refusalsOf(c)) assert.ok(told.split(', ').includes(code), `${operationId}: ${code}`)
  }
})

test('an operation that takes a file says so', () => {
  const uploads = operationsOf(doc).filter(o => o.requestBody?.content['multipart/form-data'])
  assert.deepEqual(uploads.map(o => o.operationId).sort(), ['startImport', 'uploadFile', 'uploadPublicFile'])
})

test('every route asks for a permission that exists, and only what the public may call is open', () => {
  for (const { operationId, path, security } of operationsOf(doc)) {
    const isOpen = security?.length === 0
    assert.equal(isOpen, PUBLIC.includes(operationId), `${operationId} ${path}`)
    const byCode = security?.some(way => 'queryCode' in way) ?? false
    assert.equal(byCode, BY_QUERY_CODE.includes(operationId), `${operationId} ${path}`)
  }
})

/** Open to anybody by intention; whatever else is open is a mistake. */
const PUBLIC = [
  'mapRegions',
  'mapSettings',
  'signIn',
  'beginSignOn',
  'finishSignOn',
  'sendPhoneCode',
  'signInCitizen',
  'enterByWechat',
  'sendAppeal',
  'similarMatters',
  'joinSimilar',
  'meToo',
  'publicBoard',
  'listPublicCases',
  'listPublicRegulations',
  'readPublicRegulation',
  // The voice gateway, which signs what it says.
  'hearCall',
  'uploadPublicFile',
]

/** Open to whoever has the number and its query code. */
const BY_QUERY_CODE = ['followAppeal', 'addToOwn', 'tellOwn', 'withdrawOwn', 'giveReview', 'reopenOwn']
