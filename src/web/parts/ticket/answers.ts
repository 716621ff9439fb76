/** What was answered, read from the history: the words stand with the steps that said them. Pure. */
import type { EventView, Ticket } from '../../../contract/record.ts'

export interface Answered {
  seq: number
  kind: 'preliminary' | 'final' | 'proposed'
  text: string
  internalNote: string | null
  at: string
  unit: string | null
  person: string | null
  assignmentNo: number | null
}

const KINDS: Readonly<Record<string, Answered['kind']>> = {
  'assignment.preliminary': 'preliminary',
  'assignment.replied': 'final',
  'appeal.answeredOnSpot': 'final',
}

const kindOf = (e: EventView): Answered['kind'] | undefined =>
  e.kind === 'approval.asked' && e.facts.kind === 'innerReview' ? 'proposed' : KINDS[e.kind]

/** Oldest first; an answer that was proposed and then given is shown once. */
export function answersOf({ events }: Ticket): Answered[] {
  const found = events.flatMap((e): Answered[] => {
    const kind = kindOf(e)
    const text = e.texts?.answer
    if (!kind || !text) return []
    return [
      {
        seq: e.seq,
        kind,
        text,
        internalNote: e.texts?.internalNote ?? null,
        at: e.at,
        unit: e.unit?.name ?? null,
        person: e.person?.name ?? null,
        assignmentNo: typeof e.facts.assignmentNo === 'number' ? e.facts.assignmentNo : null,
      },
    ]
  })
  return found.filter(
    (a, i) => a.kind !== 'proposed' || !found.slice(i + 1).some(b => b.kind === 'final' && b.text === a.text),
  )
}
