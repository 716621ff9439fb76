/** 亮灯: every few seconds the limits whose next moment has come are climbed – each colour and each rung once, whoever sweeps. */
import { systemActor } from '../../domain/access/actor.ts'
import { type Instant, isoOf } from '../../domain/instant.ts'
import type { Rules } from '../../domain/policy/rules.ts'
import type { Change } from '../../domain/record/draft.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { climb } from '../../domain/supervision/climb.ts'
import { type Step, supervisionOf } from '../../domain/supervision/ladder.ts'
import type { ClockKind } from '../../domain/vocabulary.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { NO_WORDS, wordsOf } from './words.ts'

/** Tickets that share one commit. */
const TOGETHER = 200
/** Commits under way at once. */
const LANES = 2
/** Limits looked at in one go. */
const AT_ONCE = 2000

// One range of the index, the longest overdue first; a ticket is climbed with all its limits at once.
const DUE = `SELECT tenant_id AS "tenantId", appeal_id AS "appealId", min(next_at) AS at, array_agg(DISTINCT kind) AS kinds
  FROM (SELECT tenant_id, appeal_id, next_at, kind FROM clock WHERE next_at <= $1 AND (tenant_id, appeal_id) <> ALL
    (SELECT * FROM unnest($2::bigint[], $3::bigint[])) ORDER BY next_at LIMIT ${AT_ONCE}) c
  GROUP BY 1, 2 ORDER BY 3`

interface Due {
  tenantId: number
  appealId: number
  /** Kinds of the limits that are due. */
  kinds: ClockKind[]
}

/** Tickets that are climbed in one commit. */
interface Batch {
  tenantId: number
  ids: number[]
  /** Sheets may be issued: then one batch after the other, as their numbers follow each other. */
  issues: boolean
}

export const sweepLightsJob = (parts: Parts): Job => ({
  name: 'sweep-lights',
  everySeconds: 5,
  long: true,
  run: async signal => void (await sweepLights(parts, signal)),
})

/** Until nothing is due any more. A ticket that can't be climbed is told of and left for the next run. */
export async function sweepLights(parts: Parts, signal?: AbortSignal): Promise<{ climbed: number }> {
  const stuck: { tenantId: number; appealId: number }[] = []
  let climbed = 0
  while (!signal?.aborted) {
    const due = await parts.db.named<Due>('supervision.due', DUE, [
      isoOf(parts.now()),
      stuck.map(d => d.tenantId),
      stuck.map(d => d.appealId),
    ])
    if (due.length === 0) break
    const batches = await batchesOf(parts, due)
    // While one is written, the next is read and decided.
    const lane = async () => {
      for (let batch = batches.shift(); batch && !signal?.aborted; batch = batches.shift()) {
        const { tenantId, ids } = batch
        const left = await climbAll(parts, batch)
        stuck.push(...left.map(appealId => ({ tenantId, appealId })))
        climbed += ids.length - left.length
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
  }
  return { climbed }
}

async function batchesOf({ tenants }: Parts, due: readonly Due[]): Promise<Batch[]> {
  const batches: Batch[] = []
  for (const [tenantId, rows] of Map.groupBy(due, d => d.tenantId)) {
    const { policy } = await tenants.get(tenantId)
    const leading = sheetClocks(policy.rules)
    for (const [issues, some] of Map.groupBy(rows, d => d.kinds.some(kind => leading.has(kind))))
      for (let from = 0; from < some.length; from += TOGETHER)
        batches.push({ tenantId, ids: some.slice(from, from + TOGETHER).map(r => r.appealId), issues })
  }
  return batches
}

const SHEETS: readonly Step[] = ['greenUrge', 'yellowUrge', 'redSupervise']

/** The limits that may lead to a sheet without anybody's doing. */
const sheetClocks = (rules: Rules): Set<ClockKind> =>
  new Set(
    supervisionOf(rules)
      .ladder.filter(r => r.mode === 'automatic' && SHEETS.includes(r.step))
      .flatMap(r => r.clocks),
  )

/** Climbs them in one commit; where one fails, each by itself. Answers those that could not be. */
async function climbAll(parts: Parts, batch: Batch): Promise<number[]> {
  const { tenantId, ids } = batch
  try {
    await climbTogether(parts, batch)
    return []
  } catch (error) {
    if (ids.length > 1 || !batch.issues) {
      const left: number[] = []
      for (const id of ids) left.push(...(await climbAll(parts, { tenantId, ids: [id], issues: true })))
      return left
    }
    await tellOf(parts, tenantId, ids[0]!, error as Error)
    return [...ids]
  }
}

async function climbTogether({ door, db }: Parts, { tenantId, ids, issues }: Batch): Promise<void> {
  // Only a sheet quotes the matter.
  const words = issues ? await wordsOf(db, tenantId, ids) : () => NO_WORDS
  const done = await door.together({
    actor: systemActor(tenantId),
    appealIds: ids,
    issues,
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
