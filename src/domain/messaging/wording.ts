/** Fills the words a city wrote for a message; says what is wrong with them instead of sending half a sentence. */
import { fieldsIn, fillText, type MessageName, mayUse } from '../policy/texts.ts'
import type { Fields } from './intended.ts'

/** The text; or nothing, because a field it needs isn't known; or what is wrong with the words. */
export type Worded = { text: string } | { unknown: string } | { missing: 'words' | `field ${string}` }

export function worded(template: MessageName, words: string | undefined, fields: Fields): Worded {
  if (!words) return { missing: 'words' }
  const used = fieldsIn(words)
  const foreign = used.find(field => !mayUse(template, field) || fields[field] === undefined)
  if (foreign) return { missing: `field ${foreign}` }
  const unknown = used.find(field => fields[field] === null)
  if (unknown) return { unknown }
  return { text: fillText(words, fields as Record<string, string>) }
}
