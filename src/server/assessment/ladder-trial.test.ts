/** A ladder tried on what happened: as many steps as it really took, other ones under other rules, and nothing is changed. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isRefused, matterAt } from '../../../test/stories/matter.testing.ts'
import { openWorld, type World } from '../../../test/world.ts'
import type { Rules } from '../../domain/policy/rules.ts'
import { DEFAULT_SUPERVISION } from '../../domain/supervision/ladder.ts'
import { presetRules } from '../directory/rules-file.ts'
import { sweepLights } from '../supervision/sweep.ts'

let world: World
before(async () => {
  world = await openWorld()
  // One is answered on the second day; the roads and the water works leave one each until the end of October.
  const quick = await matterAt(world)
  await matterAt(world)
  await matterAt(world, { to: 'water' })
  world.clock.set('2026-09-29T10:00')
  await quick.answer()
  for (const day of ['09', '10', '12', '14', '20', '26']) {
    world.clock.set(`2026-10-${day}T10:00`)
    await sweepLights(world.app.parts)
  }
})
after(() => world.close())

const period = { from: '2026-09-01', until: '2026-10-31' }
interface Row {
  unit: { id: number; name: string }
  steps: { step: string; automatic: number; proposed: number }[]
}
async function tried(body: object): Promise<Record<string, Record<string, number>>> {
  const { status, body: answer } = await world.call('admin', 'POST', '/rules/ladder-trial', {
    body: { ...period, ...body },
  })
  assert.equal(status, 200, JSON.stringify(answer))
  return Object.fromEntries(
    (answer.rows as Row[]).map(r => [
      r.unit.name,
      Object.fromEntries(r.steps.map(s => [s.step, s.automatic + s.proposed])),
    ]),
  )
}

/** What the sweep did, sheets' own limits left out. */
async function happened(unitId: number): Promise<Record<string, number>> {
  const { rows } = await world.db.pool.query(
    `SELECT CASE kind WHEN 'assignment.reminded' THEN 'reminder' WHEN 'call.owed' THEN 'call'
       WHEN 'approval.asked' THEN facts ->> 'reason' ELSE facts ->> 'kind' END AS step, count(*)::int AS n FROM event
     WHERE unit_id = $1 AND actor_kind = 'system' AND NOT facts ? 'recipientNo'
       AND kind IN ('assignment.reminded', 'call.owed', 'sheet.issued', 'approval.asked') GROUP BY 1`,
    [unitId],
  )
  return Object.fromEntries(rows.map(r => [r.step, r.n]))
}

test('[ZY-24] the ladder in force gives what really followed', async () => {
  const found = await tried({ version: 1 })
  assert.deepEqual(found.市政工程处, await happened(world.unit.roads))
  assert.deepEqual(found.示例水务, await happened(world.unit.water))
  assert.equal(found.市政工程处!.redSupervise, 1)
})

test('a draft without a green sheet, and with a leader on the third day, would have been otherwise', async () => {
  const preset: Rules = await presetRules('national-default')
  const ladder = DEFAULT_SUPERVISION.ladder
    .filter(r => r.step !== 'greenUrge')
    .map(r => (r.step === 'leader' ? { ...r, after: '3wd', mode: 'automatic' as const } : r))
  const rules = { ...preset, supervision: { ...DEFAULT_SUPERVISION, ladder } }
  const events = async () => (await world.db.pool.query('SELECT count(*) AS n FROM event')).rows[0].n
  const before = await events()
  const found = await tried({ rules })
  assert.equal(found.市政工程处!.greenUrge, undefined)
  assert.equal(found.市政工程处!.leader, 1)
  assert.deepEqual(
    await tried({ rules, from: '2026-09-01', until: '2026-09-20' }),
    {},
    'nothing had slipped yet',
  )
  assert.equal(await events(), before)
})

test('who may not change rules, a wrong ladder and an endless period are refused', async () => {
  isRefused(
    await world.call('director', 'POST', '/rules/ladder-trial', { body: { ...period, version: 1 } }),
    'not-permitted',
    403,
  )
  const long = await world.call('admin', 'POST', '/rules/ladder-trial', {
    body: { from: '2026-01-01', until: '2026-10-31', version: 1 },
  })
  assert.equal(long.body.field, 'until')
  const preset = await presetRules('national-default')
  const ladder = [{ step: 'call', at: 'due', after: '2wd', clocks: ['reply'], mode: 'automatic' }]
  const rules = { ...preset, supervision: { ...preset.supervision, ladder } }
  isRefused(
    await world.call('admin', 'POST', '/rules/ladder-trial', { body: { ...period, rules } }),
    'rules-wrong',
    422,
    'rules.supervision.ladder.0.after',
  )
})
