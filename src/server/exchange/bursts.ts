/** 扎堆: what waits for dispatch, put together by what it is about. Nothing is kept: heaps follow from the tickets as they stand. */
import type { readHeap as heapWire, readBursts as readWire } from '../../contract/bursts.ts'
import { type Actor, reachOf } from '../../domain/access/actor.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import { HOUR, type Instant, isoOf } from '../../domain/instant.ts'
import { DOUBTFUL, type Heap, heapsOf, type Waiting } from '../../domain/intake/bursts.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'
import type { Call } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'
import { namesOf } from '../record/read/names.ts'
import { wordsOf } from '../supervision/words.ts'

/** So many are looked at; a city has never had as many waiting. */
const MOST = 5000
const LEAST = 5

interface Row extends Waiting {
  number: string
  title: string | null
  platform: string | null
  messageId: string | null
}

// One range of the index of receipt; what was dispatched meanwhile is passed over.
const WAITING = (
  ofPlatform: boolean,
) => `SELECT a.id, a.number, a.title, a.category_id AS "categoryId", a.region_id AS "regionId",
  a.grid_id AS "gridId", a.lng, a.lat, a.received_at AS "receivedAt", a.external_platform AS platform,
  a.external_id AS "messageId", s.bands
FROM appeal a JOIN appeal_search s ON s.tenant_id = a.tenant_id AND s.appeal_id = a.id
WHERE a.tenant_id = $1 AND a.received_at >= $2 AND a.stage = 'received' AND a.ended_at IS NULL AND NOT a.confidential
  AND ${IS_APPEAL('a.kind')} AND a.owner_unit_id = ANY ($3::bigint[])${ofPlatform ? ' AND a.external_platform = $5' : ''}
ORDER BY a.received_at DESC, a.id DESC LIMIT $4`

const RECEIVED = (
  ofPlatform: boolean,
) => `SELECT count(*)::int AS n FROM appeal a WHERE a.tenant_id = $1 AND a.received_at >= $2
  AND a.owner_unit_id = ANY ($3::bigint[])${ofPlatform ? ' AND a.external_platform = $4' : ''}`

interface Asked {
  tenantId: number
  owners: number[]
  since: Instant
  platform: string | undefined
}

const ownersOf = (actor: Actor, { units }: Directory): number[] => {
  const tops = reachOf(actor, 'appeal.dispatch')
  return units.all.map(u => u.id).filter(id => tops.some(top => units.isWithin(id, top)))
}

const waitingOf = (db: Database, { tenantId, owners, since, platform }: Asked): Promise<Row[]> =>
  db.named<Row>(`bursts.waiting${platform === undefined ? '' : '.of'}`, WAITING(platform !== undefined), [
    tenantId,
    isoOf(since),
    owners,
    MOST + 1,
    ...(platform === undefined ? [] : [platform]),
  ])

async function lastHourOf(
  db: Database,
  { tenantId, owners, platform }: Asked,
  now: Instant,
): Promise<number> {
  const [row] = await db.named<{ n: number }>(
    `bursts.received${platform === undefined ? '' : '.of'}`,
    RECEIVED(platform !== undefined),
    [tenantId, isoOf(now - HOUR), owners, ...(platform === undefined ? [] : [platform])],
  )
  return row!.n
}

async function heapsNow(parts: Parts, actor: Actor, hours = 1, platform: string | undefined) {
  const { directory } = await parts.tenants.get(actor.tenantId)
  const now = parts.now()
  const asked = {
    tenantId: actor.tenantId,
    owners: ownersOf(actor, directory),
    since: now - hours * HOUR,
    platform,
  }
  const [rows, lastHour] = await Promise.all([waitingOf(parts.db, asked), lastHourOf(parts.db, asked, now)])
  const looked = rows.slice(0, MOST)
  const byId = new Map(looked.map(row => [row.id, row]))
  return { directory, lastHour, rows: looked, byId, cut: rows.length > MOST, heaps: heapsOf(looked) }
}

export async function readBursts(parts: Parts, { actor, query }: Call<typeof readWire>) {
  const { hours, platform, least = LEAST } = query
  const { directory, lastHour, rows, byId, cut, heaps } = await heapsNow(parts, actor, hours, platform)
  const large = heaps.filter(h => h.members.length >= least)
  return {
    lastHour,
    waiting: rows.length,
    cut,
    alone: rows.length - large.reduce((n, h) => n + h.members.length, 0),
    heaps: large.map(heap => heapSeen(heap, byId, directory)),
  }
}

/** Most members shown; a larger heap is settled in turns. */
const SHOWN = 1000

export async function readHeap(parts: Parts, { actor, query, params }: Call<typeof heapWire>) {
  const { directory, byId, heaps } = await heapsNow(parts, actor, query.hours, query.platform)
  const heap = heaps.find(h => h.members.some(m => byId.get(m.id)?.number === params.head))
  if (!heap) return refuse('not-found')
  const members = [...heap.members].sort((a, b) => a.agree - b.agree || a.id - b.id).slice(0, SHOWN)
  const words = await wordsOf(
    parts.db,
    actor.tenantId,
    members.map(m => m.id),
  )
  const names = namesOf(directory)
  return {
    heap: heapSeen(heap, byId, directory),
    members: members.map(({ id, agree }) => {
      const row = byId.get(id)!
      return {
        number: row.number,
        title: row.title,
        summary: words(id).summary,
        receivedAt: isoOf(row.receivedAt),
        platform: row.platform,
        messageId: row.messageId,
        category: namedOf(names.category(row.categoryId)),
        region: names.region(row.regionId),
        likeness: Math.round(Math.cbrt(agree / 16) * 100) / 100,
        doubtful: agree < DOUBTFUL,
      }
    }),
  }
}

const namedOf = (category: { id: number; name: string } | null) =>
  category && { id: category.id, name: category.name }

/** What most of them say. */
function commonest<T>(values: readonly (T | null)[]): T | null {
  const counts = new Map<T, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function heapSeen(heap: Heap, byId: ReadonlyMap<number, Row>, directory: Directory) {
  const rows = heap.members.map(m => byId.get(m.id)!)
  const names = namesOf(directory)
  const head = byId.get(heap.headId)!
  return {
    head: head.number,
    title: head.title,
    size: rows.length,
    doubtful: heap.members.filter(m => m.agree < DOUBTFUL).length,
    firstAt: isoOf(heap.firstAt),
    lastAt: isoOf(heap.lastAt),
    category: namedOf(names.category(commonest(rows.map(r => r.categoryId)))),
    region: names.region(commonest(rows.map(r => r.regionId))),
    platforms: [...new Set(rows.flatMap(r => r.platform ?? []))],
  }
}
