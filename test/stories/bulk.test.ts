/** Many tickets at once: people first see what would become of each, and nothing is changed until they say so. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Answer, openWorld, type PersonName, type World } from '../world.ts'
import { isDone, matterAt } from './matter.testing.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const post = (who: PersonName, path: string, body: object) => world.call(who, 'POST', path, { body })
const codes = ({ body }: Answer) => (body.results as { code: string | null }[]).map(r => r.code)
const events = async () => (await world.db.pool.query('SELECT count(*) AS n FROM event')).rows[0].n

/** The preview changes nothing, and what is done then is what was foreseen. */
async function foreseen(who: PersonName, path: string, body: object, expected: (string | null)[]) {
  const before = await events()
  const preview = await post(who, path, { ...body, dryRun: true })
  isDone(preview)
  assert.deepEqual(codes(preview), expected)
  assert.equal(await events(), before)
  const done = await post(who, path, body)
  isDone(done)
  assert.deepEqual(done.body, preview.body)
}

const NOBODYS = '99900120260928110000017'

test('strike-off: what is settled, what is not, and what does not exist', async () => {
  const [settled, open] = [await matterAt(world), await matterAt(world)]
  await settled.answer()
  await settled.accept()
  isDone(await settled.visit())
  const numbers = [settled.number, open.number, NOBODYS]
  await foreseen('dispatcher', '/strike-offs', { numbers }, [null, 'wrong-stage', 'not-found'])
})

test('merging: two into one, one into itself, and one into a ticket that has just been merged', async () => {
  const [a, b, c] = [await world.received(), await world.received(), await world.received()]
  const rows = [
    { number: a.number, into: c.number },
    { number: b.number, into: c.number },
    { number: c.number, into: c.number },
    { number: c.number, into: a.number },
  ]
  await foreseen('dispatcher', '/merges', { rows }, [null, null, 'cannot-merge', 'cannot-merge'])
})

test('urging: the lead unit, not twice within the hour, and nobody where nobody leads', async () => {
  const [dispatched, received] = [await matterAt(world), await world.received()]
  const body = { numbers: [dispatched.number, received.number], note: '请抓紧办理' }
  await foreseen('supervisor', '/urges', body, [null, 'no-such-assignment'])
  const again = await post('supervisor', '/urges', { ...body, dryRun: true })
  assert.deepEqual(codes(again), ['urged-lately', 'no-such-assignment'])
})
