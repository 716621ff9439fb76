/** The town as its administrators find it: matters of last month, a second factor to take away, somebody who looked at a name. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Rules } from '../../../src/domain/policy/rules.ts'
import { runImports } from '../../../src/server/exchange/run-imports.ts'
import { townRules } from '../../rules.ts'
import { matterAt } from '../../stories/matter.testing.ts'
import type { World } from '../../world.ts'
import { type Seats, seatsOf } from '../seats.testing.ts'

interface Lived {
  /** The ticket whose appellant was looked at. */
  seen: string
  /** First and last day of last month. */
  month: { from: string; until: string }
}

/** As a city really has them: the tests' own are too short to be published anew. */
const preset: Rules = parse(
  readFileSync(new URL('../../../config/presets/national-default.yaml', import.meta.url), 'utf8'),
)

/** A reply counts when it is sent, without a signature of the unit. */
const rules: Rules = {
  ...preset,
  steps: townRules.steps,
  // The town has other categories than the preset names.
  limitClasses: preset.limitClasses.filter(one => one.when.categories === undefined),
}

export const adminOfTown = (): Seats<Lived> => seatsOf(rules, liveThrough)

const pad = (n: number): string => String(n).padStart(2, '0')

async function liveThrough(world: World): Promise<Lived> {
  const now = new Date()
  const week = await quietWeek(world, now)
  world.clock.set(`${week.monday}T09:00:00+08:00`)
  await matterAt(world, { title: '一天办好的路灯' })
  const slow = await matterAt(world, { title: '四天办好的路灯' })
  const seen = await matterAt(world, { title: '有人看过的路灯' })
  world.clock.set(`${week.friday}T15:00:00+08:00`)
  await slow.answer()
  world.clock.set(now.toISOString())
  await world.call('dispatcher', 'POST', `/appeals/${seen.number}/identity`, {
    body: { purpose: 'reveal', reason: '核对来电号码是否登记正确', fields: ['name'] },
  })
  await world.db.pool.query(
    `UPDATE account SET totp_secret_enc = '\\x00', totp_confirmed_at = now() WHERE login = 'roadsHandler'`,
  )
  return { seen: seen.number, month: week.month }
}

/** A week of last month that has five working days from its Monday on. */
async function quietWeek(world: World, now: Date) {
  const [year, month] =
    now.getMonth() === 0 ? [now.getFullYear() - 1, 12] : [now.getFullYear(), now.getMonth()]
  const { body } = await world.call('admin', 'GET', `/calendar/${year}`)
  const special = (body.days as { day: string; kind: string }[])
    .filter(d => d.kind === 'holiday' || d.kind === 'makeUp')
    .map(d => d.day)
  const day = (date: number): string => `${year}-${pad(month)}-${pad(date)}`
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  for (let date = 1; date + 4 <= last; date++) {
    const isMonday = new Date(`${day(date)}T00:00Z`).getUTCDay() === 1
    const days = [0, 1, 2, 3, 4].map(n => day(date + n))
    if (isMonday && !days.some(d => special.includes(d)))
      return { monday: days[0]!, friday: days[4]!, month: { from: day(1), until: day(last) } }
  }
  throw new Error('last month had no week of five working days')
}

/** The job that works through imports takes one turn. */
export const importing = (world: World): Promise<unknown> =>
  runImports(world.app.parts).run(new AbortController().signal)
