/** A ticket in a line, masked: one shape for lists, exports and the opened ticket. */
import type { Summary } from '../../../contract/record.ts'
import { maskAppeal } from '../../../domain/access/masking.ts'
import { type Instant, isoOf } from '../../../domain/instant.ts'
import type { Appeal } from '../../../domain/record/state.ts'
import { lightOf } from '../../../domain/time/lights.ts'
import { column } from '../columns.ts'
import { type Names, wireTime } from './names.ts'

/** What a line is made of; lists read no more than this. */
const FIELDS = [
  'number',
  'stage',
  'kind',
  'title',
  'channelId',
  'categoryId',
  'regionId',
  'urgency',
  'level',
  'limitClass',
  'tags',
  'risks',
  'organisationId',
  'externalPlatform',
  'externalId',
  'anonymous',
  'confidential',
  'imported',
  'leadUnitId',
  'receivedAt',
  'greenAt',
  'yellowAt',
  'dueAt',
  'endedAt',
  'repeats',
  'result',
  'satisfaction',
  'address',
  'lng',
  'lat',
  'gridId',
] as const satisfies readonly (keyof Appeal)[]

export type Line = Pick<Appeal, (typeof FIELDS)[number]> & { id: number; version: number }

/** The columns of a line, of the table or subquery `a`, named as the domain names them. */
export const LINE_COLUMNS = ['id', 'version', ...FIELDS].map(f => `a.${column(f)} AS "${f}"`).join(', ')

/** The appellant's light; none when the clock is met, paused or the ticket has ended. */
export const lightAt = (a: Pick<Appeal, 'greenAt' | 'yellowAt' | 'dueAt' | 'endedAt'>, now: Instant) =>
  a.greenAt === null || a.yellowAt === null || a.dueAt === null || a.endedAt !== null
    ? 'none'
    : lightOf({ greenAt: a.greenAt, yellowAt: a.yellowAt, dueAt: a.dueAt, metAt: null }, now)

export function summaryOf(line: Line, names: Names, now: Instant): Summary {
  const a = maskAppeal(line)
  return {
    number: a.number,
    version: a.version,
    stage: a.stage,
    kind: a.kind,
    title: a.title,
    channel: names.channel(a.channelId),
    category: names.category(a.categoryId),
    region: names.region(a.regionId),
    urgency: a.urgency,
    level: a.level,
    limitClass: a.limitClass,
    tags: a.tags,
    risks: a.risks,
    organisationId: a.organisationId,
    externalPlatform: a.externalPlatform,
    externalId: a.externalId,
    anonymous: a.anonymous,
    confidential: a.confidential,
    imported: a.imported,
    leadUnit: names.unitOrNull(a.leadUnitId),
    receivedAt: isoOf(a.receivedAt),
    dueAt: wireTime(a.dueAt),
    endedAt: wireTime(a.endedAt),
    light: lightAt(a, now),
    repeats: a.repeats,
    result: a.result,
    satisfaction: a.satisfaction,
  }
}
