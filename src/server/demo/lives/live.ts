/** A whole life of an appeal, from its arrival to strike-off, as its plan has it. */

import type { Chance } from '../chance.ts'
import { Life, Refused, Rests, type Scene } from '../life.ts'
import type { Plan } from '../plan.ts'
import type { Story } from '../telling.ts'
import { arrive } from './arrive.ts'
import { conclude } from './conclude.ts'
import { handle } from './handle.ts'
import { linkEarly, linkLate } from './linked.ts'
import { preReview, transfer } from './transfer.ts'

/** More rounds than any plan has. */
const MOST_ROUNDS = 6

export const storyOf = (scene: Scene, plan: Plan, chance: Chance): Story => ({
  startsAt: plan.startsAt,
  tell: until => told(new Life(scene, plan, until, chance.of(`life ${plan.no}`))),
})

/** Ends without an error where nobody acts any more; limits and sheets run on. */
async function told(life: Life): Promise<void> {
  try {
    await live(life)
  } catch (error) {
    if (!(error instanceof Rests) && !(error instanceof Refused)) throw error
  }
  await life.rest()
}

async function live(life: Life): Promise<void> {
  await arrive(life)
  await linkEarly(life)
  if (await preReview(life)) return
  await transfer(life)
  await linkLate(life)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await handle(life, round)
    if (!(await conclude(life, round))) return
  }
}
