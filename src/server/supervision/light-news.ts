/** 亮灯提醒: the latest changes of colour of what somebody watches, of tickets they may see. */
import { type Actor, reachOf } from '../../domain/access/actor.ts'
import { maySee } from '../../domain/access/sight.ts'
import { isoOf } from '../../domain/instant.ts'
import { WATCHED } from '../../domain/messaging/ladder-messages.ts'
import { isRunning } from '../../domain/record/clocks.ts'
import type { Database } from '../kernel/database.ts'
import type { Parts } from '../parts.ts'
import { loadTickets } from '../record/load.ts'
import { namesOf } from '../record/read/names.ts'

const MOST = 30

interface Watch {
  unitId: number
  below: boolean
  lights: string[]
  seenId: number
}

const WATCH = `SELECT unit_id AS "unitId", below, lights, seen_id AS "seenId" FROM light_watch
  WHERE tenant_id = $1 AND person_id = $2`

interface Lit {
  id: number
  appealId: number
  unitId: number
  clockNo: number
  light: 'green' | 'yellow' | 'red'
  at: number
}

// A few probes of the index for each unit and colour, however long its history.
const NEWS = `SELECT e.* FROM unnest($2::bigint[]) AS u(unit_id) CROSS JOIN unnest($3::text[]) AS l(light)
  CROSS JOIN LATERAL (SELECT e.id, e.appeal_id AS "appealId", e.unit_id AS "unitId", (e.facts ->> 'clockNo')::int AS "clockNo",
    e.facts ->> 'light' AS light, e.at FROM event e
    WHERE e.tenant_id = $1 AND e.kind = 'clock.lit' AND e.unit_id = u.unit_id AND e.facts ->> 'light' = l.light
      AND e.facts ->> 'kind' = ANY($4) ORDER BY e.id DESC LIMIT ${MOST}) e ORDER BY e.id DESC LIMIT ${MOST}`

/** Of a ticket that its unit no longer has nothing is shown. */
export async function lightNews({ db, door }: Parts, actor: Actor) {
  const { tenantId, personId } = actor
  const [watch] = await db.named<Watch>('watch.own', WATCH, [tenantId, personId])
  if (!watch || watch.lights.length === 0) return { unread: 0, items: [] }
  const { directory } = await door.context(actor)
  const { units } = directory
  const tops = reachOf(actor, 'appeal.read')
  const within = units.all
    .map(u => u.id)
    .filter(id => (watch.below ? units.isWithin(id, watch.unitId) : id === watch.unitId))
    .filter(id => tops.some(top => units.isWithin(id, top)))
  const lit = await db.named<Lit>('watch.news', NEWS, [tenantId, within, watch.lights, WATCHED])
  const loaded = await loadTickets(db, tenantId, [...new Set(lit.map(l => l.appealId))])
  const states = new Map(loaded.map(l => [l.state.id, l.state]))
  const names = namesOf(directory)
  const items = lit.flatMap(({ id, appealId, unitId, clockNo, light, at }) => {
    const state = states.get(appealId)
    const clock = state?.clocks.find(c => c.no === clockNo)
    if (!state || !clock || !maySee(actor, state, units)) return []
    return {
      id,
      isRead: id <= watch.seenId,
      number: state.appeal.number,
      title: state.appeal.title,
      light,
      limit: clock.kind,
      unit: names.unit(unitId),
      at: isoOf(at),
      dueAt: isoOf(clock.dueAt),
      isOver: !isRunning(clock),
    }
  })
  return { unread: items.filter(i => !i.isRead).length, items }
}

export async function seeLights(db: Database, { tenantId, personId }: Actor, upTo: number): Promise<null> {
  await db.named(
    'watch.seen',
    'UPDATE light_watch SET seen_id = greatest(seen_id, $3) WHERE tenant_id = $1 AND person_id = $2',
    [tenantId, personId, upTo],
  )
  return null
}
