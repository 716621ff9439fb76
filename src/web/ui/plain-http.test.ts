/** What browsers only have over HTTPS has a stand-in that does the same within one page. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { freshKey } from './fresh-key.ts'
import { inTurn } from './in-turn.ts'

/** Until the end of the test the object doesn't have it. */
function takenAway(t: TestContext, of: object, name: string): void {
  Object.defineProperty(of, name, { value: undefined, configurable: true })
  t.after(() => Reflect.deleteProperty(of, name))
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a fresh key is a random UUID, with and without the browser’s own', t => {
  assert.match(freshKey(), UUID)
  takenAway(t, crypto, 'randomUUID')
  const keys = Array.from({ length: 1000 }, freshKey)
  for (const key of keys) assert.match(key, UUID)
  assert.equal(new Set(keys).size, 1000)
})

test('without locks they take turns, and one that fails holds nobody up', async t => {
  takenAway(t, navigator, 'locks')
  const said: string[] = []
  const slow = inTurn('door', async () => {
    await new Promise(done => setTimeout(done, 20))
    said.push('slow')
  })
  const broken = inTurn('door', async () => {
    said.push('broken')
    throw new Error('no')
  })
  const last = inTurn('door', async () => said.push('last'))
  const other = inTurn('another door', async () => said.push('other'))
  await assert.rejects(broken, /no/)
  await Promise.all([slow, last, other])
  assert.deepEqual(said, ['other', 'slow', 'broken', 'last'])
})
