/** What a crash between the commit and the attaching left behind is attached later; nothing else is. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone, matterOf, steppedRules } from '../../../test/stories/matter.testing.ts'
import { openWorld, type PersonName, type World } from '../../../test/world.ts'
import { DAY, HOUR } from '../../domain/instant.ts'
import { withClaimed } from '../files/claim.ts'
import { form, jpeg } from '../files/files.testing.ts'
import { intakeJobs } from './routes.ts'

let world: World
before(async () => {
  world = await openWorld({ rules: steppedRules })
})
after(() => world.close())

async function uploaded(who: PersonName, purpose: string): Promise<number> {
  const { payload, headers } = await form('a.jpg', jpeg())
  const answer = await world.app.http.inject({
    method: 'POST',
    url: `/api/v1/files?purpose=${purpose}`,
    payload,
    headers: { ...headers, authorization: `Bearer ${world.token(who)}` },
  })
  return (answer.json() as { id: number }).id
}

/** As a server leaves it that fell right after the commit. */
const fallen = (ids: number[]) =>
  world.db.pool.query('UPDATE file SET appeal_id = NULL, seq = NULL WHERE id = ANY($1)', [ids])

const heal = () =>
  intakeJobs(world.app.parts)
    .find(job => job.name === 'attach forgotten files')!
    .run(new AbortController().signal)

async function numbersOf(ids: number[]): Promise<(string | null)[]> {
  const { rows } = await world.db.pool.query(
    `SELECT a.number FROM unnest($1::bigint[]) WITH ORDINALITY x (id, n) JOIN file f ON f.id = x.id
     LEFT JOIN appeal a ON a.id = f.appeal_id ORDER BY n`,
    [ids],
  )
  return rows.map(r => r.number)
}

test('what units add goes to its ticket, however old that is', async () => {
  const { number } = await world.dispatched('roads', { tags: ['signed'] })
  world.clock.pass(5 * DAY)
  const m = matterOf(world, number)
  await m.sign()
  await m.contact()
  const [progress, reply] = [await uploaded('roads', 'evidence'), await uploaded('roads', 'reply')]
  isDone(await m.on(1, 'roads', 'progress', { note: '已到场', fileIds: [progress] }))
  isDone(await m.on(1, 'roads', 'reply', { answer: '已修好', result: 'solved', fileIds: [reply] }))
  // The reply waits for its signature, and its files with it.
  assert.equal((await m.row()).stage, 'handling')
  await fallen([progress, reply])
  await heal()
  assert.deepEqual(await numbersOf([progress, reply]), [number, number])
})

test('what was sent in goes to its ticket, what no step names stays with its uploader, an erased ticket gets nothing back', async () => {
  const [loose, sent] = [await uploaded('agent', 'appeal'), await uploaded('agent', 'appeal')]
  const { number } = await world.received({ fileIds: [sent] })
  await fallen([sent])
  await heal()
  assert.deepEqual(await numbersOf([loose, sent]), [null, number])
  await world.call('security', 'POST', `/appeals/${number}/identity/erase`, {
    body: { reason: '本人要求删除' },
  })
  world.clock.pass(HOUR)
  await heal()
  assert.deepEqual(await numbersOf([loose, sent]), [null, null])
})

test('an act that fails lets its files go at once; where the database went away meanwhile they stay claimed for its repetition', async () => {
  const fileIds = [await uploaded('agent', 'appeal')]
  const claimed = { tenantId: world.tenantId, fileIds }
  const acting = (key: string, error?: Error) =>
    withClaimed(world.db, { ...claimed, key }, () =>
      error ? Promise.reject(error) : Promise.resolve({ done: key }),
    )
  await assert.rejects(acting('first', new Error('a mistake')), /a mistake/)
  assert.deepEqual(await acting('second'), { done: 'second' })
  const gone = Object.assign(new Error('gone'), { code: 'ECONNRESET' })
  await assert.rejects(acting('second', gone), /gone/)
  assert.equal(((await acting('third')) as { refused?: string }).refused, 'no-such-file')
  assert.deepEqual(await acting('second'), { done: 'second' })
})

test('of two tickets that name one picture at the same moment one gets it, and the other’s act is not recorded', async () => {
  for (let round = 0; round < 5; round++) {
    const tickets = await Promise.all(
      [0, 1].map(async () => matterOf(world, (await world.dispatched()).number)),
    )
    for (const m of tickets) await m.sign()
    const picture = await uploaded('roads', 'evidence')
    const done = await Promise.all(
      tickets.map(m => m.on(1, 'roads', 'progress', { note: '已到场', fileIds: [picture] })),
    )
    assert.deepEqual(done.map(d => d.status).sort(), [200, 422])
    const won = done.findIndex(d => d.status === 200)
    assert.equal(done[1 - won]!.body.code, 'no-such-file')
    assert.deepEqual(await numbersOf([picture]), [tickets[won]!.number])
    assert.ok(!(await tickets[1 - won]!.events()).some(e => e.kind === 'assignment.progressed'))
    assert.ok((await tickets[won]!.events()).some(e => e.facts.files !== undefined))
  }
})

test('an act with a picture that is refused leaves the picture free for the next', async () => {
  const m = matterOf(world, (await world.dispatched()).number)
  const picture = await uploaded('roads', 'evidence')
  const body = { note: '已到场', fileIds: [picture] }
  assert.equal((await m.on(1, 'roads', 'progress', body)).body.code, 'sign-first')
  await m.sign()
  isDone(await m.on(1, 'roads', 'progress', body))
  isDone(await m.on(1, 'roads', 'progress', { ...body, note: '同一张照片再次引用' }))
})
