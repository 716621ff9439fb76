/** The public board: what anybody may know of how matters stand. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { isDone, type Matter, matterAt } from '../../../../test/stories/matter.testing.ts'
import { openWorld, type World } from '../../../../test/world.ts'

let world: World
let unpublished: Matter
before(async () => {
  world = await openWorld()
  const lamp = await answered('roads', { title: '湖滨路路灯不亮，电话13987654321' })
  const water = await answered('water', { title: '小区停水' })
  isDone(await water.visit())
  await answered('roads', { title: '举报造假', confidential: true, kind: 'report' })
  unpublished = await answered('roads', { title: '没有同意公开的' })
  world.clock.set('2026-10-01T04:00:00')
  isDone(await water.act('dispatcher', 'strike-off'))
  for (const matter of [lamp, water]) await publish(matter)
  // No verb publishes it; if anything ever did, the board still keeps it back.
  await world.db.pool.query('UPDATE appeal SET published = true WHERE confidential')
})
after(() => world.close())

/** Answered, and the answer passed by the centre. */
async function answered(to: 'roads' | 'water', fields: object): Promise<Matter> {
  const matter = await matterAt(world, { to, ...fields })
  await matter.answer(1, to)
  await matter.accept()
  return matter
}
const publish = async (matter: Matter) => isDone(await matter.act('director', 'publish'))

const board = (query: string) => world.call(null, 'GET', `/public/board?${query}`)

/** Nobody waits for a count: on a busy machine it is there a moment later. */
async function counted(is: (counts: unknown) => boolean) {
  for (;;) {
    const answer = await board('tenant=town')
    if (answer.body.figures !== null && is(answer.body.counts)) return answer
    await sleep(50)
  }
}

test('[SZ-36] anybody sees how published matters stand, and how many are done', async () => {
  const { status, body } = await counted(counts => counts !== null)
  assert.equal(status, 200)
  assert.deepEqual(body.counts, { handling: 1, done: 1 })
  const [water, lamp] = body.appeals as Record<string, unknown>[]
  const { ref, ...shown } = water!
  assert.match(String(ref), /^[\w-]{30,}$/)
  assert.deepEqual(shown, {
    title: '小区停水',
    kind: 'help',
    category: 'lamps',
    stage: 'struckOff',
    unit: '示例水务',
    receivedOn: '2026-09-28',
    endedOn: '2026-10-01',
    result: 'solved',
    answer: '路灯已修好，恢复照明。',
  })
  assert.equal(lamp!.endedOn, null)
})

test('[SZ-37] the board shows nothing by which a person or a ticket could be found', async () => {
  const text = JSON.stringify((await board('tenant=town')).body)
  assert.doesNotMatch(text, /13987654321|造假|没有同意|王|9990012026|湖滨路18/)
})

test('there is no board of a city that is not there', async () => {
  assert.equal((await board('tenant=nowhere')).status, 404)
  assert.equal((await board('')).body.field, 'tenant')
  assert.equal((await board('tenant=town&after=zzz')).body.field, 'after')
})

test('what is published is counted once a minute, not for every asker', async () => {
  const counts = async () => (await board('tenant=town')).body.counts
  const before = await counts()
  await publish(unpublished)
  assert.deepEqual(await counts(), before)
  world.clock.pass(60_000)
  const now = await counted(c => !isDeepStrictEqual(c, before))
  assert.deepEqual(now.body.counts, { handling: 2, done: 1 })
})

test('the next page follows, and its cursor tells neither a ticket nor a moment', async () => {
  await world.db.pool.query(
    `INSERT INTO appeal SELECT (jsonb_populate_record(a, jsonb_build_object('id', a.id + 1000 + n, 'number', 'n' || n,
       'title', '第' || n || '件', 'external_id', null))).* FROM appeal a, generate_series(1, 60) n WHERE a.title = '小区停水'`,
  )
  const first = await board('tenant=town')
  const next = first.body.next as string
  assert.equal((first.body.appeals as unknown[]).length, 50)
  assert.doesNotMatch(Buffer.from(next, 'base64url').toString('latin1'), /\d{6}|received/)
  const second = await board(`tenant=town&after=${next}`)
  const titles = [first, second].flatMap(page => (page.body.appeals as { title: string }[]).map(a => a.title))
  assert.deepEqual([titles.length, new Set(titles).size, second.body.next], [63, 63, null])
  const forged = Buffer.from('received.1790000000000.5.0').toString('base64url')
  assert.equal((await board(`tenant=town&after=${forged}`)).body.field, 'after')
})

test('the board’s figures are of everything that came in, put together so that nobody is recognised', async () => {
  const { body } = await counted(counts => counts !== null)
  const { figures } = body as unknown as { figures: Record<string, unknown> }
  const { rows } = await world.db.pool.query(
    `SELECT count(*)::int AS received, (count(*) FILTER (WHERE ended_at IS NULL))::int AS open FROM appeal WHERE NOT confidential`,
  )
  const { received, open } = figures as { received: number; open: number }
  assert.ok(received <= rows[0].received && open <= rows[0].open)
  for (const cell of [figures.byCategory, figures.byDistrict].flat() as { name: string; n: number }[])
    assert.ok(cell.n >= 5 || cell.name === '其他', JSON.stringify(cell))
  assert.equal(figures.medianDays, 2.8)
})
