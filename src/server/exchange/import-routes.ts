/** The routes of imports: starting one, how each stands, its rejected rows, stopping it. */
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import * as wire from '../../contract/exchange-imports.ts'
import { type Actor, mayFor } from '../../domain/access/actor.ts'
import { isoOf } from '../../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { storageRefusal } from '../files/receive-file.ts'
import { withMultipart } from '../files/routes.ts'
import { type Route, route } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { fileOfKey, readMapping } from './mapping.ts'
import { receiveImport } from './receive-import.ts'
import { rejectText } from './rejects.ts'
import { keptSource } from './run-imports.ts'
import {
  allRejects,
  aloneOn,
  askToCancel,
  endRun,
  latestRuns,
  type Run,
  runById,
  someRejects,
  workedOn,
} from './runs.ts'

export function importRoutes(parts: Parts): Route[] {
  const { db, tenants } = parts
  /** Imports are of the whole city. */
  const whyNot = async (actor: Actor) => {
    const { units } = (await tenants.get(actor.tenantId)).directory
    return mayFor(actor, 'import', units.root.id, units) ? null : refuse('not-permitted')
  }
  const runFor = async (actor: Actor, id: number): Promise<Run | Refusal> =>
    (await whyNot(actor)) ?? (await runById(db, actor.tenantId, id)) ?? refuse('not-found')
  const shownNow = async (actor: Actor, id: number) => {
    const run = (await runById(db, actor.tenantId, id))!
    return runSeen(run, await workedOn(db, [run]))
  }
  return [
    route(wire.listImports, async ({ query: { limit = 50, after = Number.MAX_SAFE_INTEGER }, actor }) => {
      const refusal = await whyNot(actor)
      if (refusal) return refusal
      const runs = await latestRuns(db, actor.tenantId, limit, after)
      const busy = await workedOn(db, runs)
      return {
        imports: runs.map(r => runSeen(r, busy)),
        next: runs.length < limit ? null : String(runs.at(-1)!.id),
      }
    }),
    withMultipart(
      route(wire.startImport, async ({ actor, request }) => {
        const id = (await whyNot(actor)) ?? (await receiveImport(parts, actor, request))
        return typeof id === 'number' ? shownNow(actor, id) : id
      }),
    ),
    route(wire.showImport, async ({ params, actor }) => {
      const run = await runFor(actor, params.id)
      if (isRefusal(run)) return run
      const rejects = await someRejects(parts, run, { most: FIRST })
      return { ...runSeen(run, await workedOn(db, [run])), rejects }
    }),
    route(wire.readRejects, async ({ params, actor, reply }) => {
      const run = await runFor(actor, params.id)
      if (isRefusal(run)) return run
      const text = await rejectsOf(parts, run)
      if (isRefusal(text)) return text
      await noteReading(parts, actor, run)
      const isCsv = text.format === 'csv'
      return reply
        .type(isCsv ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8')
        .header('content-disposition', `attachment; filename="import-${run.id}-rejects.${text.format}"`)
        .header('cache-control', 'private, no-store')
        .send(text.stream)
    }),
    route(wire.cancelImport, async ({ params, actor }) => {
      const run = await runFor(actor, params.id)
      if (isRefusal(run)) return run
      if (!(await askToCancel(db, run, actor.personId))) return refuse('already-done')
      // Whoever works on it stops by himself; where nobody does, it ends here.
      await aloneOn(db, run, () => endRun(db, run))
      return shownNow(actor, run.id)
    }),
  ]
}

/** Rejected rows that are shown with a run. */
const FIRST = 20

function stateOf(run: Run, busy: ReadonlySet<number>): wire.ImportState {
  if (run.finishedAt !== null) {
    if (run.error !== null) return 'failed'
    return run.cancelledAt === null ? 'done' : 'cancelled'
  }
  if (run.cancelledAt !== null) return 'cancelling'
  if (busy.has(run.id)) return 'running'
  return run.fileId === null ? 'stopped' : 'queued'
}

const runSeen = (run: Run, busy: ReadonlySet<number>) => ({
  id: run.id,
  state: stateOf(run, busy),
  dryRun: run.dryRun,
  mapping: fileOfKey(run.mapping),
  source: run.source,
  startedAt: isoOf(run.startedAt),
  startedBy: run.startedBy === null ? null : { id: run.startedBy, name: run.starter ?? '' },
  finishedAt: run.finishedAt === null ? null : isoOf(run.finishedAt),
  percent: run.percent,
  settled: run.settled,
  created: run.created,
  repeated: run.repeated,
  changed: run.changed,
  rejected: run.rejected,
  error: run.error,
})

/** The reject file as a stream; the copy of the source it is read from goes with it. */
async function rejectsOf(
  parts: Parts,
  run: Run,
): Promise<{ stream: Readable; format: 'csv' | 'jsonl' } | Refusal> {
  const { mapping } = readMapping(fileOfKey(run.mapping), run.mappingText ?? '')
  if (!mapping) return refuse('not-found')
  try {
    const path = await keptSource(parts, run)
    const lines = async function* () {
      try {
        yield* rejectText(allRejects(parts, run), mapping, path)
      } finally {
        if (path) await rm(path, { force: true })
      }
    }
    const format = mapping.format === 'jsonl' ? 'jsonl' : 'csv'
    return { stream: Readable.from(lines(), { objectMode: false }), format }
  } catch (error) {
    return storageRefusal(error)
  }
}

/** The rows may name people: whoever takes them away leaves a trace for the auditor. */
async function noteReading({ db, now }: Parts, { tenantId, personId }: Actor, { id }: Run): Promise<void> {
  await db.kysely
    .insertInto('audit')
    .values({
      tenant_id: tenantId,
      person_id: personId,
      act: 'import.rejectsRead',
      subject: String(id),
      facts: '{}',
      at: new Date(now()),
    })
    .execute()
}
