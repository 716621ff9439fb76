/** A contact as it goes over the wire. */
import { isoOf } from '../../domain/instant.ts'
import type { StoredContact } from './contacts.ts'

export const contactSeen = (c: StoredContact) => ({
  id: c.id,
  channelId: c.channelId,
  externalId: c.externalId,
  at: isoOf(c.at),
  endedAt: c.endedAt === null ? null : isoOf(c.endedAt),
  outcome: c.outcome,
  intent: c.intent,
  kind: c.kind,
  agentId: c.agentId,
  appeal: c.appeal,
  articleId: c.articleId,
  articleVersion: c.articleVersion,
  reason: c.reason,
  answer: c.answer,
  stars: c.stars,
  waitSeconds: c.waitSeconds,
  talkSeconds: c.talkSeconds,
  organisationId: c.organisationId,
  mark: c.note,
})
