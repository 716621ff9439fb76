/** Similar matters shown to whoever is about to send the same: masked, and never what was brought in confidence. */
import type { Static } from 'typebox'
import type * as wire from '../../contract/public.ts'
import { suggestCategories } from '../../domain/dispatch/suggest-categories.ts'
import { HOUR, type Instant } from '../../domain/instant.ts'
import { stageWords } from '../../domain/intake/progress.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { redact } from '../../domain/text/redact.ts'
import { dayOfNumber } from '../../domain/time/day.ts'
import { dayNumberAt } from '../../domain/time/zone.ts'
import type { Stage } from '../../domain/vocabulary.ts'
import { NOBODY } from '../kernel/http/route.ts'
import type { Parts } from '../parts.ts'
import { IS_APPEAL } from '../record/is-appeal.ts'
import type { Compare } from './comparing.ts'
import { placeFrom } from './reading.ts'

/** What a ref is sealed for, and how long it joins. */
const SEALED_FOR = 'similar.ref'
const HOLDS = HOUR
const MOST = 3

interface Row {
  id: number
  number: string
  title: string | null
  stage: Stage
  categoryId: number | null
  regionId: number | null
  receivedAt: Instant
  reported: number
}

// A report, a confidential or an anonymous matter isn't there for anybody else; nor is what has ended.
const SHOWN = `SELECT a.id, a.number, CASE WHEN a.published THEN a.title END AS title, a.stage, a.category_id AS "categoryId",
  a.region_id AS "regionId", a.received_at AS "receivedAt",
  1 + (SELECT count(*) FROM event e WHERE e.tenant_id = $1 AND e.appeal_id = a.id AND e.kind = 'appeal.joined')
    + (SELECT count(*) FROM appeal m WHERE m.tenant_id = $1 AND m.merged_into_id = a.id) AS reported
FROM appeal a WHERE a.tenant_id = $1 AND a.id = ANY ($2::bigint[]) AND a.ended_at IS NULL
  AND a.kind <> 'report' AND ${IS_APPEAL('a.kind')} AND NOT a.confidential AND NOT a.anonymous`

type Asked = Static<typeof wire.similarMatters.body & {}>

/** At most three, the likest first; and the category that the words speak of most. */
export async function similarTo(parts: Parts, compare: Compare, tenantId: number, asked: Asked) {
  const { directory, calendar } = await parts.tenants.get(tenantId)
  const content = plainText(asked.content)
  const title = plainText(asked.title ?? content.slice(0, 30))
  const [suggested] = asked.categoryId === undefined ? suggestCategories(redact(content), directory) : []
  const categoryId = asked.categoryId ?? suggested?.categoryId
  const input = {
    title,
    content,
    ...(asked.place && { place: placeFrom(asked.place) }),
    ...(categoryId !== undefined && { categoryId }),
  }
  const { found } = await compare({ actor: { ...NOBODY, tenantId }, tenantId, input, exact: true })
  const ids = found.map(c => c.earlier.id)
  const rows = ids.length ? await parts.db.named<Row>('intake.similar', SHOWN, [tenantId, ids]) : []
  const inOrder = rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).slice(0, MOST)
  const category = categoryId === undefined ? undefined : directory.categories.get(categoryId)
  return {
    similar: inOrder.map(row => ({
      ref: refOf(parts, row.number),
      category: directory.categories.get(row.categoryId ?? 0)?.name ?? null,
      area: directory.regions.get(row.regionId ?? 0)?.name ?? null,
      title: row.title === null ? null : redact(row.title),
      reported: Number(row.reported),
      since: dayOfNumber(dayNumberAt(calendar.zone, row.receivedAt)),
      stageZh: stageWords(row.stage).zh,
      stageEn: stageWords(row.stage).en,
    })),
    category: category ? { id: category.id, name: category.name } : null,
  }
}

const refOf = ({ keys, now }: Parts, number: string): string =>
  keys.encrypt(`${now() + HOLDS} ${number}`, SEALED_FOR).toString('base64url')

/** The number a ref was sealed for; null when it wasn't sealed here, or too long ago. */
export function numberBehind({ keys, now }: Parts, ref: string): string | null {
  try {
    const [until, number] = keys.decrypt(Buffer.from(ref, 'base64url'), SEALED_FOR).split(' ')
    return Number(until) > now() ? (number ?? null) : null
  } catch {
    return null
  }
}
