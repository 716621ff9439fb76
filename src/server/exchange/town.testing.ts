/** A town to import into: files written on the spot, loaded in this process. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { openWorld, type World } from '../../../test/world.ts'
import type { HistoryEvent } from '../record/history/tail.ts'
import { type Imported, importFile } from './import-file.ts'
import type { Loader } from './loader.ts'
import { loadersHere } from './loaders.ts'
import { type Mapping, readMapping } from './mapping.ts'

export const CSV_MAPPING = `
platform: old
format: csv
dates: [iso, MM/dd/yyyy hh:mm:ss a]
unknownUnit: reject
fields:
  externalId: id
  channel: { constant: platform }
  title: title
  content: text
  receivedAt: time
  dueAt: due
  repliedAt: replied
  reply: reply
  unit: { from: unit, values: { 市政: roads, 供水: water } }
  phone: phone
`

export const CSV_HEADER = 'id,title,text,time,due,replied,reply,unit,phone'

export const mappingFrom = (text: string): Mapping => {
  const { mapping, problems } = readMapping('test.yaml', text)
  if (!mapping) throw new Error(JSON.stringify(problems))
  return mapping
}

export interface ImportTown {
  world: World
  folder: string
  /** Imports a text or bytes; `stopAfter` batches the loader fails as a killed process would. */
  bring: (
    source: string | Buffer,
    mapping: string,
    options?: { stopAfter?: number; dryRun?: boolean; name?: string },
  ) => Promise<Imported>
  rejects: (name?: string) => Promise<string>
  count: (sql: string) => Promise<number>
  close: () => Promise<void>
}

export async function openImportTown(): Promise<ImportTown> {
  const world = await openWorld()
  const folder = await mkdtemp(join(tmpdir(), 'yidan-import-'))
  const { db, tenants, keys, words, now } = world.app.parts
  const here = loadersHere({ db, tenants, tools: { keys, words }, now })
  const stopping = (left: number) => async (plan: Parameters<typeof here>[0]) => {
    const { loaders, close } = await here(plan)
    const load: Loader['load'] = async batch => {
      if (left-- <= 0) throw new Error('the process was killed')
      return loaders[0]!.load(batch)
    }
    return { loaders: [{ load }], close }
  }
  return {
    world,
    folder,
    bring: async (source, mapping, { stopAfter, dryRun = false, name = 'source' } = {}) => {
      const path = join(folder, name)
      await writeFile(path, source)
      const asked = {
        path,
        mapping: mappingFrom(mapping),
        tenantId: world.tenantId,
        rejects: join(folder, `${name}.rejects`),
        dryRun,
      }
      const done = await importFile({ db, keys }, stopAfter === undefined ? here : stopping(stopAfter), asked)
      if (!done) throw new Error('the same file is being imported')
      return done
    },
    rejects: (name = 'source') => readFile(join(folder, `${name}.rejects`), 'utf8'),
    count: async sql => Number((await db.pool.query(sql)).rows[0].count),
    close: async () => {
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The whole history as a reader gets it; unlike a reader it doesn't wait for transactions of other databases. */
export async function wholeHistory({ db }: Pick<World, 'db'>): Promise<HistoryEvent[]> {
  const { rows } = await db.pool.query<HistoryEvent>(
    `SELECT tenant_id AS "tenantId", id, tx, appeal_id AS "appealId", seq, kind, actor_kind AS "actorKind",
       actor_id AS "actorId", unit_id AS "unitId", at, recorded_at AS "recordedAt", limit_class AS "limitClass",
       policy_version AS "policyVersion", facts, changes FROM event ORDER BY id`,
  )
  return rows
}

/** Lets something that reacts to the history take all of it. */
export async function letRead(
  world: World,
  take: (events: HistoryEvent[], client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await world.db.pool.connect()
  try {
    await take(await wholeHistory(world), client)
  } finally {
    client.release()
  }
}
