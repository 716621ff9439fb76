/** What an appellant sees of an appeal: where it stands, who has it until when, and what happened so far. */

import type { Actor } from '../../domain/access/actor.ts'
import { DAY, type Instant, isoOf } from '../../domain/instant.ts'
import { type HistoryRow, progressOf, stageWords } from '../../domain/intake/progress.ts'
import type { Reason } from '../../domain/policy/rules.ts'
import { whyNotReview } from '../../domain/visits/give-review.ts'
import { whyNotReopen } from '../../domain/visits/reopen-appeal.ts'
import type { Kind, Stage } from '../../domain/vocabulary.ts'
import { CAME_WITH_IT } from '../messaging/recipients.ts'
import type { Parts } from '../parts.ts'
import { filesOfAppellant } from '../record/appellants.ts'
import { loadTickets } from '../record/load.ts'
import { viewsByUnit } from '../record/read/view-log.ts'

interface Row {
  id: number
  number: string
  version: number
  stage: Stage
  kind: Kind
  title: string | null
  receivedAt: Instant
  endedAt: Instant | null
  askedAt: Instant | null
  refusalReason: string | null
  mergedInto: string | null
  /** Of the ticket that answers: the one it was merged into, or itself. */
  answeringId: number
  leadUnitId: number | null
  dueAt: Instant | null
  parentId: number | null
  ownTitle: string | null
}

// The signpost leads on to the ticket that is really handled.
const FOLLOW = `
WITH RECURSIVE way AS (
  SELECT id, merged_into_id, 0 AS step FROM appeal WHERE tenant_id = $1 AND id = $2
  UNION ALL SELECT a.id, a.merged_into_id, way.step + 1 FROM appeal a JOIN way ON a.tenant_id = $1 AND a.id = way.merged_into_id
  WHERE way.step < 20
), answering AS (SELECT a.* FROM way JOIN appeal a ON a.tenant_id = $1 AND a.id = way.id ORDER BY way.step DESC LIMIT 1)
SELECT a.id, a.number, a.version, a.stage, a.kind, a.title, a.received_at AS "receivedAt", a.ended_at AS "endedAt",
  a.asked_at AS "askedAt", a.refusal_reason AS "refusalReason", a.parent_id AS "parentId",
  CASE WHEN b.id <> a.id THEN b.number END AS "mergedInto",
  b.id AS "answeringId", b.lead_unit_id AS "leadUnitId", b.due_at AS "dueAt",
  (SELECT e.texts ->> 'title' FROM event e WHERE e.tenant_id = $1 AND e.appeal_id = $2 AND e.seq = 1) AS "ownTitle"
FROM appeal a, answering b WHERE a.tenant_id = $1 AND a.id = $2`

/** The whole history of the appeal, and the answers of the ticket or the mass incident that answers for it. */
const HISTORY = `
SELECT e.kind, e.at, e.unit_id AS "unitId", e.texts FROM event e
WHERE e.tenant_id = $1 AND (e.appeal_id = $2 OR e.appeal_id = ANY ($3::bigint[])
  AND e.kind IN ('assignment.preliminary', 'assignment.replied', 'appeal.answered', 'appeal.reviewed', 'appeal.suspended', 'appeal.resumed', 'appeal.struckOff'))
ORDER BY e.at, e.appeal_id, e.seq`

interface EventRow {
  kind: string
  at: Instant
  unitId: number | null
  texts: Record<string, string> | null
}

/** Progress in the appellant's words; the caller has made sure that it is theirs. */
export async function followedAppeal(parts: Parts, actor: Actor, appealId: number) {
  const { db, tenants } = parts
  const { tenantId } = actor
  const [row] = await db.named<Row>('intake.follow', FOLLOW, [tenantId, appealId])
  const { directory, policy } = await tenants.get(tenantId)
  const others = [row!.answeringId, row!.parentId].filter(id => id !== null && id !== appealId)
  const events = await db.named<EventRow>('intake.history', HISTORY, [tenantId, appealId, others])
  const nameOf = (id: number | null) => (id === null ? null : (directory.units.get(id)?.name ?? null))
  const history: HistoryRow[] = events.map(e => ({
    kind: e.kind,
    at: e.at,
    unit: nameOf(e.unitId),
    texts: e.texts,
  }))
  const asked = row!.askedAt === null ? undefined : events.findLast(e => e.kind === 'appeal.asked')
  const refusal = policy.rules.refusals.reasons.find(r => r.code === row!.refusalReason)
  const standing = standingOf(row!, nameOf(row!.leadUnitId))
  const { can, ...rest } = await afterwardsOf(parts, actor, appealId)
  const views = await viewsByUnit(db, tenantId, appealId)
  return {
    ...standing,
    ...rest,
    can: { ...standing.can, ...can },
    late: isLate(row!, parts.now()),
    views: views.map(v => ({ unit: nameOf(v.unitId), times: Number(v.times) })),
    refusal: refusal ? refusalSeen(refusal) : null,
    question: asked?.texts?.question ?? null,
    timeline: timelineOf(history),
    files: await filesOfAppellant(parts, tenantId, appealId),
  }
}

