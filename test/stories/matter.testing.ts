/** One matter in the hands of the town's people: the acts of 办 and 访 in short words, for the stories. */
import assert from 'node:assert/strict'
import type { Rules } from '../../src/domain/policy/rules.ts'
import { townRules } from '../rules.ts'
import type { Answer, PersonName, UnitName, World } from '../world.ts'

const require = (tag: string, steps: Rules['steps'][number]['require']) => ({
  when: { tags: [tag] },
  require: steps,
})

/** The town's rules, with steps that a tag on the matter asks for. */
export const steppedRules: Rules = {
  ...townRules,
  steps: [
    ...townRules.steps,
    require('signed', { innerReview: true }),
    require('site', { siteCheck: true }),
    require('upward', { preliminaryReply: true, countersign: true, reportUpward: true }),
    require('quick', { centreReview: false }),
    require('unvisited', { visit: false }),
  ],
}

export interface Matter {
  number: string
  /** An act on the ticket as somebody; the answer as it comes. */
  act: (who: PersonName, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  /** The same on an assignment. */
  on: (no: number, who: PersonName, verb: string, body?: unknown) => Promise<Answer>
  /** Acts that must succeed. */
  sign: (no?: number, who?: PersonName) => Promise<void>
  contact: (no?: number, who?: PersonName) => Promise<void>
  /** Signs, contacts and replies as solved with a picture. */
  answer: (no?: number, who?: PersonName, more?: Record<string, unknown>) => Promise<void>
  accept: () => Promise<void>
  /** The visitor reaches the person. */
  visit: (answer?: Record<string, unknown>, no?: number) => Promise<Answer>
  decide: (who: PersonName, approvalNo: number, verdict: string, note?: string) => Promise<Answer>
  /** The row as it stands in the database. */
  row: () => Promise<Record<string, unknown>>
  below: (
    table: 'assignment' | 'clock' | 'approval' | 'visit' | 'review',
  ) => Promise<Record<string, unknown>[]>
  events: () => Promise<
    {
      kind: string
      facts: Record<string, unknown>
      texts: Record<string, string> | null
      actor_id: number | null
      at: number
    }[]
  >
  /** Uploaded files of these purposes. */
  files: (...purposes: string[]) => Promise<number[]>
}

export const isDone = ({ status, body }: Answer): void => assert.equal(status, 200, JSON.stringify(body))

/** Refused with a status and a code, and the field at fault when it is one. */
export function isRefused({ status, body }: Answer, code: string, expected: number, field?: string): void {
  assert.deepEqual(
    { status, code: body.code, ...(field && { field: body.field }) },
    { status: expected, code, ...(field && { field }) },
  )
}

/** A new matter, dispatched to a lead unit and any assisting ones. */
export async function matterAt(
  world: World,
  {
    to = 'roads',
    assists = [],
    target,
    ...fields
  }: { to?: UnitName; assists?: UnitName[]; target?: unknown; [field: string]: unknown } = {},
): Promise<Matter> {
  const { number } = await world.received(fields)
  const lead = { unitId: world.unit[to], role: 'lead', ...(target !== undefined && { target }) }
  const units = [lead, ...assists.map(name => ({ unitId: world.unit[name], role: 'assist' }))]
  isDone(await world.call('dispatcher', 'POST', `/appeals/${number}/dispatch`, { body: { units } }))
  return matterOf(world, number)
}

export function matterOf(world: World, number: string): Matter {
  const act: Matter['act'] = (who, path, body, headers) =>
    world.call(who, 'POST', `/appeals/${number}/${path}`, {
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
    })
  const on: Matter['on'] = (no, who, verb, body) => act(who, `assignments/${no}/${verb}`, body)
  const sign: Matter['sign'] = async (no = 1, who = 'roads') => isDone(await on(no, who, 'sign'))
  const contact: Matter['contact'] = async (no = 1, who = 'roads') =>
    isDone(
      await on(no, who, 'contact', {
        reached: true,
        how: 'phone',
        call: 'rec-1',
        note: '已与诉求人联系，约定今天下午到场。',
      }),
    )
  const id = async () =>
    (await world.db.pool.query('SELECT * FROM appeal WHERE number = $1', [number])).rows[0]
  const matter: Matter = {
    number,
    act,
    on,
    sign,
    contact,
    answer: async (no = 1, who = 'roads', more = {}) => {
      const stage = (await matter.below('assignment'))[no - 1]!.stage
      if (stage === 'assigned') await sign(no, who)
      // Whoever reports in confidence is contacted by the centre alone.
      if (stage !== 'contacted') await contact(no, (await id()).confidential ? 'dispatcher' : who)
      const body = {
        answer: '路灯已修好，恢复照明。',
        internalNote: '更换镇流器三只',
        result: 'solved',
        fileIds: await matter.files('after'),
        ...more,
      }
      isDone(await on(no, who, 'reply', body))
    },
    accept: async () => isDone(await on(1, 'dispatcher', 'accept')),
    visit: async (answer = {}, no = 1) =>
      act('visitor', `visits/${no}/attempts`, {
        outcome: 'reached',
        answer: {
          contacted: true,
          result: 'solved',
          processSatisfaction: 5,
          resultSatisfaction: 5,
          ...answer,
        },
      }),
    decide: (who, approvalNo, verdict, note) =>
      act(who, `approvals/${approvalNo}/decision`, { verdict, ...(note && { note }) }),
    row: id,
    below: async table =>
      (
        await world.db.pool.query(
          `SELECT c.* FROM ${table} c JOIN appeal a ON a.tenant_id = c.tenant_id AND a.id = c.appeal_id WHERE a.number = $1 ORDER BY c.no`,
          [number],
        )
      ).rows,
    events: async () =>
      (
        await world.db.pool.query(
          'SELECT e.* FROM event e JOIN appeal a ON a.tenant_id = e.tenant_id AND a.id = e.appeal_id WHERE a.number = $1 ORDER BY e.seq',
          [number],
        )
      ).rows,
    files: async (...purposes) => {
      const { id: appealId } = await id()
      const ids: number[] = []
      for (const purpose of purposes) {
        const { rows } = await world.db.pool.query(
          `INSERT INTO file (tenant_id, hash, size, type, name, purpose, appeal_id) VALUES ($1, '\\x00', 1, 'image/jpeg', 'p.jpg', $2, $3) RETURNING id`,
          [world.tenantId, purpose, appealId],
        )
        ids.push(rows[0].id)
      }
      return ids
    },
  }
  return matter
}
