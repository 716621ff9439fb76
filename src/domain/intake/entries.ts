/** The four public entries 咨询、预约、办事、投诉 (NC-43): plain doors that lead to a kind and an intent. */
import type { Intent, Kind } from '../vocabulary.ts'

export const ENTRIES = ['ask', 'book', 'handle', 'complain'] as const
export type Entry = (typeof ENTRIES)[number]

interface Meaning {
  kind: Kind
  intent: Intent
  tags: readonly string[]
}

const MEANINGS: Record<Entry, Meaning> = {
  ask: { kind: 'inquiry', intent: 'question', tags: [] },
  book: { kind: 'help', intent: 'request', tags: ['appointment'] },
  handle: { kind: 'help', intent: 'request', tags: [] },
  complain: { kind: 'complaint', intent: 'difficulty', tags: [] },
}

export const meaningOf = (entry: Entry): Meaning => MEANINGS[entry]
