/** Whatever is changed by hand in the record is found, and erasing a person is not mistaken for it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import { eventHash, FIRST_HASH } from '../hash.ts'
import { columnsOf, disturb, EXEMPT, type TouchedColumn } from './disturb.testing.ts'
import { openRecord, sealed, type TestRecord } from './record.testing.ts'
import { rewriteHistory } from './rewrite.testing.ts'
import type { BrokenRow, Verdict } from './verify.ts'

let record: TestRecord
let columns: TouchedColumn[]
before(async () => {
  record = await openRecord()
  columns = await columnsOf(record.world.db)
})
after(() => record.close())

function brokenIn(verdict: Verdict): BrokenRow {
  assert.equal(verdict.ok, false)
  return (verdict as { broken: BrokenRow }).broken
}
const whole = (verdict: Verdict) => assert.deepEqual(verdict.ok || verdict.broken, true)

const second = (rest: string) => (client: pg.ClientBase) =>
  client.query(
    `UPDATE event SET ${rest} WHERE appeal_id = (SELECT id FROM appeal ORDER BY id OFFSET 1 LIMIT 1)`,
  )

test('a record that nobody touched is whole, and its seals cover all of it', async () => {
  const verdict = await record.verdict()
  whole(verdict)
  const { verified } = verdict as Extract<Verdict, { ok: true }>
  const { rows } = await record.world.db.pool.query('SELECT count(*) AS events FROM event')
  const { events } = rows[0]
  assert.ok(events >= 15)
  assert.deepEqual(
    {
      events: verified.events,
      appeals: verified.appeals,
      identities: verified.identities,
      unsealed: verified.unsealed,
    },
    { events, appeals: 3, identities: 3, unsealed: 0 },
  )
  assert.ok(verified.seals >= 2)
  assert.match(verified.lastSeals[0]!.hash, /^[0-9a-f]{64}$/)
})

test('one value changed by hand is found in every column of the history and of the current state', async () => {
  const missed: string[] = []
  for (const column of columns) {
    const verdict = await record.after(client => disturb(client, column, { row: 1, how: 0 }))
    if (verdict.ok) missed.push(`${column.table}.${column.column}`)
  }
  assert.deepEqual(missed, [])
  assert.ok(columns.length > 150, `only ${columns.length} columns were tried`)
  assert.deepEqual(Object.keys(EXEMPT), ['identity.id'])
})

test('whatever cell of the record is changed at random, in whatever way, is found', async () => {
  const change = fc.record({ column: fc.constantFrom(...columns), row: fc.nat(40), how: fc.nat(5) })
  await fc.assert(
    fc.asyncProperty(change, async ({ column, row, how }) => {
      const verdict = await record.after(client => disturb(client, column, { row, how }))
      assert.equal(verdict.ok, false, `${column.table}.${column.column}`)
    }),
    { numRuns: 120 },
  )
})

test('the first broken row is named: table, tenant, number, event and field', async () => {
  const verdict = await record.after(second(`facts = facts || '{"units": 9}' , texts_hash = texts_hash`))
  assert.deepEqual(brokenIn(verdict), {
    table: 'event',
    tenant: 'town',
    appeal: record.numbers[1],
    row: { seq: 1 },
    field: 'hash',
    what: 'its content does not give its hash',
  })
})

test('a time that is moved by a millionth of a second is found', async () => {
  const verdict = await record.after(second(`at = at + interval '1 microsecond'`))
  assert.equal(brokenIn(verdict).field, 'hash')
})

const ofFirst = 'appeal_id = (SELECT min(id) FROM appeal)'
const HAND_MADE: [what: string, sql: string, table: string, field: string][] = [
  ['the first event taken away', `DELETE FROM event WHERE ${ofFirst} AND seq = 1`, 'event', 'seq'],
  ['a middle event taken away', `DELETE FROM event WHERE ${ofFirst} AND seq = 3`, 'event', 'seq'],
  ['the last event taken away', `DELETE FROM event WHERE ${ofFirst} AND seq = 6`, 'appeal', 'version'],
  [
    'two events in exchanged order',
    `UPDATE event SET seq = CASE seq WHEN 903 THEN 2 ELSE 3 END WHERE ${ofFirst} AND seq > 900`,
    'event',
    'prev_hash',
  ],
  [
    'an event moved to another appeal',
    `UPDATE event SET appeal_id = (SELECT max(id) FROM appeal), seq = 7 WHERE ${ofFirst} AND seq = 6`,
    'appeal',
    'version',
  ],
  ['an appeal without its history', `DELETE FROM event WHERE ${ofFirst}`, 'event', 'seq'],
  [
    'a history without its appeal',
    'DELETE FROM appeal WHERE id = (SELECT min(id) FROM appeal)',
    'appeal',
    'id',
  ],
  ['an assignment taken away', `DELETE FROM assignment WHERE ${ofFirst}`, 'assignment', 'no'],
  ['a person taken away', `DELETE FROM identity WHERE ${ofFirst}`, 'identity', 'commitment'],
  [
    'the persons of two appeals exchanged',
    'UPDATE identity SET appeal_id = (SELECT min(id) + max(id) FROM appeal) - appeal_id WHERE appeal_id <> 0',
    'identity',
    'commitment',
  ],
  [
    'words without the salt they were given',
    `UPDATE event SET salt = NULL WHERE ${ofFirst} AND seq = 1`,
    'event',
    'salt',
  ],
  ['the first seal taken away', 'DELETE FROM seal WHERE no = 1', 'seal', 'no'],
  ['the last seal taken away', 'DELETE FROM seal WHERE no = (SELECT max(no) FROM seal)', 'event', 'tx'],
  [
    'a unit that sees what it has nothing to do with',
    `INSERT INTO reach (tenant_id, unit_id, received_at, appeal_id)
    SELECT tenant_id, 999999, received_at, appeal_id FROM reach WHERE ${ofFirst} LIMIT 1`,
    'reach',
    'unit_id',
  ],
  ['a unit that no longer sees its ticket', `DELETE FROM reach WHERE ${ofFirst}`, 'reach', 'unit_id'],
  [
    'a ticket that stands elsewhere in its unit’s list',
    `UPDATE reach SET received_at = received_at - interval '1 year' WHERE ${ofFirst}`,
    'reach',
    'received_at',
  ],
  [
    'a ticket that is no longer found by its words',
    `DELETE FROM appeal_search WHERE ${ofFirst}`,
    'appeal_search',
    'words',
  ],
  [
    'a ticket that is found by words nobody said',
    `UPDATE appeal_search SET words = words || '贪污'::tsvector WHERE ${ofFirst}`,
    'appeal_search',
    'words',
  ],
  [
    'a ticket that is taken for another’s repeat',
    `UPDATE appeal_search SET bands[3] = bands[3] + 1 WHERE ${ofFirst}`,
    'appeal_search',
    'bands',
  ],
  ['all seals taken away', 'DELETE FROM seal', 'event', 'tx'],
]

for (const [what, sql, table, field] of HAND_MADE)
  test(`${what} is found`, async () => {
    const verdict = await record.after(async client => {
      // Out of the way first: two rows can't hold one another's place at once.
      if (sql.includes('900'))
        await client.query(`UPDATE event SET seq = seq + 900 WHERE ${ofFirst} AND seq IN (2, 3)`)
      await client.query(sql)
    })
    const broken = brokenIn(verdict)
    assert.deepEqual([broken.table, broken.field], [table, field])
  })

test('the words of a confidential report, put where searches look, are found', async () => {
  const { world } = record
  const { number } = await world.received({ confidential: true, title: '举报串标' })
  await sealed(world)
  whole(await record.verdict())
  const verdict = await record.after(client =>
    client.query(
      `INSERT INTO appeal_search SELECT tenant_id, id, received_at, '举报'::tsvector, '{}' FROM appeal WHERE number = $1`,
      [number],
    ),
  )
  const { table, appeal, field } = brokenIn(verdict)
  assert.deepEqual({ table, appeal, field }, { table: 'appeal_search', appeal: number, field: 'words' })
})

test('a word taken out of what a ticket is found by is found, for it is no longer like what it was like', async () => {
  const taken = await record.after(client =>
    client.query(`UPDATE appeal_search SET words = ts_delete(words, '路灯'), bands = '{}' WHERE ${ofFirst}`),
  )
  assert.equal(brokenIn(taken).field, 'bands')
})

test('a whole appeal taken away with all its rows does not escape the seal that covered it', async () => {
  const verdict = await record.after(async client => {
    for (const table of [
      'event',
      'assignment',
      'clock',
      'approval',
      'visit',
      'review',
      'sheet',
      'sheet_recipient',
      'identity',
      'contact',
      'reach',
      'appeal_search',
    ])
      await client.query(`DELETE FROM ${table} WHERE ${ofFirst}`)
    await client.query('DELETE FROM appeal WHERE id = (SELECT min(id) FROM appeal)')
  })
  const broken = brokenIn(verdict)
  assert.deepEqual([broken.table, broken.row, broken.field], ['seal', { no: 1 }, 'events'])
})

test('the last event taken away, with the state put back to what it was before, does not escape its seal', async () => {
  const verdict = await record.after(async client => {
    await client.query(`DELETE FROM event WHERE ${ofFirst} AND seq = 6`)
    await client.query(`DELETE FROM review WHERE ${ofFirst}`)
    await client.query(
      `UPDATE appeal SET version = 5, head_hash = (SELECT hash FROM event WHERE ${ofFirst} AND seq = 5)
       WHERE id = (SELECT min(id) FROM appeal)`,
    )
  })
  assert.deepEqual([brokenIn(verdict).table, brokenIn(verdict).field], ['seal', 'events'])
})

test('a history rewritten as a whole, seals and all, passes by itself but not against a seal kept on paper', async () => {
  const paper = await record.verdict()
  const { hash } = (paper as Extract<Verdict, { ok: true }>).verified.lastSeals[0]!
  whole(await record.verdict(hash))
  whole(await record.verdict(hash.slice(0, 16).toUpperCase()))
  const verdict = await record.after(client => rewriteHistory(client, 'words nobody said'))
  whole(verdict)
  const against = await record.after(client => rewriteHistory(client, 'words nobody said'), hash)
  assert.deepEqual([brokenIn(against).table, brokenIn(against).field], ['seal', 'hash'])
})

const ERASE_PERSON = `UPDATE identity SET name_enc = NULL, phone_enc = NULL, id_number_enc = NULL, phone_key = NULL,
  id_number_key = NULL, salt = NULL, erased_at = now() WHERE ${ofFirst}`

test('an erased person keeps the record whole', async () => {
  const verdict = await record.after(async client => {
    await client.query('SET LOCAL session_replication_role = origin')
    await client.query(`UPDATE event SET texts = NULL, salt = NULL WHERE ${ofFirst}`)
    await client.query(`DELETE FROM appeal_search WHERE ${ofFirst}`)
    await client.query(
      `UPDATE appeal SET title = NULL, address = NULL, lng = NULL, lat = NULL WHERE ${ofFirst.replace('appeal_id', 'id')}`,
    )
    await client.query(ERASE_PERSON)
  })
  whole(verdict)
  const { verified } = verdict as Extract<Verdict, { ok: true }>
  assert.deepEqual([verified.erasedIdentities, verified.erasedTexts], [1, 2])
})

test('an erased person whose salt is still there is found', async () => {
  const verdict = await record.after(client => client.query(ERASE_PERSON.replace('salt = NULL, ', '')))
  assert.deepEqual([brokenIn(verdict).table, brokenIn(verdict).field], ['identity', 'salt'])
})

/** As events were written before coordinates stood among the words: in the hashed changes. */
async function asBefore(client: pg.ClientBase) {
  await client.query(
    `UPDATE event SET texts = texts - 'point', changes = jsonb_set(jsonb_set(changes,
       '{appeal,lng}', '[120.123456]'), '{appeal,lat}', '[30.654321]') WHERE seq = 1`,
  )
  await rewriteHistory(client, '路灯不亮')
}

