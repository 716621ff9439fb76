/** What units answered, out of the history: the latest answer of each duty. */
import type { EventView, Ticket } from '../../../contract/record.ts'

export interface UnitAnswer {
  no: number
  unit: string
  role: string
  event: EventView
  duty: Ticket['assignments'][number]
}

export function answersOf({ events, assignments }: Ticket): UnitAnswer[] {
  return assignments.flatMap(duty => {
    const event = events.findLast(e => e.kind === 'assignment.replied' && e.facts.assignmentNo === duty.no)
    return event ? [{ no: duty.no, unit: duty.unit.name, role: duty.role, event, duty }] : []
  })
}
