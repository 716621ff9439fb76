/** What a refusal tells: which words are taken, which permission is missing, why a file won't do – and nothing else. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../world.ts'
import { isDone, isRefused, matterAt, steppedRules } from './matter.testing.ts'
import { uploaded } from './upload.testing.ts'

let world: World
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

test('a word that is not taken is answered with those that are', async () => {
  const { status, body } = await world.call('dispatcher', 'GET', '/appeals?kind=joke')
  assert.deepEqual([status, body.field], [400, 'kind.0'])
  assert.match(body.detail as string, /不符合要求.*inquiry, help, complaint/)
  assert.match(body.detailEn as string, /inquiry, help, complaint/)
})

test('a refused permission is named; of the ticket behind it nothing is said', async () => {
  const { number } = await world.received()
  const { status, body } = await world.call('agent', 'POST', `/appeals/${number}/dispatch`, {
    body: { units: [{ unitId: world.unit.roads, role: 'lead' }] },
  })
  assert.deepEqual([status, body.code], [403, 'not-permitted'])
  assert.deepEqual(body.facts, { permissions: ['appeal.dispatch'] })
  assert.match(body.detail as string, /您没有这项权限。需要：appeal\.dispatch。/)
  const missing = await world.call('agent', 'POST', '/appeals/99900120260101010000017/dispatch', {
    body: { units: [{ unitId: world.unit.roads, role: 'lead' }] },
  })
  assert.equal(missing.body.detail, body.detail)
})

test('[LL-11] a site check takes pictures, and says which of its files is none', async () => {
  const m = await matterAt(world, { tags: ['site'] })
  await m.sign()
  const before = await uploaded(world, 'roads', 'before')
  const picture = await uploaded(world, 'roads', 'after')
  const list = { name: '说明.txt', type: 'text/plain', bytes: Buffer.from('已清理完毕') }
  const text = await uploaded(world, 'roads', 'after', list)
  const check = (fileIds: number[]) => m.on(1, 'roads', 'site-check', { fileIds })
  isRefused(await check([before, text]), 'not-a-picture', 422, 'fileIds.1')
  isRefused(await check([text, picture, before]), 'not-a-picture', 422, 'fileIds.0')
  isDone(await check([before, picture]))
})

test('the API’s own description knows the query code as a way in, where an appellant uses it', async () => {
  const { body } = await world.call(null, 'GET', '/api/openapi.json')
  const { components, paths } = body as {
    components: { securitySchemes: Record<string, { in: string; name: string }> }
    paths: Record<string, Record<string, { security: object[] }>>
  }
  assert.equal(components.securitySchemes.queryCode!.name, 'X-Query-Code')
  assert.deepEqual(paths['/api/v1/public/appeals/{number}']!.get!.security[0], { queryCode: [] })
  assert.deepEqual(paths['/api/v1/public/appeals']!.post!.security, [])
})
