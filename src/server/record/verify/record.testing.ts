/** A record with a row in every table, sealed, and the means to change it by hand behind the program's back. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { openWorld, type World } from '../../../../test/world.ts'
import { systemActor } from '../../../domain/access/actor.ts'
import { Draft } from '../../../domain/record/draft.ts'
import { sendSheet } from '../../../domain/supervision/send-sheet.ts'
import { sealAll } from '../seal/seal.ts'
import { tenantsWithContacts } from '../seal/sealed-contacts.ts'
import { type Verdict, verifyIn, verifyRecord } from './verify.ts'

export interface TestRecord {
  world: World
  numbers: string[]
  /** Verifies what stands in the database. */
  verdict: (seal?: string) => Promise<Verdict>
  /** Verifies after `change`, made as somebody with all rights would; nothing of it stays. */
  after: (change: (client: pg.ClientBase) => Promise<unknown>, seal?: string) => Promise<Verdict>
  close: () => Promise<void>
}

export async function openRecord(): Promise<TestRecord> {
  const world = await openWorld()
  const { db, app } = world
  const settings = { db, keys: app.parts.keys }
  const numbers: string[] = []
  for (let i = 0; i < 3; i++) {
    const { number } = await world.dispatched('roads', {
      appellant: { name: '王小明', phone: `1381234567${i}`, idNumber: '11010519491231002X' },
    })
    await fill(world, number)
    numbers.push(number)
    if (i === 1) await sealed(world)
  }
  await sealed(world)
  const after: TestRecord['after'] = async (change, seal) => {
    const client = await db.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query('SET LOCAL session_replication_role = replica')
      await change(client)
      return await verifyIn(client, { ...settings, seal })
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }
  return { world, numbers, after, verdict: seal => verifyRecord({ ...settings, seal }), close: world.close }
}

/** Waits for transactions of other databases on the server, which hold back whoever reads the history. */
export async function settled({ db }: Pick<World, 'db'>): Promise<void> {
  for (;;) {
    const { rows } = await db.pool.query(
      `SELECT count(*) AS n FROM event, pg_current_snapshot() s
       WHERE tx >= pg_snapshot_xmin(s)::text::bigint AND tx <= pg_snapshot_xmax(s)::text::bigint`,
    )
    if (rows[0].n === 0) return
    await sleep(5)
  }
}

/** Seals everything at once. */
export async function sealed(world: Pick<World, 'db'>): Promise<void> {
  do {
    await settled(world)
    await sealAll(world.db)
    // Contacts have no history to wait for.
  } while ((await tenantsWithContacts(world.db.pool)).length > 0)
}

/** Gives a ticket an approval, a visit, a review and a sheet, through the door like everything else. */
async function fill(world: World, number: string): Promise<void> {
  const { tickets, door } = world.app.parts
  const appealId = (await tickets.idOf(world.tenantId, number))!
  const actor = (await world.app.parts.gate.presence.actorOf(world.token('roads')))!
  const at = world.clock.now()
  const unitId = world.unit.roads
  const words = { title: null, summary: null }
  const input = { kind: 'taskNotice' as const, words }
  await door.act({
    actor: systemActor(world.tenantId),
    appealId,
    decide: sendSheet,
    input,
    issues: true,
  })
  await door.act({
    actor,
    appealId,
    input: null,
    decide: (state, _, { now }) =>
      new Draft(state, now)
        .step('approval.asked', { unitId, texts: { reason: '需要停电作业' } }, t => {
          t.approvals = [
            {
              no: 1,
              kind: 'extension',
              assignmentNo: 1,
              unitId,
              askedBy: actor.personId,
              askedAt: at,
              reason: 'complexWorks',
              wanted: { limit: '5wd' },
              decidedWith: 'approve.extension',
              verdict: null,
              decidedBy: null,
              decidedAt: null,
            },
          ]
        })
        .step('visit.attempted', { unitId }, t => {
          t.visits = [
            {
              no: 1,
              dueAt: at,
              attempts: 1,
              lastAttemptAt: at,
              nextAttemptAt: null,
              outcome: 'reached',
              contacted: true,
              result: null,
              processSatisfaction: 4,
              resultSatisfaction: 5,
              visitorId: actor.personId,
              endedAt: null,
            },
          ]
        })
        .step('review.given', { unitId }, t => {
          t.reviews = [{ no: 1, givenAt: at, stars: 5, dimensions: { speed: 5 }, via: 'web' }]
        })
        .change(),
  })
}
