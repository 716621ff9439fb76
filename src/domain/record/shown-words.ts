/** What an appeal shows of its words and its place: derived from its texts, so that the hashed history never holds them. */
import { maskAddress } from '../text/mask.ts'
import { redact } from '../text/redact.ts'
import type { Appeal } from './state.ts'

/** Fields of an appeal that stand outside the hashed changes; erasing a person takes them away without a trace. */
export const DERIVED: ReadonlySet<string> = new Set(['title', 'address', 'lng', 'lat'])

/** A place's coordinates as a text, 120.123456,30.654321, in which no digit is lost; null when there are none. */
export const pointText = ({ lng, lat }: { lng?: number; lat?: number } = {}): string | null =>
  lng === undefined || lat === undefined ? null : `${lng},${lat}`

function pointOf(text: string | undefined): Pick<Appeal, 'lng' | 'lat'> {
  const [lng, lat] = text === undefined ? [] : text.split(',').map(Number)
  return { lng: lng ?? null, lat: lat ?? null }
}

/** Redacted title and street, as every list shows them, and the point on the map; no words of a confidential appeal. */
export function shownWordsOf(
  texts: { title?: string; address?: string; point?: string },
  confidential: boolean,
): Pick<Appeal, 'title' | 'address' | 'lng' | 'lat'> {
  const point = pointOf(texts.point)
  if (confidential) return { title: null, address: null, ...point }
  return {
    title: texts.title === undefined ? null : redact(texts.title),
    address: texts.address ? maskAddress(texts.address) : null,
    ...point,
  }
}
