/** Counts that cost much: nobody waits for them, and nobody gets a wrong one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCounted } from './counted.ts'

test('a quick count is answered at once, kept for its time, and counted anew by the first who asks afterwards', async () => {
  let now = 0
  let n = 0
  const ask = openCounted({ count: async () => ++n, every: 100, now: () => now })
  assert.equal(await ask(1), 1)
  now = 99
  assert.equal(await ask(1), 1)
  now = 100
  assert.equal(await ask(1), 2)
  assert.equal(await ask(2), 3, 'each tenant has its own')
})

test('of a slow count the one before is answered, and nothing while there is none', async () => {
  let now = 0
  let end = (_: number): void => {}
  const count = () => new Promise<number>(resolve => (end = resolve))
  const ask = openCounted({ count, every: 100, now: () => now, patience: 5 })
  assert.equal(await ask(1), null)
  end(1)
  await sleep(1)
  assert.equal(await ask(1), 1)
  now = 100
  assert.equal(await ask(1), 1)
  end(2)
  await sleep(1)
  assert.equal(await ask(1), 2)
})

test('a count that fails is tried again by whoever asks next', async () => {
  let tries = 0
  const count = async () => {
    tries += 1
    if (tries === 1) throw new Error('the database is away')
    return tries
  }
  const ask = openCounted({ count, every: 100, now: () => 0 })
  assert.equal(await ask(1), null)
  assert.equal(await ask(1), 2)
})
