/** What the stories of the ladder share: the jobs and readers run by hand, gateways that write down what they got. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { deliverMessages } from '../src/server/messaging/deliver.ts'
import { type Gateways, gatewaysFrom } from '../src/server/messaging/gateways.ts'
import { makeCalls } from '../src/server/messaging/make-calls.ts'
import { takeForMessages } from '../src/server/messaging/take-events.ts'
import { type HistoryEvent, nextBatch } from '../src/server/record/history/tail.ts'
import { deliverToRobots } from '../src/server/robots/deliver.ts'
import { takeForSheets } from '../src/server/supervision/follow-events.ts'
import { sweepLights } from '../src/server/supervision/sweep.ts'
import type { World } from './world.ts'

/** Every event so far; a transaction in another database of the same server may hold the last ones back for a moment. */
export async function wholeHistory({ db }: World): Promise<HistoryEvent[]> {
  for (;;) {
    const { rows } = await db.pool.query('SELECT count(*) AS n FROM event')
    const { events } = await nextBatch(db.pool, { txTo: 0, afterId: 0 }, 100_000)
    if (events.length === rows[0].n) return events
    await sleep(20)
  }
}

export interface Heard {
  to: string
  text: string
  key: string
  /** By the town's clock. */
  at: number
}

export interface Listening {
  url: string
  heard: Heard[]
  /** What it answers next; `{}` when there is nothing more. */
  answers: object[]
  close: () => void
}

/** A gateway that takes everything. */
export async function listenIn(world: World): Promise<Listening> {
  const heard: Heard[] = []
  const answers: object[] = []
  const server = http.createServer(async (request, response) => {
    heard.push({ ...((await json(request)) as Omit<Heard, 'at'>), at: world.clock.now() })
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answers.shift() ?? {}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url, heard, answers, close }
}

export const gatewaysTo = (sms: Listening, voice: Listening, secret = 'town'): Gateways =>
  gatewaysFrom({ YIDAN_SMS_URL: sms.url, YIDAN_VOICE_URL: voice.url, YIDAN_VOICE_SECRET: secret })

/** Everything that comes back by itself, once each: as the server would at this moment. */
export async function turn(world: World, gateways: Gateways): Promise<void> {
  const parts = { ...world.app.parts, gateways, privateToo: true }
  const { signal } = new AbortController()
  await sweepLights(parts)
  await takeForSheets(parts)(await wholeHistory(world))
  const client = await world.db.pool.connect()
  try {
    await takeForMessages(parts)(await wholeHistory(world), client)
  } finally {
    client.release()
  }
  await deliverMessages(parts).run(signal)
  await makeCalls(parts).run(signal)
  await deliverToRobots(parts).run(signal)
}

/** Gives people of the town a phone each, so that they can be reached: the last digits say who it is. */
export async function givePhones(world: World, phones: Partial<Record<keyof World['person'], string>>) {
  for (const [name, phone] of Object.entries(phones))
    await world.db.pool.query('UPDATE person SET phone = $2 WHERE id = $1', [
      world.person[name as 'roads'],
      phone,
    ])
}

/** What happened to a ticket, as its kinds with the facts that tell one from another. */
export async function toldOf(world: World, number: string): Promise<string[]> {
  const { rows } = await world.db.pool.query(
    `SELECT e.kind, e.facts FROM event e JOIN appeal a ON a.tenant_id = e.tenant_id AND a.id = e.appeal_id
     WHERE a.number = $1 ORDER BY e.seq`,
    [number],
  )
  return rows.map(({ kind, facts: f }) =>
    [kind, kind.startsWith('sheet') ? f.kind : null, f.light, f.rung, f.outcome, f.supervision]
      .filter(Boolean)
      .join(' '),
  )
}
