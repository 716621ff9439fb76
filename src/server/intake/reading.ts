/** Reads what came over the wire: instants that a calendar can hold, texts without control characters. */
import type { Static } from 'typebox'
import type * as wire from '../../contract/intake.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Place, ReceiveInput } from '../../domain/intake/receive-appeal.ts'
import type { IdentityInput } from '../../domain/record/draft.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { InvalidInput } from '../kernel/http/problems.ts'

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

/** Free text; throws InvalidInput when nothing readable is left of it. */
export function textFrom(text: string, field: string): string {
  const plain = plainText(text)
  if (plain.trim() === '') throw new InvalidInput(field, '不能为空。', 'must not be blank')
  return plain
}

/** One line: line breaks become spaces. */
export const lineFrom = (text: string, field: string): string =>
  textFrom(text, field)
    .replace(/\s*\n\s*/g, ' ')
    .trim()

export function placeFrom(place: Static<typeof wire.PlaceInput>): Place {
  const { address, ...rest } = place
  if ((rest.lng === undefined) !== (rest.lat === undefined))
    throw new InvalidInput('place.lat', '经度和纬度须同时填写。', 'lng and lat belong together')
  return address === undefined ? rest : { ...rest, address: plainText(address) }
}

/** Null when nothing is said of the person. */
export function appellantFrom(
  appellant: Static<typeof wire.AppellantInput> | undefined,
): IdentityInput | null {
  const said = Object.entries(appellant ?? {})
    .map(([field, text]) => [field, plainText(text).trim()] as const)
    .filter(([, text]) => text !== '')
  return said.length > 0 ? Object.fromEntries(said) : null
}

/** The fields of an appeal as they come over the wire. */
type Fields = Omit<Static<typeof wire.createAppeal.body & {}>, 'contactId'>

/** An appeal's fields with plain texts and instants. */
export function receiveInputFrom({
  happenedAt,
  place,
  appellant,
  purpose,
  onBehalfOf,
  ...rest
}: Fields): ReceiveInput {
  const person = appellantFrom(appellant)
  return {
    ...rest,
    title: lineFrom(rest.title, 'title'),
    content: textFrom(rest.content, 'content'),
    ...(purpose?.trim() && { purpose: plainText(purpose) }),
    ...(onBehalfOf !== undefined && { onBehalfOf: lineFrom(onBehalfOf, 'onBehalfOf') }),
    ...(rest.tags && { tags: rest.tags.map(tag => lineFrom(tag, 'tags')) }),
    ...(happenedAt !== undefined && { happenedAt: instantFrom(happenedAt, 'happenedAt') }),
    ...(place && { place: placeFrom(place) }),
    ...(person && { appellant: person }),
  }
}
