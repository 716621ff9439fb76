/** What an open page is told: which tickets changed, as they change, and nothing about anybody. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openWorld, type PersonName, type World } from '../../../../test/world.ts'
import { openFeed } from './stream.ts'

let world: World
let base: string
before(async () => {
  world = await openWorld()
  base = await world.app.http.listen({ port: 0, host: '127.0.0.1' })
})
after(() => world.close())

interface Told {
  id?: string
  event?: string
  data?: Record<string, unknown>
}

const toldIn = (text: string): Told => {
  const fields = Object.fromEntries(
    text.split('\n').map(l => [l.slice(0, l.indexOf(': ')), l.slice(l.indexOf(': ') + 2)]),
  )
  return { ...fields, ...(fields.data && { data: JSON.parse(fields.data) }) }
}

/** A page that listens; `until` reads on until something fits, and answers all it was told. */
async function page(who: PersonName, headers: Record<string, string> = {}) {
  const stop = new AbortController()
  const answer = await fetch(`${base}/api/v1/events/stream`, {
    headers: { authorization: `Bearer ${world.token(who)}`, ...headers },
    signal: stop.signal,
  })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type')!, /event-stream/)
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const told: Told[] = []
  let rest = ''
  const until = async (fits: (t: Told) => boolean): Promise<Told[]> => {
    while (!told.some(fits)) {
      const { value, done } = await reader.read()
      if (done) throw new Error('the stream ended')
      const parts = (rest + value).split('\n\n')
      rest = parts.pop()!
      told.push(...parts.map(toldIn).filter(t => t.event))
    }
    return told
  }
  return { until, close: () => stop.abort() }
}

test('an open page hears of a change, with number, version, kind and stage and nothing else', async () => {
  const desk = await page('dispatcher')
  const { number } = await world.dispatched()
  const told = await desk.until(t => t.data?.kind === 'assignment.assigned')
  assert.deepEqual(
    told.map(t => [t.data!.number, t.data!.version, t.data!.kind]),
    [
      [number, 1, 'appeal.received'],
      [number, 2, 'assignment.assigned'],
    ],
  )
  assert.deepEqual(Object.keys(told[1]!.data!), ['number', 'version', 'kind', 'stage'])
  assert.equal(told[1]!.data!.stage, 'dispatched')
  desk.close()
})

test('a unit hears only of its own tickets', async () => {
  const water = await page('water')
  const roads = await world.dispatched('roads')
  const own = await world.dispatched('water')
  const told = await water.until(t => t.data?.number === own.number && t.data.kind === 'assignment.assigned')
  assert.ok(!told.some(t => t.data?.number === roads.number))
  water.close()
})

test('a page that was away is told what it missed, once', async () => {
  const desk = await page('dispatcher')
  const first = await world.received()
  const seen = await desk.until(t => t.data?.number === first.number)
  desk.close()
  const missed = await world.received()
  const back = await page('dispatcher', { 'last-event-id': seen.at(-1)!.id! })
  const told = await back.until(t => t.data?.number === missed.number)
  const versions = told.map(t => [t.data!.number, t.data!.version])
  assert.deepEqual(
    versions,
    versions.map((_, i) => [missed.number, i + 1]),
  )
  back.close()
})

test('a page that can’t say where it was starts afresh', async () => {
  for (const id of ['nonsense', '999999999999.1', '1e9.2']) {
    const desk = await page('dispatcher', { 'last-event-id': id })
    assert.equal((await desk.until(t => t.event === 'reset')).at(-1)!.event, 'reset')
    desk.close()
  }
})

test('nobody without tickets to read has a stream', async () => {
  assert.equal((await world.call('observer', 'GET', '/events/stream')).status, 403)
  assert.equal((await world.call(null, 'GET', '/events/stream')).status, 401)
})

test('what happened while nobody listened is told to nobody who opens a page later', async () => {
  const { db, door } = world.app.parts
  const feed = openFeed({ db, door })
  const told: string[] = []
  const listen = () =>
    feed.listen(
      pushed => told.push(...pushed.map(p => p.number)),
      () => {},
    )
  const isSettled = async (): Promise<boolean> =>
    (
      await db.pool.query(
        'SELECT max(tx) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS is FROM event',
      )
    ).rows[0].is
  /** New tickets until the feed has told one of them: it begins to read a moment after somebody listens. */
  const heard = async () => {
    const numbers = [(await world.received()).number]
    for (let i = 1; !numbers.some(n => told.includes(n)); i++) {
      await sleep(20)
      if (i % 25 === 0) numbers.push((await world.received()).number)
    }
  }
  try {
    const stop = listen()
    await heard()
    await sleep(100)
    stop()
    const missed = await world.received()
    // A transaction of any database of the server holds back where the history is.
    while (!(await isSettled())) await sleep(20)
    listen()
    await heard()
    assert.ok(!told.includes(missed.number))
  } finally {
    feed.close()
  }
})
