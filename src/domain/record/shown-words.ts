/** What lists show of an appeal's words: derived from its texts, so that the hashed history never holds them. */
import { maskAddress } from '../text/mask.ts'
import { redact } from '../text/redact.ts'
import type { Appeal } from './state.ts'

/** Fields of an appeal that stand outside the hashed changes; erasing a person takes them away without a trace. */
export const DERIVED: ReadonlySet<string> = new Set(['title', 'address'])

/** Redacted title and street, as every list shows them; nothing of a confidential appeal. */
export function shownWordsOf(
  texts: { title?: string; address?: string },
  confidential: boolean,
): Pick<Appeal, 'title' | 'address'> {
  if (confidential) return { title: null, address: null }
  return {
    title: texts.title === undefined ? null : redact(texts.title),
    address: texts.address ? maskAddress(texts.address) : null,
  }
}
