/** Where colours and rungs stand on the drawn limit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coloursOf, DUE_AT, lengthOf, marksOf, type Rung } from './strip.ts'

const lights = { green: { left: '2wd', share: 0.4 }, yellow: { left: '1wd', share: 0.2 } }

test('a limit has a length in days, whatever it is counted in', () => {
  assert.deepEqual(['5wd', '7d', '24h', '4wh', 'soon'].map(lengthOf), [5, 7, 1, 0.5, null])
})

test('of amount and share the smaller decides when a colour comes on', () => {
  const five = coloursOf('5wd', lights)!
  assert.deepEqual([five.green, five.yellow], [0.6, 0.8])
  const long = coloursOf('20wd', lights)!
  assert.deepEqual([long.green, long.yellow], [0.9, 0.95])
  assert.equal(coloursOf('soon', lights), null)
})

test('rungs stand at their colours, at the due moment, and after it in the order of their waits', () => {
  const rung = (at: Rung['at'], after?: string): Rung => ({
    step: 'joint',
    at,
    clocks: ['reply'],
    mode: 'proposed',
    ...(after && { after }),
  })
  const ladder = [rung('yellow'), rung('overdue', '10wd'), rung('overdue'), rung('due')]
  const marks = marksOf(ladder, 'reply', { green: 0.6, yellow: 0.8 })
  assert.deepEqual(
    marks.map(m => m.no),
    [1, 2, 3, 4],
  )
  assert.equal(marks[0]!.at, 0.8 * DUE_AT)
  assert.equal(marks[3]!.at, DUE_AT)
  assert.ok(marks[2]!.at < marks[1]!.at && marks[2]!.at > DUE_AT)
  assert.deepEqual(marksOf([{ ...ladder[0]!, mode: 'off' }], 'reply', { green: 0, yellow: 0 }), [])
})
