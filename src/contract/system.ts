/** How the system is, for its administrators: the database, seals, jobs, readers, outbox, files. Nothing about people. */
import Type from 'typebox'
import { closed, contract, Moment, nullable } from './route.ts'

const N = Type.Integer()
const When = nullable(Moment)

export const readSystem = contract({
  name: 'readSystem',
  method: 'GET',
  path: '/system',
  tag: '系统 system',
  summary: '系统状态 How the system is: versions, database, seals, jobs, readers, outbox, files, memory',
  may: 'system.health',
  answer: closed({
    version: Type.String(),
    node: Type.String(),
    startedAt: Moment,
    uptimeSeconds: N,
    memoryBytes: N,
    database: closed({
      kind: Type.String({ enum: ['embedded', 'given'], description: 'Its own, or that of DATABASE_URL.' }),
      version: Type.String(),
      bytes: N,
      migrations: N,
      lastMigration: nullable(Type.String()),
      lastMigratedAt: When,
    }),
    seal: nullable(closed({ no: N, at: Moment, hash: Type.String({ description: 'In hex; for paper.' }) })),
    unsealed: Type.Integer({ description: 'Events that wait for the next seal.' }),
    jobs: Type.Array(
      closed({
        name: Type.String(),
        everySeconds: nullable(N),
        lastRunAt: Moment,
        lastRunMs: N,
        nextRunAt: When,
        failedAt: nullable(Type.String({ format: 'date-time', description: 'The last failure, if ever.' })),
        error: nullable(Type.String({ description: 'Its code.' })),
      }),
    ),
    readers: Type.Array(
      closed({ name: Type.String(), behind: Type.Integer({ description: 'Events to take.' }) }),
    ),
    messages: closed({ waiting: N, failed: Type.Integer({ description: 'Of the last seven days.' }) }),
    deliveries: closed({ waiting: N, failed: N }),
    files: closed({ count: N, bytes: N }),
    lastBackupAt: When,
  }),
  refusals: ['not-signed-in', 'not-permitted'],
})
