/** What people wrote, made safe to keep: texts with something in them, moments a calendar can hold. */
import { type Instant, MINUTE } from '../../../domain/instant.ts'
import { plainText } from '../../../domain/text/plain-text.ts'
import { InvalidInput } from './problems.ts'

const EARLIEST = Date.parse('1900-01-01T00:00:00Z')
const LATEST = Date.parse('2100-01-01T00:00:00Z')

/** Throws InvalidInput for a moment outside 1900 to 2099, or one that is none (a 60th second). */
export function instantFrom(text: string, field: string): Instant {
  const at = Date.parse(text)
  if (!(at >= EARLIEST && at < LATEST))
    throw new InvalidInput(
      field,
      '时间应在 1900 年至 2099 年之间。',
      'must be a moment between 1900 and 2099',
    )
  return at
}

/** Clocks of two systems may differ by so much. */
const CLOCKS_APART = 5 * MINUTE

/** When something arrived; a moment that is yet to come is refused, one just ahead is another clock's now. */
export function pastFrom(text: string, field: string, now: Instant): Instant {
  const at = instantFrom(text, field)
  if (at > now + CLOCKS_APART) throw new InvalidInput(field, '时间不能在将来。', 'must not lie in the future')
  return Math.min(at, now)
}

/** A sign that shows: no space, no control or zero-width sign, no mark without a letter, no filler that looks like nothing. */
const SEEN = /[^\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u

/** Free text; throws InvalidInput when nothing readable is left of it. */
export function textFrom(text: string, field: string): string {
  const plain = plainText(text)
  if (!SEEN.test(plain)) throw new InvalidInput(field, '不能为空。', 'must not be blank')
  return plain
}

/** One line: line breaks become spaces. */
export const lineFrom = (text: string, field: string): string =>
  textFrom(text, field)
    .replace(/\s*\n\s*/g, ' ')
    .trim()

/** The same body with the fields that people write made safe. */
export const writtenIn = <Body extends object>(body: Body, fields: readonly string[]): Body =>
  Object.fromEntries(
    Object.entries(body).map(([field, value]) => [
      field,
      typeof value === 'string' && fields.includes(field) ? textFrom(value, field) : value,
    ]),
  ) as Body