test('a ticket from before coordinates stood among the words verifies, erased or not', async () => {
  whole(await record.after(asBefore))
  const moved = await record.after(async client => {
    await asBefore(client)
    await client.query('UPDATE appeal SET lng = lng + 1')
  })
  assert.deepEqual([brokenIn(moved).table, brokenIn(moved).field], ['appeal', 'lng'])
  const erased = await record.after(async client => {
    await asBefore(client)
    await client.query('UPDATE event SET texts = NULL, salt = NULL')
    await client.query('DELETE FROM appeal_search')
    await client.query('UPDATE appeal SET title = NULL, address = NULL, lng = NULL, lat = NULL')
  })
  whole(erased)
})

test('a person erased by halves is found', async () => {
  const verdict = await record.after(client =>
    client.query(`UPDATE identity SET name_enc = NULL, erased_at = now() WHERE ${ofFirst}`),
  )
  assert.deepEqual([brokenIn(verdict).table, brokenIn(verdict).field], ['identity', 'phone_enc'])
})

test('the hash of an event is what the description says, so that anybody can recompute it', async () => {
  const { rows } = await record.world.db.pool.query('SELECT * FROM event ORDER BY appeal_id, seq LIMIT 1')
  const e = rows[0]
  const hash = eventHash(FIRST_HASH, {
    tenantId: e.tenant_id,
    appealId: e.appeal_id,
    seq: 1,
    kind: e.kind,
    actorKind: e.actor_kind,
    actorId: e.actor_id,
    unitId: e.unit_id,
    at: e.at,
    recordedAt: e.recorded_at,
    limitClass: e.limit_class,
    policyVersion: e.policy_version,
    facts: e.facts,
    changes: e.changes,
    textsHash: e.texts_hash,
  })
  assert.deepEqual(hash, e.hash)
})
