/** From the number in an address to a ticket: looks it up once, then every act goes through the door. */

import type { Contract } from '../../contract/route.ts'
import { maySee } from '../../domain/access/sight.ts'
import type { Decide } from '../../domain/record/context.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Database } from '../kernel/database.ts'
import type { Call } from '../kernel/http/route.ts'
import { answeredOnce } from '../kernel/once.ts'
import type { Done, Door } from './door.ts'
import type { Kept } from './kept.ts'

/** Numbers never change their ticket, so what was looked up once stays known; about 100 bytes each. */
const MOST_KNOWN = 50_000

export interface Tickets {
  /** The id of a number, or null. Says nothing about whether the caller may see it. */
  idOf: (tenantId: number, number: string) => Promise<number | null>
  /** Changes the ticket of a number, if the actor may see it; the same call made again is answered as it was first. */
  act: <Input>(
    call: Acting,
    number: string,
    decide: Decide<Input>,
    input: Input,
  ) => Promise<Changed | Refusal>
}

/** Who calls, with the version they saw and the key they repeat with; `issues` where the decision may issue papers. */
export type Acting = Pick<Call<Contract>, 'actor' | 'ifMatch'> &
  Partial<Pick<Call<Contract>, 'idempotency'>> & { issues?: boolean }

export interface Changed {
  number: string
  version: number
  stage: string
}

export const changedOf = ({ state }: Done): Changed => ({
  number: state.appeal.number,
  version: state.version,
  stage: state.appeal.stage,
})

/** What the door keeps of a call that names its key: how the first ticket stands after it. */
export const keptOf = ({ idempotency }: Pick<Acting, 'idempotency'>): Kept | undefined =>
  idempotency && { ...idempotency, answer: ([change]) => changedOf({ state: change!.after }) }

/** The same rule, behind the question whether the actor may see the ticket at all. */
export const ifSeen =
  <Input>(decide: Decide<Input>): Decide<Input> =>
  (state, input, context) =>
    maySee(context.actor, state, context.directory.units)
      ? decide(state, input, context)
      : refuse('not-found')

export function openTickets(db: Database, door: Door): Tickets {
  const known = new Map<string, number>()

  async function idOf(tenantId: number, number: string): Promise<number | null> {
    const key = `${tenantId}/${number}`
    const id = known.get(key)
    if (id !== undefined) return id
    const [row] = await db.named<{ id: number }>(
      'ticket.id',
      'SELECT id FROM appeal WHERE tenant_id = $1 AND number = $2',
      [tenantId, number],
    )
    if (!row) return null
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, row.id)
    return row.id
  }

  async function act<Input>(call: Acting, number: string, decide: Decide<Input>, input: Input) {
    const appealId = await idOf(call.actor.tenantId, number)
    if (appealId === null) return refuse('not-found')
    const { actor, ifMatch, issues = false } = call
    return answeredOnce(db, call, async () => {
      const kept = keptOf(call)
      const done = await door.act({ actor, appealId, decide: ifSeen(decide), input, ifMatch, kept, issues })
      return isRefusal(done) ? done : changedOf(done)
    })
  }

  return { idOf, act }
}
