/** 督: what slips is seen, written about and answered for. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sweepLights } from '../src/server/supervision/sweep.ts'
import { verifyRecord } from '../src/server/record/verify/verify.ts'
import { matterOf } from './stories/matter.testing.ts'
import { openWorld, type World } from './world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const kindsOf = async (number: string) =>
  (await matterOf(world, number).events()).map(e => e.kind).slice(2)
const sheetsOf = async (number: string) =>
  (await world.call('supervisor', 'GET', `/appeals/${number}/sheets`)).body.sheets as Record<string, any>[]

test('[ZY-24] [LL-20] [LL-21] [LL-22] a matter that nobody touches walks the whole ladder, each step once', async () => {
  const { number } = await world.dispatched()
  for (const at of ['2026-10-09T09:00', '2026-10-10T09:00', '2026-10-12T09:30', '2026-10-14T10:00', '2026-10-30T10:00']) {
    world.clock.set(at)
    await sweepLights(world.app.parts)
    await sweepLights(world.app.parts)
  }
  const kinds = await kindsOf(number)
  assert.equal(kinds.filter(kind => kind === 'ladder.climbed').length, 4, 'red sheet, joint, leader, accountability')
  const sheets = await sheetsOf(number)
  assert.deepEqual(sheets.map(s => s.kind), ['greenUrge', 'yellowUrge', 'redSupervise'])
  const verdict = await verifyRecord({ db: world.db, keys: world.app.parts.keys })
  assert.ok(verdict.ok, JSON.stringify(verdict))
})

test('[LL-24] numbers of sheets have no gaps and no doubles, however many issue at once', async () => {
  const numbers = await Promise.all(Array.from({ length: 12 }, async () => (await world.dispatched()).number))
  const answers = await Promise.all(
    numbers.map(number =>
      world.call('supervisor', 'POST', `/appeals/${number}/sheets`, { body: { kind: 'taskNotice', demand: '请尽快办理' } }),
    ),
  )
  assert.deepEqual(answers.map(a => a.status), answers.map(() => 200), JSON.stringify(answers.map(a => a.body)))
  const { rows } = await world.db.pool.query(
    `SELECT no FROM document WHERE kind = 'taskNotice' ORDER BY no`,
  )
  assert.deepEqual(rows.map(r => r.no), numbers.map((_, i) => i + 1))
})
