/** The history as readers get it: everything committed, once and in order, whoever commits when. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { runReader } from './reader.ts'
import { endOfHistory, type HistoryEvent, type Mark, nextBatch, openEpoch } from './tail.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const START: Mark = { txTo: 0, afterId: 0 }

async function readAll(from: Mark, most: number): Promise<{ events: HistoryEvent[]; mark: Mark }> {
  const events: HistoryEvent[] = []
  let mark = from
  for (let more = true; more; ) {
    const batch = await nextBatch(world.db.pool, mark, most)
    events.push(...batch.events)
    mark = batch.mark
    more = batch.more
  }
  return { events, mark }
}

const allIds = async (): Promise<number[]> =>
  (await world.db.pool.query('SELECT id FROM event ORDER BY tx, id')).rows.map(e => e.id)

/** Waits until it holds; the readers look every few milliseconds here. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 5))
}

const COPY = `INSERT INTO event (tenant_id, appeal_id, seq, kind, actor_kind, at, recorded_at, limit_class, policy_version,
  facts, changes, prev_hash, hash) SELECT tenant_id, appeal_id, $2, kind, actor_kind, at, recorded_at, limit_class,
  policy_version, facts, changes, prev_hash, hash FROM event WHERE appeal_id = $1 AND seq = 1`

async function newAppealId(): Promise<number> {
  const { number } = await world.received()
  return (await world.db.pool.query('SELECT id FROM appeal WHERE number = $1', [number])).rows[0].id
}

test('batches of any size give every event of the history once, in one order', async () => {
  for (let i = 0; i < 5; i++) await world.dispatched()
  const all = await allIds()
  // A transaction of any database of the server holds back what came after it.
  await until(async () => (await readAll(START, 1000)).events.length >= all.length)
  for (const most of [1, 2, 3, 7])
    assert.deepEqual(
      (await readAll(START, most)).events.map(e => e.id),
      all,
    )
})

test('an event that is committed late is not passed over', async () => {
  const id = await newAppealId()
  const slow = await world.db.pool.connect()
  await slow.query('BEGIN')
  await slow.query(COPY, [id, 101])
  await world.db.pool.query(COPY, [id, 102])
  const early = await readAll(START, 1000)
  assert.ok(
    !early.events.some(e => e.appealId === id && e.seq > 100),
    'nothing that a running transaction may precede',
  )
  await slow.query('COMMIT')
  slow.release()
  let late: number[] = []
  await until(async () => {
    const { events } = await readAll(early.mark, 1000)
    // What another database held back before may come with them.
    late = events.filter(e => e.appealId === id && e.seq > 100).map(e => e.seq)
    return late.length > 1
  })
  assert.deepEqual(late, [101, 102])
})

test('two readers of one name take every event once between them', async () => {
  const taken: number[] = []
  const settings = {
    name: 'twins',
    db: world.db,
    every: 5,
    most: 2,
    take: async (events: HistoryEvent[]) => void taken.push(...events.map(e => e.id)),
  }
  const readers = [runReader(settings), runReader(settings)]
  for (let i = 0; i < 5; i++) await world.dispatched()
  const all = await allIds()
  await until(() => taken.length >= all.length)
  await Promise.all(readers.map(r => r.close()))
  assert.deepEqual(taken, all)
})

test('what a reader writes and how far it came are kept together or not at all', async () => {
  await world.db.pool.query('CREATE TABLE noted (id bigint)')
  let fails = 2
  const reader = runReader({
    name: 'noting',
    db: world.db,
    every: 5,
    take: async (events, client) => {
      for (const e of events) await client.query('INSERT INTO noted VALUES ($1)', [e.id])
      if (fails-- > 0) throw new Error('halfway')
    },
  })
  const all = await allIds()
  const noted = async () => (await world.db.pool.query('SELECT id FROM noted')).rows.map(r => r.id)
  await until(async () => (await noted()).length >= all.length)
  await reader.close()
  assert.deepEqual(await noted(), all)
})

test('a batch that can’t be taken is never skipped, and somebody is told', async () => {
  let tries = 0
  let isMended = false
  const taken: number[] = []
  const reader = runReader({
    name: 'stuck',
    db: world.db,
    every: 1,
    alertAfter: 3,
    take: async events => {
      tries += 1
      if (!isMended) throw new Error('no')
      taken.push(...events.map(e => e.id))
    },
  })
  await until(
    async () => (await world.db.pool.query(`SELECT FROM alert WHERE kind = 'readerStuck'`)).rowCount === 1,
  )
  assert.ok(tries >= 3)
  isMended = true
  const all = await allIds()
  await until(() => taken.length >= all.length)
  await reader.close()
  assert.deepEqual(taken, all)
})

test('a reader that begins at the end takes what comes from then on, woken by the commit', async () => {
  const taken: HistoryEvent[] = []
  const mark = await endOfHistory(world.db.pool)
  const reader = runReader({
    name: 'late',
    db: world.db,
    from: 'end',
    take: async events => void taken.push(...events),
  })
  await until(
    async () => (await world.db.pool.query(`SELECT FROM reader WHERE name = 'late'`)).rowCount === 1,
  )
  world.app.parts.door.onCommitted(reader.poke)
  const id = await newAppealId()
  await until(() => taken.length > 0)
  await reader.close()
  assert.deepEqual([...new Set(taken.map(e => e.appealId))], [id])
  assert.ok(taken.every(e => e.tx >= mark.txTo))
})

test('after a restore into a younger database, readers take what was left and then what is new', async () => {
  // The restored events carry transactions that this database hasn't come to.
  const { mark } = await readAll(START, 1000)
  const id = await newAppealId()
  await world.db.pool.query('ALTER TABLE event DISABLE TRIGGER event_append_only')
  await world.db.pool.query('UPDATE event SET tx = tx + 1000000000')
  await world.db.pool.query('ALTER TABLE event ENABLE TRIGGER event_append_only')
  const restored = { ...mark, txTo: mark.txTo + 1_000_000_000 }
  assert.equal(await openEpoch(world.db.pool), true)
  assert.equal(await openEpoch(world.db.pool), false, 'an epoch opens once')
  const newer = await newAppealId()
  // What is new settles once every older transaction on this PostgreSQL has ended, also other tests' ones.
  let { events, mark: last } = await readAll(restored, 3)
  await until(async () => {
    if (!events.some(e => e.appealId === newer)) ({ events, mark: last } = await readAll(restored, 3))
    return events.some(e => e.appealId === newer)
  })
  assert.deepEqual([...new Set(events.map(e => e.appealId))], [id, newer])
  assert.ok(last.txTo < 1_000_000_000)
})
