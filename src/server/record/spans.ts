/** Words that say when a ticket came, indexed beside its real words, so that search can begin with the newest. */
import { DAY, type Instant } from '../../domain/instant.ts'

/** How many days a span of each level covers. */
export const SPAN_DAYS = [1, 8] as const
export type SpanDays = (typeof SPAN_DAYS)[number]

/** The span of a level that a moment lies in, counted from 1970. */
export const spanOf = (at: Instant, days: SpanDays): number => Math.floor(at / (days * DAY))

/** When a span begins. */
export const spanStart = (span: number, days: SpanDays): Instant => span * days * DAY

/** No real word has an @ in it. */
export const spanWord = (span: number, days: SpanDays): string => `@${days}.${span}`

/** The words every indexed ticket carries besides its own. */
export const spanWordsOf = (receivedAt: Instant): string[] =>
  SPAN_DAYS.map(d => spanWord(spanOf(receivedAt, d), d))
