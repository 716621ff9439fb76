/** 访: how a ticket ends, and begins anew. */
import { type ActSpec, note } from './act.ts'

export const VISITS: readonly ActSpec[] = [
  { name: 'strikeOff', zh: '销号', en: 'Strike off', group: 'visit', asks: [] },
  { name: 'reopenAppeal', zh: '重新打开', en: 'Reopen', group: 'visit', asks: [note('理由', 'Why', true)] },
]
