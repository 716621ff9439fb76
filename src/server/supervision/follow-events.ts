/** Reads the history for what a sheet follows from – an answer sent back, dissatisfaction after a rework – and acts through the door. */
import { systemActor } from '../../domain/access/actor.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { FOLLOWED_KINDS, type FollowedKind, followUp } from '../../domain/supervision/follow-up.ts'
import type { Parts } from '../parts.ts'
import type { HistoryEvent } from '../record/history/tail.ts'
import { wordsOf } from './words.ts'

type FollowParts = Pick<Parts, 'db' | 'door'>
type Followed = HistoryEvent & { kind: FollowedKind }

const isFollowed = (event: HistoryEvent): event is Followed =>
  (FOLLOWED_KINDS as readonly string[]).includes(event.kind)

/** For a reader of the history. A repeat does nothing: the sheet remembers the event. */
export const takeForSheets =
  (parts: FollowParts) =>
  async (events: readonly HistoryEvent[]): Promise<void> => {
    for (const event of events.filter(isFollowed)) await follow(parts, event)
  }

async function follow({ db, door }: FollowParts, { tenantId, appealId, kind, seq, facts }: Followed) {
  const words = (await wordsOf(db, tenantId, [appealId]))(appealId)
  const assignmentNo = facts.assignmentNo === undefined ? null : Number(facts.assignmentNo)
  const done = await door.act({
    actor: systemActor(tenantId),
    appealId,
    decide: followUp,
    input: { kind, seq, assignmentNo, words },
    issues: true,
  })
  // A ticket that is gone has no sheets; one that keeps changing is read again.
  if (isRefusal(done) && done.refused !== 'not-found') throw new Error(done.refused)
}
