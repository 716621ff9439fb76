/** Open, late, reported, over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SheetView } from '../../../contract/supervision.ts'
import { becameOf, sorted } from './instructed.ts'

type Recipient = SheetView['recipients'][number]
const to = (
  stage: Recipient['stage'],
  light: Recipient['light'] = 'none',
  role: Recipient['role'] = 'lead',
) => ({ stage, light, role, endedAt: stage === 'accepted' ? '2026-11-01' : null }) as Recipient
const sheet = (recipients: Recipient[], stage: SheetView['stage'] = 'issued') => ({ stage, recipients })

test('[LL-19] an instruction is late by its own limits, reported once every unit has answered, over when it was accepted', () => {
  assert.equal(becameOf(sheet([to('sent', 'yellow')])), 'open')
  assert.equal(becameOf(sheet([to('signed', 'red')])), 'late')
  assert.equal(becameOf(sheet([to('answered'), to('signed', 'none', 'assist')])), 'open')
  assert.equal(becameOf(sheet([to('answered'), to('sent', 'none', 'copy')])), 'reported')
  assert.equal(becameOf(sheet([to('accepted')], 'closed')), 'over')
  assert.equal(becameOf(sheet([to('withdrawn')], 'withdrawn')), 'over')
})

test('what is late stands first', () => {
  const [over, open, late] = [sheet([], 'closed'), sheet([to('sent')]), sheet([to('sent', 'red')])]
  assert.deepEqual(sorted([over!, open!, late!]), [late, open, over])
})
