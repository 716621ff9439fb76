import assert from 'node:assert/strict'
import { test } from 'node:test'
import { howCounted } from './counted.ts'
import { limitFrom } from './limit.ts'
import { at, china } from './notices.testing.ts'

const told = (start: string, limit: string, pauses: { from: number; to: number | null }[] = []) =>
  howCounted({ start: at(start), limit: limitFrom(limit), calendar: china, pauses }).days.map(d =>
    [d.day.slice(5), d.kind, d.counted, d.because].join(' ').trim(),
  )

test('a clerk sees why four working days from 9 October end on the 14th', () => {
  assert.deepEqual(told('2026-10-09T10:00', '4wd'), [
    '10-09 workday 0 start',
    '10-10 makeUp 1',
    '10-11 weekend 0',
    '10-12 workday 1',
    '10-13 workday 1',
    '10-14 workday 1',
  ])
})

test('a clerk sees over which days a limit of natural days moved on', () => {
  assert.deepEqual(told('2026-10-08T10:00', '3d'), [
    '10-08 workday 0 start',
    '10-09 workday 1',
    '10-10 makeUp 1',
    '10-11 weekend 1',
    '10-12 workday 0 rolled',
  ])
})

test('a clerk sees the minutes each day gave to a limit of hours, and which were paused', () => {
  assert.deepEqual(
    told('2026-10-10T16:30', '4wh', [{ from: at('2026-10-12T09:00'), to: at('2026-10-12T10:00') }]),
    ['10-10 makeUp 90', '10-11 weekend 0', '10-12 workday 150 paused'],
  )
  assert.deepEqual(told('2026-10-10T16:30', '24h'), ['10-10 makeUp 450', '10-11 weekend 990'])
})

test('while a pause lasts a clerk sees the days up to it', () => {
  assert.deepEqual(told('2026-10-12T10:00', '5wd', [{ from: at('2026-10-14T10:00'), to: null }]), [
    '10-12 workday 0 start',
    '10-13 workday 1',
    '10-14 workday 0 paused',
  ])
})
