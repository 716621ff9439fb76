/** Reads an appeal, its place and its appellant as they came over the wire. */
import type { Static } from 'typebox'
import type * as wire from '../../contract/intake.ts'
import type { Place, ReceiveInput } from '../../domain/intake/receive-appeal.ts'
import type { IdentityInput } from '../../domain/record/draft.ts'
import { plainText } from '../../domain/text/plain-text.ts'
import { InvalidInput } from '../kernel/http/problems.ts'
import { instantFrom, lineFrom, textFrom } from '../kernel/http/written.ts'

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
