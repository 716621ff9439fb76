/** What an administrator asks of the system, and an auditor of who looked. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDone } from '../../test/stories/matter.testing.ts'
import { openWorld, type World } from '../../test/world.ts'
import { startJobs } from './kernel/jobs.ts'
import { sealJob } from './record/seal/seal.ts'
import { settled } from './record/verify/record.testing.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

interface System {
  database: { version: string; bytes: number; migrations: number }
  seal: { no: number; hash: string } | null
  unsealed: number
  jobs: { name: string; error: string | null; nextRunAt: string; failedAt: string | null }[]
}

const system = async () => {
  const answer = await world.call('admin', 'GET', '/system')
  isDone(answer)
  return answer.body as unknown as System
}

test('the system tells its versions, its database and what waits, and nothing about people', async () => {
  await world.dispatched()
  const body = await system()
  const { version, bytes, migrations } = body.database
  assert.match(version, /^1[5-9]/)
  assert.ok(bytes > 1e6 && migrations > 20)
  assert.equal(body.seal, null)
  assert.ok(body.unsealed > 1)
  assert.doesNotMatch(JSON.stringify(body), /王小明|13812345678|湖滨/)
})

test('a job that ran, one that failed, and the seal that was made', async () => {
  const log = { error: () => {} }
  const broken = {
    name: 'broken',
    everySeconds: 60,
    run: () => Promise.reject(new TypeError('王小明 is wrong')),
  }
  await settled(world)
  const jobs = startJobs(world.db, [sealJob(world.db), broken], log)
  let ran: System['jobs'] = []
  for (let i = 0; ran.length < 2 && i < 100; i++) {
    await new Promise(resolve => setTimeout(resolve, 50))
    ran = (await system()).jobs
  }
  await jobs.stop()
  assert.deepEqual(
    ran.map(j => [j.name, j.error]),
    [
      ['broken', 'TypeError'],
      [sealJob(world.db).name, null],
    ],
  )
  assert.ok(Date.parse(ran[0]!.nextRunAt) > 0)
  const { seal, unsealed } = await system()
  assert.deepEqual([seal?.no, seal?.hash.length, unsealed], [1, 64, 0])
})

test('the auditor sees who looked at whose identity, narrowed by person, ticket and purpose, page by page', async () => {
  const [one, two] = [await world.received(), await world.received()]
  const look = (who: 'dispatcher' | 'supervisor', number: string) =>
    world.call(who, 'POST', `/appeals/${number}/identity`, {
      body: { purpose: 'reveal', reason: '核实13812345678的情况', fields: ['name'] },
    })
  isDone(await look('dispatcher', one.number))
  world.clock.pass(1000)
  isDone(await look('supervisor', two.number))
  const list = async (query: string) => {
    const answer = await world.call('auditor', 'GET', `/identity-views?${query}`)
    isDone(answer)
    return answer.body as {
      views: { number: string; reason: string; person: { name: string } }[]
      next: string
    }
  }
  const first = await list('limit=1')
  assert.equal(first.views[0]!.number, two.number)
  const second = await list(`limit=1&after=${first.next}`)
  assert.equal(second.views[0]!.number, one.number)
  assert.doesNotMatch(second.views[0]!.reason, /13812345678/)
  const of = async (query: string) => (await list(query)).views.map(v => v.person.name)
  assert.deepEqual(await of(`personId=${world.person.dispatcher}`), ['dispatcher'])
  assert.deepEqual(await of(`number=${two.number}&purpose=reveal`), ['supervisor'])
  assert.deepEqual(await of('purpose=call'), [])
  assert.deepEqual(await of(`unitId=${world.unit.roads}`), [])
  assert.equal((await world.call('admin', 'GET', '/identity-views')).status, 403)
})
