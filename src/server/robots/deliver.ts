/** Tells the groups what waits for them in the outbox: several lines at once, at most twenty times a minute, again after a failure. */
import { DAY, isoOf, SECOND } from '../../domain/instant.ts'
import { MOST_TRIES, nextTry } from '../../domain/messaging/back-off.ts'
import type { RobotKind } from '../../domain/vocabulary.ts'
import { raiseAlert } from '../kernel/alerts.ts'
import type { Job } from '../kernel/jobs.ts'
import type { Parts } from '../parts.ts'
import { SECRET_CONTEXT, URL_CONTEXT } from './robots.ts'
import { say } from './say.ts'

export type RobotParts = Pick<Parts, 'db' | 'keys' | 'now' | 'tenants'> & {
  /** Also to private addresses and over plain HTTP (YIDAN_WEBHOOK_PRIVATE=on). */
  privateToo: boolean
}

interface Ready {
  tenantId: number
  id: number
  kind: RobotKind
  url: Buffer
  secret: Buffer | null
  failures: number
}

interface Line {
  id: number
  body: Buffer
}

/** Both messengers take twenty messages a minute from one robot. */
const PACE = 3 * SECOND
/** Lines of one message: within the 2048 bytes that WeCom takes. */
const AT_ONCE = 20
const LONGEST = 2000

const READY = `SELECT r.tenant_id AS "tenantId", r.id, r.kind, r.url_enc AS url, r.secret_enc AS secret, r.failures FROM robot r
  WHERE r.active AND (r.rests_until IS NULL OR r.rests_until <= $1) AND EXISTS (SELECT FROM message m
    WHERE m.tenant_id = r.tenant_id AND m.robot_id = r.id AND m.state = 'waiting' AND m.next_at <= $1) ORDER BY r.rests_until NULLS FIRST`

const WAITING = `SELECT id, body_enc AS body FROM message WHERE tenant_id = $1 AND robot_id = $2 AND state = 'waiting'
  AND next_at <= $3 ORDER BY next_at, id LIMIT ${AT_ONCE}`

// A colour of yesterday is no news; also what waits for a group that was stopped or is gone.
const STALE = `UPDATE message SET state = 'failed', error = 'too old' WHERE robot_id IS NOT NULL AND state = 'waiting'
  AND next_at < $1`

export const deliverToRobots = (parts: RobotParts): Job => ({
  name: 'deliver-to-robots',
  everySeconds: 3,
  long: true,
  run: async signal => {
    await parts.db.named('robot.stale', STALE, [isoOf(parts.now() - DAY)])
    const robots = await parts.db.named<Ready>('robot.ready', READY, [isoOf(parts.now())])
    if (!signal.aborted) await Promise.all(robots.map(robot => tell(parts, robot)))
  },
})

async function tell(parts: RobotParts, robot: Ready): Promise<void> {
  const { db, keys, now, privateToo } = parts
  const { tenantId, id, kind } = robot
  const waiting = await db.named<Line>('robot.waiting', WAITING, [tenantId, id, isoOf(now())])
  const lines = fitting(waiting.map(row => ({ id: row.id, text: opened(parts, row.body) })))
  // A lost secret: neither the group nor what it was to be told can be read any more.
  const url = opened(parts, robot.url, URL_CONTEXT)
  const secret = robot.secret && keys.decrypt(robot.secret, SECRET_CONTEXT)
  const text = lines.map(l => l.text ?? '').join('\n')
  const error =
    url === null
      ? 'sealed with a secret that is lost'
      : await say({ kind, url, secret, text, at: now(), privateToo })
  await settle(parts, robot, { ids: lines.map(l => l.id), error })
}

/** As many as go into one message; at least one. */
function fitting<L extends { text: string | null }>(lines: readonly L[]): L[] {
  let length = 0
  return lines.filter(({ text }, i) => {
    length += Buffer.byteLength(text ?? '') + 1
    return i === 0 || length <= LONGEST
  })
}

function opened({ keys }: RobotParts, sealed: Buffer, context = 'message.body'): string | null {
  try {
    return keys.decrypt(sealed, context)
  } catch {
    return null
  }
}

const SETTLE = `WITH told AS (UPDATE message SET attempts = attempts + 1, error = $4,
    state = CASE WHEN $4::text IS NULL THEN 'sent' WHEN attempts + 1 >= ${MOST_TRIES} THEN 'failed' ELSE 'waiting' END,
    sent_at = CASE WHEN $4::text IS NULL THEN $5::timestamptz END
    WHERE tenant_id = $1 AND id = ANY($3::bigint[]) AND state = 'waiting')
  UPDATE robot SET failures = CASE WHEN $4::text IS NULL THEN 0 ELSE failures + 1 END, rests_until = $6
  WHERE tenant_id = $1 AND id = $2`

/** A group that takes nothing rests as a whole, longer each time. */
async function settle(
  { db, now }: RobotParts,
  { tenantId, id, failures }: Ready,
  { ids, error }: { ids: number[]; error: string | null },
): Promise<void> {
  const at = now()
  const rests = error === null ? at + PACE : Math.max(at + PACE, nextTry(at, failures + 1, Math.random()))
  await db.named('robot.settle', SETTLE, [tenantId, id, ids, error, isoOf(at), isoOf(rests)])
  if (error === null || failures + 1 < MOST_TRIES) return
  const key = `robot:${id}:${Math.floor(at / DAY)}`
  await raiseAlert(db, { tenantId, key, kind: 'robotFailed', facts: { robot: id, error }, at })
}
