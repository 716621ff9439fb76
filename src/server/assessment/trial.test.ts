/** Rules tried on what happened: five days becoming three would have made so many late, and nothing is changed by asking. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { parse } from 'yaml'
import { isDone, isRefused, matterAt } from '../../../test/stories/matter.testing.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { DAY } from '../../domain/instant.ts'
import type { Rules } from '../../domain/policy/rules.ts'

let world: World
before(async () => {
  world = await openWorld()
  // Replied after one, three and seven days; a fourth is still open.
  const matters = [await matterAt(world), await matterAt(world), await matterAt(world), await matterAt(world)]
  world.clock.pass(DAY)
  await matters[0]!.answer()
  world.clock.pass(2 * DAY)
  await matters[1]!.answer()
  world.clock.pass(4 * DAY)
  await matters[2]!.answer()
})
after(() => world.close())

const preset: Rules = parse(
  readFileSync(new URL('../../../config/presets/national-default.yaml', import.meta.url), 'utf8'),
)
const withReply = (reply: string): Rules => ({
  ...preset,
  limits: Object.fromEntries(Object.entries(preset.limits).map(([k, limits]) => [k, { ...limits, reply }])),
})
const period = { from: '2026-09-01', until: '2026-10-31' }

interface Row {
  kind: string
  limitClass: string
  limit: string
  total: number
  lateBefore: number
  lateUnder: number
  newlyLate: number
  noLongerLate: number
  samples: string[]
}
async function rowOf(body: object, who: 'admin' | 'director' = 'director'): Promise<Row> {
  const answer = await world.call(who, 'POST', '/rules/trial', { body: { ...period, ...body } })
  isDone(answer)
  return (answer.body.rows as Row[]).find(r => r.kind === 'reply')!
}

test('[NC-43] the rules in force give what happened', async () => {
  const answer = await world.call('director', 'POST', '/rules/trial', { body: { ...period, version: 1 } })
  assert.equal(answer.body.tickets, 4)
  for (const row of answer.body.rows as Row[]) {
    assert.equal(row.lateUnder, row.lateBefore, JSON.stringify(row))
    assert.deepEqual(row.samples, [])
  }
})

test('[NC-43] with two natural days for the reply, three of four would have been late; with thirty, none', async () => {
  const short = await rowOf({ rules: withReply('2d') })
  assert.deepEqual([short.total, short.lateUnder, short.limit], [4, 3, '2d'])
  assert.equal(short.newlyLate, short.lateUnder - short.lateBefore)
  assert.equal(short.samples.length, short.newlyLate)
  const long = await rowOf({ rules: withReply('30d') })
  assert.equal(long.lateUnder, 0)
})

test('nothing is changed by trying', async () => {
  const state = async () =>
    (await world.db.pool.query('SELECT max(version) AS v, count(*) AS n FROM policy')).rows[0]
  const before = await state()
  await rowOf({ rules: withReply('1d') })
  assert.deepEqual(await state(), before)
})

test('who writes the rules sees how many, not which', async () => {
  assert.deepEqual((await rowOf({ rules: withReply('2d') }, 'admin')).samples, [])
})

test('rules with a mistake, too long a period, neither and both are told so', async () => {
  const post = (body: object) => world.call('admin', 'POST', '/rules/trial', { body: { ...period, ...body } })
  isRefused(await post({ rules: { limits: {} } }), 'rules-wrong', 422)
  isRefused(await post({ version: 99 }), 'not-found', 404, 'version')
  for (const body of [{}, { version: 1, rules: preset }, { version: 1, until: '2027-01-01' }])
    assert.equal((await post(body)).body.code, 'invalid-input')
})
