/** How the system is, for those who look after it; whoever watches the whole city may ask. */
import * as wire from '../contract/system.ts'
import { mayFor } from '../domain/access/actor.ts'
import { DAY, isoOf, SECOND } from '../domain/instant.ts'
import { refuse } from '../domain/refusal.ts'
import { route } from './kernel/http/route.ts'
import { jobRuns } from './kernel/job-runs.ts'
import type { Parts } from './parts.ts'

/** The name under which a backup is remembered. */
export const BACKUP = 'backup'

export const systemRoutes = (parts: Parts, version: string) => [
  route(wire.readSystem, async ({ actor }) => {
    const { units } = (await parts.tenants.get(actor.tenantId)).directory
    if (!mayFor(actor, 'system.health', units.root.id, units)) return refuse('not-permitted')
    return { ...processOf(version, parts.now()), ...(await databaseOf(parts, actor.tenantId)) }
  }),
]

function processOf(version: string, now: number) {
  const uptimeSeconds = Math.floor(process.uptime())
  return {
    version,
    node: process.versions.node,
    startedAt: isoOf(now - uptimeSeconds * SECOND),
    uptimeSeconds,
    memoryBytes: process.memoryUsage().rss,
  }
}

const FACTS = `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
  (SELECT count(*) FROM migration) AS migrations,
  (SELECT row_to_json(m) FROM (SELECT name, applied_at FROM migration ORDER BY applied_at DESC, name DESC LIMIT 1) m) AS last,
  (SELECT row_to_json(s) FROM (SELECT no, at, encode(hash, 'hex') AS hash FROM seal WHERE tenant_id = $1 ORDER BY no DESC LIMIT 1) s) AS seal,
  (SELECT count(*) FROM event e LEFT JOIN reader r ON r.name = 'seal'
    WHERE e.tenant_id = $1 AND e.tx >= coalesce(r.tx_to, 0) AND e.id > coalesce(r.after_id, 0)) AS unsealed,
  (SELECT count(*) FROM message WHERE tenant_id = $1 AND state = 'waiting') AS "messagesWaiting",
  (SELECT count(*) FROM message WHERE tenant_id = $1 AND created_at >= $2 AND state = 'failed') AS "messagesFailed",
  (SELECT count(*) FROM webhook_delivery WHERE tenant_id = $1 AND state = 'waiting') AS "deliveriesWaiting",
  (SELECT count(*) FROM webhook_delivery WHERE tenant_id = $1 AND state = 'failed') AS "deliveriesFailed",
  (SELECT count(*) FROM file WHERE tenant_id = $1) AS files,
  (SELECT coalesce(sum(size), 0)::bigint FROM file WHERE tenant_id = $1) AS "fileBytes"`

interface Facts {
  version: string
  bytes: number
  migrations: number
  last: { name: string; applied_at: string } | null
  seal: { no: number; at: string; hash: string } | null
  unsealed: number
  messagesWaiting: number
  messagesFailed: number
  deliveriesWaiting: number
  deliveriesFailed: number
  files: number
  fileBytes: number
}

const READERS = `SELECT name, (SELECT count(*) FROM event e WHERE e.tx >= r.tx_to AND e.id > r.after_id) AS behind
  FROM reader r WHERE name NOT IN ('seal', '(epoch)') ORDER BY name`

async function databaseOf({ db, now }: Pick<Parts, 'db' | 'now'>, tenantId: number) {
  const [[facts], readers, runs] = await Promise.all([
    db.named<Facts>('system.facts', FACTS, [tenantId, isoOf(now() - 7 * DAY)]),
    db.named<{ name: string; behind: number }>('system.readers', READERS, []),
    jobRuns(db),
  ])
  const f = facts!
  const backup = runs.find(r => r.name === BACKUP)
  return {
    database: {
      kind: process.env.DATABASE_URL ? 'given' : 'embedded',
      version: f.version,
      bytes: f.bytes,
      migrations: f.migrations,
      lastMigration: f.last?.name ?? null,
      lastMigratedAt: f.last ? isoOf(Date.parse(f.last.applied_at)) : null,
    },
    seal: f.seal && { ...f.seal, at: isoOf(Date.parse(f.seal.at)) },
    unsealed: f.unsealed,
    jobs: runs.filter(r => r.name !== BACKUP).map(jobSeen),
    readers,
    messages: { waiting: f.messagesWaiting, failed: f.messagesFailed },
    deliveries: { waiting: f.deliveriesWaiting, failed: f.deliveriesFailed },
    files: { count: f.files, bytes: f.fileBytes },
    lastBackupAt: backup ? isoOf(backup.endedAt) : null,
  }
}

function jobSeen({
  name,
  beganAt,
  endedAt,
  everySeconds,
  failedAt,
  error,
}: Awaited<ReturnType<typeof jobRuns>>[number]) {
  return {
    name,
    everySeconds,
    lastRunAt: isoOf(beganAt),
    lastRunMs: endedAt - beganAt,
    nextRunAt: everySeconds === null ? null : isoOf(endedAt + everySeconds * SECOND),
    failedAt: failedAt === null ? null : isoOf(failedAt),
    error,
  }
}
