/** What became of a leader's instruction. */
import type { SheetView } from '../../../contract/supervision.ts'

export type Became = 'late' | 'open' | 'reported' | 'over'

/** Reported: every unit that owes an answer has given it; over: it was accepted, or taken back. */
export function becameOf({ stage, recipients }: Pick<SheetView, 'stage' | 'recipients'>): Became {
  if (stage !== 'issued') return 'over'
  const owing = recipients.filter(r => r.role !== 'copy')
  if (owing.every(r => r.stage === 'answered' || r.stage === 'accepted')) return 'reported'
  return owing.some(r => r.endedAt === null && r.light === 'red') ? 'late' : 'open'
}

const ORDER: readonly Became[] = ['late', 'reported', 'open', 'over']

/** What is late comes first, then what was reported and waits to be read; within them as they were. */
export const sorted = <S extends Pick<SheetView, 'stage' | 'recipients'>>(sheets: readonly S[]): S[] =>
  [...sheets].sort((a, b) => ORDER.indexOf(becameOf(a)) - ORDER.indexOf(becameOf(b)))
