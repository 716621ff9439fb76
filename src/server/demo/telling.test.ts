/** Stories are told in the order of their time, each with a clock of its own, and stop at the present. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { chanceOf } from './chance.ts'
import { ownClock } from './own-clock.ts'
import { tellAll } from './telling.ts'

test('two lives take turns as the clock has it, and what lies ahead of now doesn’t happen', async () => {
  const clock = ownClock(() => 999)
  const told: string[] = []
  const story = (name: string, times: number[]) => ({
    startsAt: times[0]!,
    tell: async (until: (at: number) => Promise<void>) => {
      for (const at of times) {
        await until(at)
        told.push(`${name} ${clock.now()}`)
        // The other's act in between must not move this clock.
        await sleep(1)
        assert.equal(clock.now(), at)
      }
    },
  })
  await tellAll([story('b', [20, 40, 70]), story('a', [10, 30, 50]), story('late', [80])], {
    clock,
    present: 60,
  })
  assert.deepEqual(
    told.filter(t => t.startsWith('a')),
    ['a 10', 'a 30', 'a 50'],
  )
  assert.deepEqual(
    told.filter(t => t.startsWith('b')),
    ['b 20', 'b 40'],
  )
  assert.equal(told.length, 5)
  assert.equal(clock.now(), 999, 'outside of every story the real time holds')
})

test('what goes wrong in one story is told', async () => {
  const story = { startsAt: 1, tell: () => Promise.reject(new Error('a broken story')) }
  await assert.rejects(tellAll([story], { clock: ownClock(), present: 2 }), /a broken story/)
})

test('the same seed throws the same dice, whatever was thrown elsewhere', () => {
  const thrown = (seed: string) => Array.from({ length: 5 }, chanceOf(seed).of('a').share)
  assert.deepEqual(thrown('x'), thrown('x'))
  assert.notDeepEqual(thrown('x'), thrown('y'))
  const dice = chanceOf('x')
  dice.share()
  assert.equal(dice.of('a').share(), thrown('x')[0])
  assert.deepEqual(chanceOf('s').shuffled([1, 2, 3, 4]).sort(), [1, 2, 3, 4])
  assert.equal(
    chanceOf('w').weighted([
      ['never', 0],
      ['always', 1],
    ] as const),
    'always',
  )
})
