/** Imports a file in batches that several loaders take, settled in the order of the file; what was stopped goes on where it was. */
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Keys } from '../kernel/crypto/keys.ts'
import { type Database, isAway } from '../kernel/database.ts'
import { mergeWords } from '../record/load-many.ts'
import { type Batch, batchesOf } from './batches.ts'
import type { BatchResult, Loader, LoadPlan, Reject } from './loader.ts'
import type { Mapping } from './mapping.ts'
import { UnreadableSource } from './records.ts'
import { writeRejects } from './rejects.ts'
import {
  allRejects,
  aloneOn,
  beginAnew,
  endRun,
  noteError,
  openRun,
  type Run,
  runById,
  saveStep,
} from './runs.ts'
import { hashOf, type OpenSource, openSource } from './source.ts'

export interface ImportParts {
  db: Database
  keys: Keys
}

export interface ImportAsked {
  path: string
  /** Shown in the list of imports; the file's own name when left out. */
  name?: string
  mapping: Mapping
  tenantId: number
  dryRun?: boolean
  /** Where rejected rows go. */
  rejects: string
  progress?: (rows: number) => void
}

export interface Imported {
  run: number
  /** Stopped: the run is open and can be gone on with. */
  state: 'done' | 'cancelled' | 'stopped'
  read: number
  created: number
  repeated: number
  changed: number
  rejected: number
  seconds: number
  /** Rows that an earlier, stopped run had settled already. */
  resumedAfter: number
}

/** Makes the loaders of a run; each loads one batch at a time. */
export type OpenLoaders = (
  plan: LoadPlan,
) => Promise<{ loaders: readonly Loader[]; close: () => Promise<void> }>

/** From the command line. Null when the same file is being imported by somebody else at this moment. Throws UnreadableSource. */
export async function importFile(
  parts: ImportParts,
  openLoaders: OpenLoaders,
  asked: ImportAsked,
): Promise<(Imported & { rejects: string | null }) | null> {
  const began = performance.now()
  const { tenantId, mapping, path, name = basename(path), dryRun = false } = asked
  const sourceHash = await hashOf(path)
  const id = await openRun(parts.db, {
    ...{ tenantId, mapping, source: name, sourceHash, dryRun },
    startedBy: null,
    fileId: null,
  })
  const { progress } = asked
  const done = await goOn(parts, openLoaders, { tenantId, id, path, mapping, ...(progress && { progress }) })
  if (!done) return null
  const rejects = done.rejected > 0 ? asked.rejects : null
  if (rejects) await writeRejects(rejects, allRejects(parts, { tenantId, id }), mapping, path)
  return { ...done, seconds: Math.round(performance.now() - began) / 1000, rejects }
}

export interface Work {
  tenantId: number
  id: number
  path: string
  mapping: Mapping
  /** Stops after the batches in hand; the run stays open. */
  signal?: AbortSignal
  progress?: (rows: number) => void
}

/** Works on a run until it is done. Null when somebody else does, or it has ended. Throws UnreadableSource. */
export async function goOn(
  parts: ImportParts,
  openLoaders: OpenLoaders,
  work: Work,
): Promise<Imported | null> {
  const began = performance.now()
  return aloneOn(parts.db, work, async () => {
    const found = await runById(parts.db, work.tenantId, work.id)
    if (!found || found.finishedAt !== null) return null
    const begun = found.dryRun ? await beginAnew(parts.db, found) : found
    const { run, state } = await loadOrNote(parts, openLoaders, work, begun)
    if (!run.dryRun) await mergeWords(parts.db.pool)
    if (state !== 'stopped') await endRun(parts.db, run)
    const { id, settled, created, repeated, changed, rejected } = run
    return {
      ...{ run: id, state, read: settled, created, repeated, changed, rejected },
      seconds: Math.round(performance.now() - began) / 1000,
      resumedAfter: begun.settled,
    }
  })
}

/** What a file is to blame for ends its run; after anything else it may be gone on with. */
async function loadOrNote(
  parts: ImportParts,
  openLoaders: OpenLoaders,
  work: Work,
  begun: Run,
): Promise<Settled> {
  if (begun.cancelledAt !== null) return { run: begun, state: 'cancelled' }
  try {
    return await load(parts, openLoaders, work, begun)
  } catch (error) {
    const { message } = error as Error
    if (error instanceof UnreadableSource) await endRun(parts.db, begun, message)
    // Where the database is away this can't be written either; what went wrong comes first.
    else await noteError(parts.db, begun, message.slice(0, 500)).catch(() => {})
    throw error
  }
}

