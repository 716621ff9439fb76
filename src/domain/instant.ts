/** Moments and days as the whole product writes them. */

/** A moment: milliseconds since 1970-01-01T00:00:00Z. Written as ISO 8601 on the wire and `timestamptz` in the database. */
export type Instant = number

/** A calendar day of the tenant's wall clock, `YYYY-MM-DD`. */
export type Day = string

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** ISO 8601 in UTC, as the wire and the history write it; null stays null. */
export const isoOf = (at: Instant): string => new Date(at).toISOString()
