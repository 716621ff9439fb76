/** Imports a file: reads it once to know it, then in batches that several loaders take, settled in the order of the file. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, isAway } from '../kernel/database.ts'
import { mergeWords } from '../record/load-many.ts'
import { type Batch, batchesOf } from './batches.ts'
import type { BatchResult, Loader, LoadPlan } from './loader.ts'
import type { Mapping } from './mapping.ts'
import { openLines, type Source } from './records.ts'
import { openRejects, type RejectFile } from './rejects.ts'
import { advanced, aloneOn, dryRun, finishRun, openRun, type Run, saveRun } from './runs.ts'
import { openWorkbook } from './workbook.ts'

export interface ImportAsked {
  path: string
  /** Shown in the list of imports; the file's own name when left out. */
  name?: string
  mapping: Mapping
  tenantId: number
  dryRun?: boolean
  /** Where rejected rows go. */
  rejects: string
  startedBy?: number | null
  progress?: (rows: number) => void
}

export interface Imported {
  run: number
  read: number
  created: number
  repeated: number
  changed: number
  rejected: number
  seconds: number
  /** Null when no row was rejected. */
  rejects: string | null
  /** Rows that an earlier, stopped run had settled already. */
  resumedAfter: number
}

/** Makes the loaders of a run; each loads one batch at a time. */
export type OpenLoaders = (
  plan: LoadPlan,
) => Promise<{ loaders: readonly Loader[]; close: () => Promise<void> }>

/** Null when the same file is being imported by somebody else at this moment. Throws UnreadableSource. */
export async function importFile(
  db: Database,
  openLoaders: OpenLoaders,
  asked: ImportAsked,
): Promise<Imported | null> {
  const began = performance.now()
  const { tenantId, mapping, path, name = basename(path), startedBy = null } = asked
  const key = { tenantId, mapping: mapping.key, source: name, sourceHash: await hashOf(path), startedBy }
  return aloneOn(db, key, async () => {
    const run = asked.dryRun ? dryRun() : await openRun(db, key)
    const done = await load(db, openLoaders, asked, run)
    if (!asked.dryRun) {
      await mergeWords(db.pool)
      await finishRun(db, tenantId, run.id)
    }
    const { id, settled, created, repeated, changed, rejected } = done
    const seconds = Math.round(performance.now() - began) / 1000
    const rejects = rejected > 0 ? asked.rejects : null
    return {
      run: id,
      read: settled,
      created,
      repeated,
      changed,
      rejected,
      seconds,
      rejects,
      resumedAfter: run.settled,
    }
  })
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

const READ_AT_ONCE = 1 << 20

const openSource = (path: string, mapping: Mapping): Promise<Source> =>
  mapping.format === 'xlsx'
    ? openWorkbook(path, mapping)
    : openLines(createReadStream(path, { highWaterMark: READ_AT_ONCE }), mapping)

async function load(db: Database, openLoaders: OpenLoaders, asked: ImportAsked, begun: Run): Promise<Run> {
  const { path, mapping, tenantId } = asked
  const { columns, records } = await openSource(path, mapping)
  const plan = { tenantId, runId: begun.id, mapping, columns, dryRun: asked.dryRun ?? false }
  const { loaders, close } = await openLoaders(plan)
  const settling = openSettling(db, asked, columns, begun)
  try {
    const batches = batchesOf(records, begun.settled)
    await Promise.all(loaders.map(loader => work(batches, loader, settling.settle)))
    return await settling.end()
  } finally {
    await settling.close()
    await close()
  }
}

/** One loader's share: the next batch, until there is none. An async generator hands out its batches in turn. */
async function work(
  batches: AsyncGenerator<Batch>,
  loader: Loader,
  settle: (result: BatchResult) => Promise<void>,
): Promise<void> {
  for (let next = await batches.next(); !next.done; next = await batches.next())
    await settle(await patiently(() => loader.load(next.value!)))
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

/** Batches end in any order; what is written down goes in the order of the file, so that a stopped run knows where it was. */
function openSettling(db: Database, asked: ImportAsked, columns: readonly string[] | null, begun: Run) {
  const early = new Map<number, BatchResult>()
  let run = begun
  let rejects: RejectFile | null = null
  let turn: Promise<void> = Promise.resolve()

  const fileFor = async (result: BatchResult) => {
    if (!rejects && (result.rejects.length > 0 || begun.rejectBytes > 0))
      rejects = await openRejects(asked.rejects, asked.mapping, columns, begun.rejectBytes)
    return rejects
  }
  async function settleNext(): Promise<void> {
    for (let next = early.get(run.settled + 1); next; next = early.get(run.settled + 1)) {
      early.delete(next.first)
      const file = await fileFor(next)
      await file?.write(next.rejects)
      run = advanced(run, next, file?.bytes() ?? 0)
      asked.progress?.(run.settled)
    }
    const now = run
    if (!asked.dryRun) await patiently(() => saveRun(db, asked.tenantId, now))
  }
  const settle = (result: BatchResult): Promise<void> => {
    early.set(result.first, result)
    turn = turn.then(settleNext)
    return turn
  }
  const end = async (): Promise<Run> => {
    await turn
    return run
  }
  return { settle, end, close: async () => rejects?.close() }
}
