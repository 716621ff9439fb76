/** The sample city: alive in every stage, true to the record, told the same way twice, and nobody real in it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Point } from '../../domain/place/gcj02.ts'
import { liesIn, type Outline } from '../../domain/place/outline.ts'
import { lightOf } from '../../domain/time/lights.ts'
import { CHANNEL_KINDS, CONTACT_OUTCOMES, KINDS, STAGES } from '../../domain/vocabulary.ts'
import { signIn } from '../accounts/login.ts'
import { partsOf } from '../app.ts'
import { reconcile } from '../assessment/reconcile.ts'
import { openKeys } from '../kernel/crypto/keys.ts'
import { openWords } from '../kernel/words.ts'
import { verifyRecord } from '../record/verify/verify.ts'
import { prepareSample, type SampleOptions, standingOf } from './first-start.ts'
import { readMatters } from './matters.ts'
import { SAMPLE_PHONES } from './persons.ts'
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from './sample-accounts.ts'

const PRESENT = Date.parse('2026-11-18T15:00:00+08:00')
const keys = await openKeys({ secret: Buffer.alloc(32, 7).toString('base64') })
const words = openWords()

let folder: string
let db: TestDatabase
let refused: string[]
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yidan-demo-'))
  db = await freshDatabase()
  refused = (await prepared(db, { appeals: 60 })).refused
})
after(async () => {
  await db.drop()
  await rm(folder, { recursive: true, force: true })
})

const opened = (of: TestDatabase, now?: () => Instant) =>
  partsOf({ db: of, keys, words, folder, ...(now && { now }) })

const prepared = (of: TestDatabase, options: Partial<SampleOptions>) =>
  prepareSample(of, ({ now }) => opened(of, now), {
    months: 3,
    appeals: 3,
    seed: 'test',
    present: PRESENT,
    ...options,
  })

const rowsOf = async <Row>(of: TestDatabase, sql: string): Promise<Row[]> => (await of.pool.query(sql)).rows
const wordsOf = async (sql: string): Promise<string[]> =>
  (await rowsOf<{ word: string }>(db, sql)).map(r => r.word).sort()
const sorted = (list: readonly string[]): string[] => [...list].sort()

test('every kind of appeal, every stage, every door and every end of a contact occurs, and no act was refused', async () => {
  assert.deepEqual(refused, [])
  assert.deepEqual(await wordsOf('SELECT DISTINCT kind AS word FROM appeal'), sorted(KINDS))
  assert.deepEqual(await wordsOf('SELECT DISTINCT stage AS word FROM appeal'), sorted(STAGES))
  const doors =
    'SELECT DISTINCT c.kind AS word FROM appeal a JOIN channel c ON c.tenant_id = a.tenant_id AND c.id = a.channel_id'
  // What is imported and what is set as a task comes through no door.
  const closed = ['import', 'internal']
  assert.deepEqual(await wordsOf(doors), sorted(CHANNEL_KINDS.filter(k => !closed.includes(k))))
  const ends = 'SELECT DISTINCT outcome AS word FROM contact'
  assert.deepEqual(await wordsOf(ends), sorted(CONTACT_OUTCOMES.filter(o => o !== 'pending')))
})

test('lights of every colour burn', async () => {
  type Lit = Parameters<typeof lightOf>[0]
  const open = await rowsOf<Lit>(
    db,
    `SELECT green_at AS "greenAt", yellow_at AS "yellowAt", due_at AS "dueAt", NULL AS "metAt" FROM appeal
     WHERE ended_at IS NULL AND green_at IS NOT NULL`,
  )
  assert.deepEqual([...new Set(open.map(row => lightOf(row, PRESENT)))].sort(), [
    'green',
    'none',
    'red',
    'yellow',
  ])
})

test('every place lies within the outline of its community', async () => {
  const places = await rowsOf<{ at: Point; outline: Outline }>(
    db,
    `SELECT json_build_array(a.lng, a.lat) AS at, r.outline FROM appeal a
     JOIN region r ON r.tenant_id = a.tenant_id AND r.id = a.region_id WHERE a.lng IS NOT NULL`,
  )
  assert.ok(places.length > 30)
  assert.deepEqual(
    places.filter(p => !liesIn(p.at, p.outline)),
    [],
  )
})

test('what doesn’t go smoothly is there as well: returns and rulings, extensions, reworks, merges, an incident', async () => {
  const kinds = await wordsOf('SELECT DISTINCT kind AS word FROM event')
  for (const kind of [
    ...[
      'appeal.asked',
      'appeal.told',
      'appeal.rewritten',
      'appeal.split',
      'appeal.joined',
      'appeal.joinedParent',
    ],
    ...[
      'appeal.merged',
      'appeal.unmerged',
      'appeal.repeated',
      'appeal.suspended',
      'appeal.reworked',
      'appeal.reopened',
      'appeal.published',
    ],
    ...[
      'assignment.returned',
      'assignment.ruled',
      'assignment.claimed',
      'assignment.passedDown',
      'assignment.siteChecked',
    ],
    ...[
      'assignment.sentBack',
      'assignment.countersigned',
      'assignment.reportedUpward',
      'visit.exempted',
      'review.given',
    ],
  ])
    assert.ok(kinds.includes(kind), kind)
  const [found] = await rowsOf<Record<string, number>>(
    db,
    `SELECT (SELECT count(*) FROM appeal WHERE confidential) AS secret, (SELECT count(*) FROM appeal WHERE anonymous) AS nameless,
       (SELECT count(*) FROM appeal WHERE extensions > 0) AS extended, (SELECT count(*) FROM article) AS articles,
       (SELECT count(*) FROM alert) AS alerts, (SELECT count(*) FROM file WHERE appeal_id IS NOT NULL) AS files`,
  )
  for (const [what, count] of Object.entries(found!)) assert.ok(count > 0, what)
})

test('every seat has work waiting: for signature, for the shift leader and the director, for rulings; and a grid worker’s own desk', async () => {
  const waiting = await rowsOf<{ kind: string; unit: string }>(
    db,
    `SELECT p.kind, u.code AS unit FROM approval p JOIN unit u ON u.tenant_id = p.tenant_id AND u.id = p.unit_id WHERE p.verdict IS NULL`,
  )
  const kinds = new Set(waiting.map(w => w.kind))
  for (const kind of ['innerReview', 'extension', 'suspension', 'return', 'objection', 'closeException'])
    assert.ok(kinds.has(kind), `${kind} of ${[...kinds]}`)
  for (const unit of ['chengguan', 'water'])
    assert.ok(
      waiting.some(w => w.kind === 'innerReview' && w.unit === unit),
      unit,
    )
  const [own] = await rowsOf<{ n: number }>(
    db,
    `SELECT count(*)::int AS n FROM channel c JOIN person p ON p.tenant_id = c.tenant_id AND p.unit_id = c.owner_unit_id
     JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.role = 'gridWorker'
     WHERE p.code IN ('east-1-1-grid', 'park-gaoxin-liaison') AND g.unit_id = c.owner_unit_id`,
  )
  assert.equal(own!.n, 2)
})

test('sheets of every colour, spread over the months: signed, answered, accepted, chains of three, and open ones', async () => {
  const sheets = await rowsOf<{ kind: string; stage: string; month: string; chain: number }>(
    db,
    `WITH RECURSIVE led AS (
       SELECT tenant_id, appeal_id, no, 1 AS chain FROM sheet WHERE after_no IS NULL AND issued_at IS NOT NULL
       UNION ALL SELECT s.tenant_id, s.appeal_id, s.no, led.chain + 1 FROM led JOIN sheet s
         ON s.tenant_id = led.tenant_id AND s.appeal_id = led.appeal_id AND s.after_no = led.no)
     SELECT s.kind, s.stage, to_char(s.issued_at, 'YYYY-MM') AS month, led.chain FROM led JOIN sheet s
       USING (tenant_id, appeal_id, no)`,
  )
  const colours = new Set(sheets.filter(s => s.stage === 'issued').map(s => s.kind))
  for (const kind of ['greenUrge', 'yellowUrge', 'redSupervise'])
    assert.ok(colours.has(kind), `${kind} is open`)
  assert.ok(new Set(sheets.map(s => s.month)).size >= 3, 'not all in one month')
  assert.ok(sheets.some(s => s.chain >= 3))
  const stages = await wordsOf('SELECT DISTINCT stage AS word FROM sheet_recipient')
  for (const stage of ['accepted', 'answered', 'sent', 'signed']) assert.ok(stages.includes(stage), stage)
  assert.ok((await wordsOf('SELECT DISTINCT kind AS word FROM event')).includes('sheet.answered'))
})

test('[ZY-16] [ZY-18] [ZY-35] [LL-01] [LL-04] it has a library with a repealed document, a force at work and one that is over, thanks, checks and cases', async () => {
  const one = async (sql: string) => (await rowsOf<{ n: number }>(db, sql))[0]!.n
  assert.ok((await one('SELECT count(*)::int AS n FROM regulation WHERE repealed_on IS NOT NULL')) > 0)
  assert.equal(await one('SELECT count(*)::int AS n FROM task_force WHERE dissolved_on IS NULL'), 1)
  assert.equal(await one('SELECT count(*)::int AS n FROM task_force WHERE dissolved_on IS NOT NULL'), 1)
  assert.ok((await one("SELECT count(*)::int AS n FROM commendation WHERE state = 'confirmed'")) > 0)
  assert.ok((await one("SELECT count(*)::int AS n FROM commendation WHERE state = 'proposed'")) > 0)
  assert.ok((await one('SELECT count(*)::int AS n FROM quality_check')) > 0)
  assert.ok((await one('SELECT count(*)::int AS n FROM typical_case')) > 0)
})

test('the history is whole, everything that came in is accounted for, and nothing lies ahead of now', async () => {
  const verdict = await verifyRecord({ db, keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
  assert.ok(verdict.verified.appeals >= 60)
  const [{ id }] = (await rowsOf<{ id: number }>(db, 'SELECT id FROM tenant')) as [{ id: number }]
  const from = PRESENT - 100 * 86_400_000
  for (const period of [
    { from, until: PRESENT + 1 },
    { from: PRESENT - 30 * 86_400_000, until: PRESENT - 10 * 86_400_000 },
  ]) {
    const found = await reconcile(db, { tenantId: id, ...period })
    assert.ok(found.balanced, JSON.stringify(found.differences))
  }
  const late = `SELECT count(*)::int AS n FROM event WHERE recorded_at > '${isoOf(PRESENT)}' OR recorded_at < '${isoOf(from)}'`
  assert.deepEqual(await rowsOf(db, late), [{ n: 0 }])
})

test('nobody in it could be a real person: phones of one fictional range, no numbers that identify in any text', async () => {
  const sealed = await rowsOf<{ phone: Buffer }>(
    db,
    'SELECT phone_enc AS phone FROM identity WHERE phone_enc IS NOT NULL',
  )
  assert.ok(sealed.length > 60)
  for (const { phone } of sealed) assert.ok(keys.decrypt(phone, 'identity.phone').startsWith(SAMPLE_PHONES))
  const texts = await rowsOf<{ texts: Record<string, string> }>(
    db,
    'SELECT texts FROM event WHERE texts IS NOT NULL',
  )
  for (const text of texts.flatMap(r => Object.values(r.texts))) {
    assert.doesNotMatch(text, /1[3-9]\d{9}|\d{17}[\dXx]/)
    assert.doesNotMatch(text, /[<>]|undefined/, 'every slot is filled')
  }
})

test('its people sign in with the printed accounts', async () => {
  const parts = opened(db)
  const [{ tenantId }] = (await rowsOf<{ tenantId: number }>(db, 'SELECT id AS "tenantId" FROM tenant')) as [
    { tenantId: number },
  ]
  for (const { login } of [SAMPLE_ACCOUNTS[0]!, SAMPLE_ACCOUNTS.at(-1)!]) {
    const done = await signIn(parts.gate, {
      tenantId,
      login,
      password: SAMPLE_PASSWORD,
      address: '127.0.0.1',
    })
    assert.ok(!('refused' in done), login)
  }
  parts.tenants.close()
})

test('the same seed at the same moment tells the same stories', async () => {
  const again = await freshDatabase()
  try {
    await prepared(again, { appeals: 60 })
    const sql = `SELECT received_at, coalesce(title, '') AS title, kind, stage, version, address, satisfaction, due_at,
      (SELECT string_agg(e.kind || e.at::text, ',' ORDER BY e.seq) FROM event e WHERE e.tenant_id = a.tenant_id AND e.appeal_id = a.id) AS lived
      FROM appeal a ORDER BY received_at, title`
    assert.deepEqual(await rowsOf(again, sql), await rowsOf(db, sql))
  } finally {
    await again.drop()
  }
})

test('a fill that was interrupted is begun anew; a finished one is left alone; a real city is never touched', async () => {
  const other = await freshDatabase()
  try {
    assert.equal(await standingOf(other), 'empty')
    const broken = prepareSample(
      other,
      () => {
        throw new Error('the power went')
      },
      { months: 1, appeals: 3, seed: 'x', present: PRESENT },
    )
    await assert.rejects(broken, /the power went/)
    assert.equal(await standingOf(other), 'unfinished')
    assert.deepEqual(await prepared(other, {}).then(d => [d.was, d.isFilled]), ['unfinished', true])
    const count = async () =>
      (await rowsOf<{ n: number }>(other, 'SELECT count(*)::int AS n FROM event'))[0]!.n
    const filled = await count()
    assert.deepEqual(await prepared(other, {}).then(d => [d.was, d.isFilled]), ['finished', false])
    assert.equal(await count(), filled)
    await other.pool.query(`INSERT INTO tenant (code, name) VALUES ('real', '某市')`)
    assert.deepEqual(await prepared(other, { again: true }).then(d => [d.was, d.isFilled]), ['real', false])
    assert.equal(await count(), filled)
  } finally {
    await other.drop()
  }
})

test('people come with at least 120 different matters', async () => {
  const matters = await readMatters()
  assert.ok(new Set(matters.map(m => m.content)).size >= 120)
  assert.deepEqual(sorted([...new Set(matters.map(m => m.kind))]), sorted(KINDS))
})
