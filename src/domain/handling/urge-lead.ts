/** 催办 of a whole ticket: the unit that leads it now is urged. */
import type { Decide } from '../record/context.ts'
import { refuse } from '../refusal.ts'
import { urgeAssignment } from './urge-assignment.ts'

export const urgeLead: Decide<{ note: string }> = (state, { note }, context) => {
  const lead = state.assignments.find(a => a.role === 'lead' && a.endedAt === null)
  return lead ? urgeAssignment(state, { no: lead.no, note }, context) : refuse('no-such-assignment')
}
