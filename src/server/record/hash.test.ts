/** The history's hashes don't depend on how PostgreSQL keeps an object. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { canonical, commitment, eventHash, FIRST_HASH, type HashedEvent } from './hash.ts'

let db: TestDatabase
before(async () => {
  db = await freshDatabase()
})
after(() => db.drop())

const text = fc.string({ unit: 'grapheme' }).filter(s => !s.includes('\0') && s.isWellFormed())
const json = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie('value')),
    fc.dictionary(
      text.filter(k => k !== '__proto__'),
      tie('value'),
    ),
  ),
})).value

test('what jsonb gives back has the same canonical text as what was put in', async () => {
  await fc.assert(
    fc.asyncProperty(json, async value => {
      const { rows } = await db.pool.query('SELECT $1::jsonb AS v', [JSON.stringify(value)])
      assert.equal(canonical(rows[0].v), canonical(JSON.parse(JSON.stringify(value))))
    }),
    { numRuns: 200 },
  )
})

test('canonical JSON is JSON, and sorts its keys', () => {
  assert.equal(canonical({ b: 1, a: { d: [1, 'x', null], c: undefined } }), '{"a":{"d":[1,"x",null]},"b":1}')
  assert.equal(canonical([]), '[]')
  assert.equal(canonical({}), '{}')
})

const event: HashedEvent = {
  tenantId: 1,
  appealId: 2,
  seq: 1,
  kind: 'appeal.received',
  actorKind: 'staff',
  actorId: 3,
  unitId: 4,
  at: 5,
  recordedAt: 6,
  limitClass: 'general',
  policyVersion: 1,
  facts: { contactId: 7 },
  changes: { appeal: { stage: ['received'] } },
  textsHash: null,
}

test('every part of an event changes its hash, and so does the event before it', () => {
  const hash = eventHash(FIRST_HASH, event).toString('hex')
  for (const field of Object.keys(event) as (keyof HashedEvent)[]) {
    const changed = { ...event, [field]: field === 'textsHash' ? Buffer.alloc(32) : 'other' } as HashedEvent
    assert.notEqual(eventHash(FIRST_HASH, changed).toString('hex'), hash, field)
  }
  assert.notEqual(eventHash(Buffer.alloc(32, 1), event).toString('hex'), hash)
})

test('a commitment says nothing about its words without the salt', () => {
  const words = { title: '路灯不亮' }
  assert.deepEqual(commitment(Buffer.alloc(16, 1), words), commitment(Buffer.alloc(16, 1), { ...words }))
  assert.notDeepEqual(commitment(Buffer.alloc(16, 1), words), commitment(Buffer.alloc(16, 2), words))
})
