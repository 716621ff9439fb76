/** Fills a sample tenant with the life of some months up to the present, through the same doors as real traffic. */
import { DAY, type Instant } from '../../domain/instant.ts'
import { openComparing } from '../intake/comparing.ts'
import { openReceiving } from '../intake/receiving.ts'
import type { Parts } from '../parts.ts'
import { tellAfterwards } from './afterwards.ts'
import { writeArticles } from './articles.ts'
import { callersOf } from './callers.ts'
import { chanceOf } from './chance.ts'
import type { Scene } from './life.ts'
import { storyOf } from './lives/live.ts'
import { readMatters } from './matters.ts'
import type { OwnClock } from './own-clock.ts'
import { openPersons } from './persons.ts'
import { openPictures } from './pictures.ts'
import { daysOf, planOf } from './plan.ts'
import { openSampleAccounts } from './sample-accounts.ts'
import { tellAll } from './telling.ts'
import { openTown } from './town.ts'

export interface FillOptions {
  /** How far back the first appeal lies. */
  months: number
  /** How many appeals are planned; merging, splitting and incidents bring a few more. */
  appeals: number
  seed: string
  present: Instant
  progress?: (message: string, done?: number, total?: number) => void
}

/** For every hundred appeals so many people come and bring none. */
const CALLERS_PER_100 = 125

/** Before the first appeal: what has to be there already. */
export const begunAt = ({ present, months }: Pick<FillOptions, 'present' | 'months'>): Instant =>
  present - (daysOf(months) + 2) * DAY

/** `parts` must have been opened with the clock. Answers the acts that were refused: none while the rules are the sample city's. */
export async function fillSample(
  parts: Parts,
  clock: OwnClock,
  tenantId: number,
  options: FillOptions,
): Promise<string[]> {
  const { seed, present, months, appeals, progress } = options
  const chance = chanceOf(seed)
  const matters = await readMatters()
  const refused: string[] = []
  await openSampleAccounts(parts, tenantId)
  const stories = await clock.at(begunAt(options), async () => {
    const town = await openTown(parts.db, await parts.tenants.get(tenantId))
    const scene: Scene = {
      parts,
      town,
      receive: openReceiving(parts, openComparing(parts)),
      persons: openPersons(chance.of('persons')),
      pictures: await openPictures(parts, tenantId, chance.of('pictures')),
      onRefused: (act, { refused: code, field, facts }) =>
        refused.push(`${act}: ${code} ${field ?? ''} ${JSON.stringify(facts ?? {})}`),
    }
    const known = await writeArticles(parts, town, { matters, from: parts.now() }, chance.of('articles'))
    const lives = planOf(town, matters, { present, months, appeals }, chance.of('plan'))
    const callers = { present, days: daysOf(months), count: Math.round((appeals * CALLERS_PER_100) / 100) }
    return [
      ...lives.map(plan => storyOf(scene, plan, chance)),
      ...callersOf(scene, known, callers, chance.of('callers')),
    ]
  })
  const total = stories.filter(s => s.startsAt <= present).length
  await tellAll(stories, {
    clock,
    present,
    progress: done => progress?.('示例市 The sample city fills', done, total),
  })
  const told = await openTown(parts.db, await parts.tenants.get(tenantId))
  await tellAfterwards({ parts, clock, town: told, present }, chance.of('afterwards'))
  return refused
}
