/** Jobs come back, one process at a time. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { startJobs } from './jobs.ts'

let db: TestDatabase
before(async () => {
  db = await freshDatabase()
})
after(() => db.drop())

const quiet = { error: () => {} }

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await sleep(10)
  assert.ok(holds())
}

test('a job runs at the start, and again when it is poked', async () => {
  let runs = 0
  const jobs = startJobs(db, [{ name: 'count', everySeconds: 3600, run: async () => void runs++ }], quiet)
  await until(() => runs === 1)
  await sleep(20)
  jobs.poke('count')
  await until(() => runs === 2)
  await jobs.stop()
})

test('two servers never run the same job at the same time', async () => {
  let running = 0
  let most = 0
  let runs = 0
  const job = {
    name: 'alone',
    everySeconds: 0.01,
    run: async () => {
      running += 1
      most = Math.max(most, running)
      await sleep(15)
      running -= 1
      runs += 1
    },
  }
  const servers = [startJobs(db, [job], quiet), startJobs(db, [job], quiet)]
  await until(() => runs >= 6)
  await Promise.all(servers.map(s => s.stop()))
  assert.equal(most, 1)
})

test('a job that fails is logged by name and runs again', async () => {
  const logged: object[] = []
  let runs = 0
  const job = {
    name: 'fails once',
    everySeconds: 0.01,
    run: async () => {
      runs += 1
      if (runs === 1) throw new Error('broken')
    },
  }
  const jobs = startJobs(db, [job], { error: facts => void logged.push(facts) })
  await until(() => runs >= 3)
  await jobs.stop()
  assert.deepEqual(logged, [{ job: 'fails once', error: 'broken' }])
})

test('more jobs than connections don’t starve each other', async () => {
  let runs = 0
  const jobs = Array.from({ length: 20 }, (_, i) => ({
    name: `asks ${i}`,
    everySeconds: 3600,
    run: async () => {
      await db.pool.query('SELECT pg_sleep(0.01)')
      runs += 1
    },
  }))
  const failed: object[] = []
  const started = startJobs(db, jobs, { error: facts => void failed.push(facts) })
  await until(() => runs === 20)
  await started.stop()
  assert.deepEqual(failed, [])
})

test('jobs that run for hours don’t keep the others from their turns', async () => {
  let stopped = 0
  const long = (name: string) => ({
    name,
    everySeconds: 3600,
    long: true,
    run: (signal: AbortSignal) =>
      new Promise<void>(resolve =>
        signal.addEventListener('abort', () => {
          stopped += 1
          resolve()
        }),
      ),
  })
  let runs = 0
  const short = { name: 'short', everySeconds: 0.01, run: async () => void runs++ }
  const jobs = startJobs(db, [long('first'), long('second'), long('third'), short], quiet)
  await until(() => runs >= 3)
  await jobs.stop()
  assert.equal(stopped, 3)
})
