/** What changes, pushed to open pages: which ticket, never who or what about. One tail per process feeds all of them. */
import { PassThrough } from 'node:stream'
import { type Actor, reachOf } from '../../../domain/access/actor.ts'
import type { UnitTree } from '../../../domain/directory/units.ts'
import type { Parts } from '../../parts.ts'
import { endOfHistory, type HistoryEvent, type Mark, nextBatch } from '../history/tail.ts'

/** One change of a ticket, as it is pushed. */
export interface Pushed {
  /** `tx.id`: where a page that was away goes on. */
  at: string
  tenantId: number
  number: string
  version: number
  kind: string
  stage: string
  /** Of a change of colour: the light that came on. */
  light?: string
  /** Units that have to do with the ticket. */
  units: number[]
}

const EVERY_MS = 250
const HEARTBEAT_MS = 15_000
const AT_ONCE = 500
/** What a page that was away is told at most; beyond it starts afresh. */
const MOST_MISSED = 1000
/** A page that doesn't read is let go. */
const MOST_BUFFERED = 256 * 1024

type Listener = (pushed: readonly Pushed[]) => void

export interface Feed {
  /** Answers what ends the listening; `onClose` is called when the feed closes first. */
  listen: (listener: Listener, onClose: () => void) => () => void
  /** What came after that position; null when it is unknown or too much. */
  since: (at: string) => Promise<Pushed[] | null>
  close: () => void
}

/** Reads the history only while somebody listens. */
export function openFeed({ db, door }: Pick<Parts, 'db' | 'door'>): Feed {
  const listeners = new Map<Listener, () => void>()
  let mark: Mark | null = null
  let timer: NodeJS.Timeout | undefined
  let isReading = false

  async function read(): Promise<void> {
    clearTimeout(timer)
    if (isReading || listeners.size === 0) return
    isReading = true
    try {
      for (let more = true; more && listeners.size > 0; ) {
        mark ??= await endOfHistory(db.pool)
        const batch = await nextBatch(db.pool, mark, AT_ONCE)
        mark = batch.mark
        more = batch.more
        if (batch.events.length > 0) tell(await pushedOf(db, batch.events))
      }
    } catch {
      // The database is away; the next turn goes on from the same mark.
    } finally {
      isReading = false
      if (listeners.size > 0) timer = setTimeout(() => void read(), EVERY_MS).unref()
      else mark = null
    }
  }
  const tell = (pushed: readonly Pushed[]) => {
    for (const listener of listeners.keys()) listener(pushed)
  }
  door.onCommitted(() => void read())

  return {
    listen: (listener, onClose) => {
      listeners.set(listener, onClose)
      void read()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        // The next page begins where the history is then; what is being read ends by itself.
        clearTimeout(timer)
        mark = null
      }
    },
    since: at => missedSince(db, at),
    close: () => {
      for (const onClose of listeners.values()) onClose()
      listeners.clear()
      clearTimeout(timer)
    },
  }
}

async function missedSince(db: Parts['db'], at: string): Promise<Pushed[] | null> {
  const [, tx, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(at) ?? []
  if (tx === undefined) return null
  const end = await endOfHistory(db.pool)
  const { events, more } = await nextBatch(db.pool, { txTo: Number(tx), afterId: end.afterId }, MOST_MISSED)
  if (more || Number(tx) > end.txTo) return null
  return pushedOf(
    db,
    events.filter(e => e.tx > Number(tx) || e.id > Number(id)),
  )
}

const TICKETS = `SELECT a.tenant_id AS "tenantId", a.id, a.number, a.stage, a.owner_unit_id AS "ownerUnitId",
  (SELECT coalesce(json_agg(u.unit_id), '[]') FROM (
    SELECT s.unit_id FROM assignment s WHERE s.tenant_id = a.tenant_id AND s.appeal_id = a.id
    UNION SELECT r.unit_id FROM sheet_recipient r WHERE r.tenant_id = a.tenant_id AND r.appeal_id = a.id) u) AS units
  FROM unnest($1::bigint[], $2::bigint[]) AS k(tenant_id, id) JOIN appeal a USING (tenant_id, id)`

interface TicketRow {
  tenantId: number
  id: number
  number: string
  stage: string
  ownerUnitId: number
  units: number[]
}

async function pushedOf(db: Parts['db'], events: readonly HistoryEvent[]): Promise<Pushed[]> {
  const keys = [...new Map(events.map(e => [`${e.tenantId}/${e.appealId}`, e])).values()]
  const rows = await db.named<TicketRow>('feed.tickets', TICKETS, [
    keys.map(e => e.tenantId),
    keys.map(e => e.appealId),
  ])
  const byKey = new Map(rows.map(r => [`${r.tenantId}/${r.id}`, r]))
  return events.flatMap(e => {
    const ticket = byKey.get(`${e.tenantId}/${e.appealId}`)
    if (!ticket) return []
    const { number, stage, ownerUnitId, units } = ticket
    return {
      at: `${e.tx}.${e.id}`,
      tenantId: e.tenantId,
      number,
      version: e.seq,
      kind: e.kind,
      stage,
      ...(e.kind === 'clock.lit' && { light: String(e.facts.light) }),
      units: [ownerUnitId, ...units],
    }
  })
}

const maySeeOne = (actor: Actor, units: UnitTree) => {
  const tops = reachOf(actor, 'appeal.read')
  return (p: Pushed) =>
    p.tenantId === actor.tenantId && p.units.some(unit => tops.some(top => units.isWithin(unit, top)))
}

const written = ({ at, number, version, kind, stage, light }: Pushed): string =>
  `id: ${at}\nevent: appeal\ndata: ${JSON.stringify({ number, version, kind, stage, light })}\n\n`

export interface Following {
  actor: Actor
  units: UnitTree
  /** Last-Event-ID of a page that was away. */
  lastSeen: string | undefined
  /** Who calls, asked anew: null when the session has ended. */
  again: () => Promise<Actor | null>
}

/** The stream of one page; ends when the page goes, doesn't read, or its session has ended. */
export function followChanges(feed: Feed, { actor, units, lastSeen, again }: Following): PassThrough {
  const out = new PassThrough()
  let mayBeSeen = maySeeOne(actor, units)
  const send = (text: string) => {
    if (!out.writableEnded) out.write(text)
    if (out.writableLength > MOST_BUFFERED) out.end()
  }
  send('retry: 2000\n\n')
  const sendAll = (pushed: readonly Pushed[]) => {
    const text = pushed.filter(mayBeSeen).map(written).join('')
    if (text) send(text)
  }
  // While the past is looked up, what comes waits behind it.
  let held: Pushed[] | null = lastSeen === undefined ? null : []
  // What it missed may be on its way to all pages too.
  const known = new Set<string>()
  const stop = feed.listen(
    pushed => (held ? void held.push(...pushed) : sendAll(pushed.filter(p => !known.has(p.at)))),
    () => out.end(),
  )
  if (lastSeen !== undefined)
    void feed
      .since(lastSeen)
      .catch(() => null)
      .then(missed => {
        if (missed === null) send('event: reset\ndata: {}\n\n')
        else sendAll(missed)
        for (const { at } of missed ?? []) known.add(at)
        const rest = held?.filter(p => !known.has(p.at)) ?? []
        held = null
        sendAll(rest)
      })
  const beat = setInterval(async () => {
    const present = await again().catch(() => actor)
    if (!present) return out.end()
    mayBeSeen = maySeeOne(present, units)
    send(': still here\n\n')
  }, HEARTBEAT_MS).unref()
  out.once('close', () => {
    stop()
    clearInterval(beat)
  })
  return out
}
