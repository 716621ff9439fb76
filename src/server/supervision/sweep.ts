/** 亮灯: every few seconds the limits whose next moment has come are climbed – each colour and each rung once, whoever sweeps. */
import { systemActor } from '../../domain/access/actor.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Change } from '../../domain/record/draft.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { climb } from '../../domain/supervision/climb.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { wordsOf } from './words.ts'

/** Tickets that share one commit. */
const TOGETHER = 200
/** Limits looked at in one go. */
const AT_ONCE = 2000

// One range of the index, the longest overdue first; a ticket is climbed with all its limits at once.
const DUE = `SELECT tenant_id AS "tenantId", appeal_id AS "appealId", min(next_at) AS at
  FROM (SELECT tenant_id, appeal_id, next_at FROM clock WHERE next_at <= $1 AND (tenant_id, appeal_id) <> ALL
    (SELECT * FROM unnest($2::bigint[], $3::bigint[])) ORDER BY next_at LIMIT ${AT_ONCE}) c
  GROUP BY 1, 2 ORDER BY 3`

interface Due {
  tenantId: number
  appealId: number
}

export const sweepLightsJob = (parts: Parts): Job => ({
  name: 'sweep-lights',
  everySeconds: 5,
  long: true,
  run: async signal => void (await sweepLights(parts, signal)),
})

/** Until nothing is due any more. A ticket that can't be climbed is told of and left for the next run. */
export async function sweepLights(parts: Parts, signal?: AbortSignal): Promise<{ climbed: number }> {
  const stuck: Due[] = []
  let climbed = 0
  while (!signal?.aborted) {
    const due = await parts.db.named<Due>('supervision.due', DUE, [
      isoOf(parts.now()),
      stuck.map(d => d.tenantId),
      stuck.map(d => d.appealId),
    ])
    if (due.length === 0) break
    for (const [tenantId, rows] of Map.groupBy(due, d => d.tenantId))
      for (let from = 0; from < rows.length && !signal?.aborted; from += TOGETHER) {
        const ids = rows.slice(from, from + TOGETHER).map(r => r.appealId)
        const left = await climbAll(parts, tenantId, ids)
        stuck.push(...left.map(appealId => ({ tenantId, appealId })))
        climbed += ids.length - left.length
      }
  }
  return { climbed }
}

/** Climbs them in one commit; where one fails, each by itself. Answers those that could not be. */
async function climbAll(parts: Parts, tenantId: number, ids: readonly number[]): Promise<number[]> {
  try {
    await climbTogether(parts, tenantId, ids)
    return []
  } catch (error) {
    if (ids.length > 1) {
      const left: number[] = []
      for (const id of ids) left.push(...(await climbAll(parts, tenantId, [id])))
      return left
    }
    await tellOf(parts, tenantId, ids[0]!, error as Error)
    return [...ids]
  }
}

async function climbTogether({ door, db }: Parts, tenantId: number, ids: readonly number[]): Promise<void> {
  const words = await wordsOf(db, tenantId, ids)
  const done = await door.together({
    actor: systemActor(tenantId),
    appealIds: ids,
    issues: true,
    decide: (states, context) =>
      states.flatMap(state => {
        const decided = climb(state, { words: words(state.id) }, context)
        return isRefusal(decided) ? [] : [decided as Change]
      }),
  })
  // Somebody else was there first, again and again: the next sweep finds it.
  if (isRefusal(done) && done.refused !== 'changed-meanwhile') throw new Error(done.refused)
}

async function tellOf({ db, now }: Parts, tenantId: number, appealId: number, error: Error): Promise<void> {
  const at: Instant = now()
  const facts = { error: error.name }
  await raiseAlert(db, { tenantId, key: `ladder:${appealId}`, kind: 'ladderStuck', appealId, facts, at })
}