const UNANSWERED: readonly Stage[] = ['received', 'dispatched', 'handling']
const isLate = ({ stage, dueAt }: Row, now: Instant): boolean =>
  dueAt !== null && dueAt < now && UNANSWERED.includes(stage)

/** May they rate it, may they open it again and until when, and how did they rate it? */
async function afterwardsOf({ db, door, now }: Parts, actor: Actor, appealId: number) {
  const [ticket] = await loadTickets(db, actor.tenantId, [appealId])
  const { state } = ticket!
  const { directory, policy } = await door.context(actor)
  const asked = { actor: { ...actor, appealId }, directory, policy, now: now() }
  const reopen = whyNotReopen(state, asked) === null
  const { endedAt } = state.appeal
  const given = state.reviews.at(-1)
  return {
    can: { review: whyNotReview(state, asked) === null, reopen },
    reopenUntil: reopen && endedAt !== null ? isoOf(endedAt + policy.rules.reopen.withinDays * DAY) : null,
    review: given ? { stars: given.stars, givenAt: isoOf(given.givenAt) } : null,
  }
}

function standingOf(row: Row, unit: string | null) {
  const { zh: stageZh, en: stageEn } = stageWords(row.stage)
  const open = row.endedAt === null
  return {
    number: row.number,
    version: row.version,
    stage: row.stage,
    stageZh,
    stageEn,
    kind: row.kind,
    title: row.ownTitle ?? row.title,
    receivedAt: isoOf(row.receivedAt),
    dueAt: row.dueAt === null ? null : isoOf(row.dueAt),
    unit: open || row.mergedInto ? unit : null,
    mergedInto: row.mergedInto,
    can: { add: open, tell: open && row.askedAt !== null, withdraw: open },
  }
}

const refusalSeen = ({ zh, en, explain, route }: Reason) => ({
  zh,
  en,
  explain: explain ?? null,
  route: route ?? null,
})

const timelineOf = (history: readonly HistoryRow[]) =>
  progressOf(history).map(line => ({ ...line, at: isoOf(line.at) }))

interface OwnRow {
  number: string
  title: string | null
  stage: Stage
  receivedAt: Instant
  dueAt: Instant | null
  joined: boolean
}

/** What a phone brought or joined, newest first, at most a hundred; what it joined only by its stage. */
export async function appealsOfPhone({ db }: Parts, tenantId: number, phoneKey: Buffer) {
  const rows = await db.named<OwnRow>(
    'intake.own',
    `SELECT a.number, CASE WHEN NOT own.joined THEN a.title END AS title, a.stage, a.received_at AS "receivedAt",
       CASE WHEN NOT own.joined THEN a.due_at END AS "dueAt", own.joined FROM (
       SELECT i.appeal_id AS id, bool_and(${CAME_WITH_IT} IS NOT TRUE) AS joined
       FROM identity i WHERE i.tenant_id = $1 AND i.phone_key = $2 AND i.appeal_id IS NOT NULL GROUP BY i.appeal_id
     ) own JOIN appeal a ON a.tenant_id = $1 AND a.id = own.id ORDER BY a.received_at DESC, a.id DESC LIMIT 100`,
    [tenantId, phoneKey],
  )
  return rows.map(row => {
    const { zh: stageZh, en: stageEn } = stageWords(row.stage)
    return {
      ...row,
      stageZh,
      stageEn,
      receivedAt: isoOf(row.receivedAt),
      dueAt: row.dueAt === null ? null : isoOf(row.dueAt),
    }
  })
}