async function load(parts: ImportParts, openLoaders: OpenLoaders, work: Work, begun: Run): Promise<Settled> {
  const { path, mapping, signal, progress } = work
  const source = await openSource(path, mapping)
  const { tenantId, id: runId, dryRun } = begun
  const batches = batchesOf(source.records, begun.settled)
  const settling = openSettling(parts, source, begun, progress)
  const goesOn = () => !signal?.aborted && settling.goesOn()
  let close = async () => {}
  try {
    const opened = await openLoaders({ tenantId, runId, mapping, columns: source.columns, dryRun })
    close = opened.close
    await Promise.all(opened.loaders.map(loader => share(batches, loader, settling.settle, goesOn)))
    return await settling.end(signal?.aborted ?? false)
  } finally {
    await close()
    await batches.return(undefined)
    source.close()
  }
}

/** One loader's share: the next batch, until there is none. An async generator hands out its batches in turn. */
async function share(
  batches: AsyncGenerator<Batch>,
  loader: Loader,
  settle: (result: BatchResult) => Promise<void>,
  goesOn: () => boolean,
): Promise<void> {
  for (let next = await batches.next(); !next.done && goesOn(); next = await batches.next())
    await settle(await patiently(() => inTime(loader.load(next.value!))))
}

/** A pattern of the mapping may take for ever on some rows; milliseconds. */
const LONGEST_BATCH = 600_000

async function inTime<T>(work: Promise<T>): Promise<T> {
  const enough = new AbortController()
  const late = sleep(LONGEST_BATCH, null, { signal: enough.signal, ref: false }).then(() => {
    throw new Error('一批数据十分钟没有读完 A batch of rows took more than ten minutes')
  })
  try {
    return await Promise.race([work, late])
  } finally {
    late.catch(() => {})
    enough.abort()
  }
}

/** How long a database may be away in the middle of an import, in milliseconds. */
const PATIENCE = 60_000

async function patiently<T>(run: () => Promise<T>): Promise<T> {
  const giveUp = Date.now() + PATIENCE
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!isAway(error) || Date.now() > giveUp) throw error
      await sleep(500)
    }
  }
}

interface Settled {
  run: Run
  state: Imported['state']
}

/** Batches end in any order; what is written down goes in the order of the file, so that a stopped run knows where it was. */
function openSettling(parts: ImportParts, source: OpenSource, begun: Run, progress?: (rows: number) => void) {
  const early = new Map<number, BatchResult>()
  let run = begun
  let stands: Awaited<ReturnType<typeof saveStep>> = 'goes on'
  let turn: Promise<void> = Promise.resolve()

  async function settleNext(): Promise<void> {
    const before = run.settled
    const rejects: Reject[] = []
    for (let next = early.get(run.settled + 1); next; next = early.get(run.settled + 1)) {
      early.delete(next.first)
      rejects.push(...next.rejects)
      run = advanced(run, next, source.percent())
    }
    if (run.settled === before || stands === 'lost') return
    stands = await patiently(() => saveStep(parts, { run, before, rejects }))
    progress?.(run.settled)
  }
  const settle = (result: BatchResult): Promise<void> => {
    early.set(result.first, result)
    turn = turn.then(settleNext)
    return turn
  }
  const end = async (aborted: boolean): Promise<Settled> => {
    await turn
    if (stands === 'lost') return { run, state: 'stopped' }
    if (stands === 'cancelled') return { run, state: 'cancelled' }
    return { run, state: aborted ? 'stopped' : 'done' }
  }
  return { settle, end, goesOn: () => stands === 'goes on' }
}

/** The run as it stands with what a batch came to. */
const advanced = (run: Run, b: BatchResult, percent: number | null): Run => ({
  ...run,
  settled: run.settled + b.read,
  created: run.created + b.created,
  repeated: run.repeated + b.repeated,
  changed: run.changed + b.changed,
  rejected: run.rejected + b.rejects.length,
  percent,
})
