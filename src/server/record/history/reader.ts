/** Readers of the history: each takes every event at least once, in order, in one process at a time, and skips none. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Database } from '../../kernel/database.ts'
import { endOfHistory, type HistoryEvent, nextBatch } from './tail.ts'

export interface ReaderSettings {
  name: string
  db: Database
  /** What it does with events; what it writes through `client` is committed together with the mark. Must bear repeats. */
  take: (events: HistoryEvent[], client: pg.PoolClient) => Promise<void>
  /** Where a reader that never read begins; 'beginning' when left out. */
  from?: 'beginning' | 'end'
  /** Events at once, about. */
  most?: number
  /** Milliseconds between looks. */
  every?: number
  /** After how many failures of one batch an alert is raised. */
  alertAfter?: number
  /** Told of every failure. */
  onError?: OnReaderError
}

export type OnReaderError = (error: unknown, tries: number, reader: string) => void

export interface Reader {
  /** Look now: something was committed. */
  poke: () => void
  /** Ends when the batch under way has ended. */
  close: () => Promise<void>
}

const EVERY_MS = 250
const MOST = 500
const LONGEST_PAUSE_MS = 60_000
const ALERT_AFTER = 5

/** Starts to read; goes on until it is closed. */
export function runReader(settings: ReaderSettings): Reader {
  const { every = EVERY_MS, alertAfter = ALERT_AFTER } = settings
  const stopping = new AbortController()
  let waiting = new AbortController()
  const pause = (ms: number) =>
    sleep(ms, undefined, { signal: AbortSignal.any([stopping.signal, waiting.signal]) }).catch(() => {
      waiting = new AbortController()
    })

  async function loop(): Promise<void> {
    let tries = 0
    while (!stopping.signal.aborted) {
      try {
        const began = performance.now()
        const left = await takeNext(settings)
        tries = 0
        // Catching up leaves as much time to those who wait for an answer as it takes.
        await pause(left === 'more' ? Math.min(every, performance.now() - began) : every)
      } catch (error) {
        tries += 1
        settings.onError?.(error, tries, settings.name)
        if (tries === alertAfter) await raiseAlert(settings).catch(() => {})
        // A poke doesn't cut this short: a broken batch is not worth a busy loop.
        await sleep(Math.min(LONGEST_PAUSE_MS, every * 2 ** tries), undefined, {
          signal: stopping.signal,
        }).catch(() => {})
      }
    }
  }
  const ended = loop()
  return {
    poke: () => waiting.abort(),
    close: async () => {
      stopping.abort()
      await ended
    },
  }
}

/** One batch in one transaction with its mark. `idle`: nothing new, or another process is reading. */
async function takeNext({ name, db, take, from, most = MOST }: ReaderSettings): Promise<'more' | 'idle'> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const mark = await markOf(client, name, from)
    const batch = mark && (await nextBatch(client, mark, most))
    if (batch && batch.events.length > 0) await take(batch.events, client)
    if (batch && batch.mark !== mark)
      await client.query('UPDATE reader SET tx_to = $2, after_id = $3 WHERE name = $1', [
        name,
        batch.mark.txTo,
        batch.mark.afterId,
      ])
    await client.query('COMMIT')
    return batch?.more ? 'more' : 'idle'
  } catch (error) {
    await client.query('ROLLBACK').catch((worse: Error) => {
      broken = worse
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** The mark, locked; null while another process holds it. The first to come makes it. */
async function markOf(client: pg.PoolClient, name: string, from: ReaderSettings['from']) {
  const held =
    'SELECT tx_to AS "txTo", after_id AS "afterId" FROM reader WHERE name = $1 FOR UPDATE SKIP LOCKED'
  const { rows } = await client.query<{ txTo: number; afterId: number }>(held, [name])
  if (rows[0]) return rows[0]
  const start = from === 'end' ? await endOfHistory(client) : { txTo: 0, afterId: 0 }
  const made = await client.query(
    'INSERT INTO reader (name, tx_to, after_id) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING',
    [name, start.txTo, start.afterId],
  )
  return made.rowCount === 1 ? start : null
}

/** Tells those who watch the tenant whose event stands in the way. */
async function raiseAlert({ name, db }: ReaderSettings): Promise<void> {
  const { rows } = await db.pool.query<{ txTo: number; afterId: number }>(
    'SELECT tx_to AS "txTo", after_id AS "afterId" FROM reader WHERE name = $1',
    [name],
  )
  const mark = rows[0] ?? { txTo: 0, afterId: 0 }
  const [first] = (await nextBatch(db.pool, mark, 1)).events
  if (!first) return
  await db.pool.query(
    `INSERT INTO alert (tenant_id, key, kind, appeal_id, facts, at) VALUES ($1, $2, 'readerStuck', $3, $4, now())
     ON CONFLICT (tenant_id, key) DO NOTHING`,
    [
      first.tenantId,
      `reader:${name}:${first.id}`,
      first.appealId,
      JSON.stringify({ reader: name, event: first.id }),
    ],
  )
}
