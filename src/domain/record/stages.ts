/** Which stage may follow which: the tables that every decision keeps to, complete by the compiler. */
import type { AssignmentStage, Stage } from '../vocabulary.ts'

export const NEXT: Record<Stage, readonly Stage[]> = {
  received: ['dispatched', 'answeredOnSpot', 'refused', 'merged', 'withdrawn', 'passedOn'],
  // Without a lead (退单、裁定、撤销派单) it waits for dispatch again.
  dispatched: ['handling', 'received', 'refused', 'merged', 'withdrawn', 'passedOn'],
  handling: ['answered', 'received', 'refused', 'merged', 'withdrawn', 'passedOn', 'suspended'],
  answered: ['reviewed', 'handling', 'merged', 'withdrawn'],
  // Straight to strike-off only with a coded exemption from the visit.
  reviewed: ['visited', 'struckOff', 'handling', 'merged', 'withdrawn'],
  visited: ['struckOff', 'handling', 'merged', 'withdrawn'],
  // Reopened: to its unit, or to dispatch when no unit ever had it.
  struckOff: ['handling', 'received'],
  answeredOnSpot: ['received'],
  suspended: ['handling', 'withdrawn'],
  refused: [],
  // Unmerged: back to where it was.
  merged: ['received', 'dispatched', 'handling', 'answered', 'reviewed', 'visited'],
  withdrawn: [],
  passedOn: [],
}

export const NEXT_ASSIGNMENT: Record<AssignmentStage, readonly AssignmentStage[]> = {
  assigned: ['signed', 'returned', 'cancelled'],
  signed: ['contacted', 'replied', 'returned', 'cancelled'],
  contacted: ['replied', 'returned', 'cancelled'],
  // 退回重办: signed for again, contact anew.
  replied: ['accepted', 'signed', 'cancelled'],
  accepted: ['signed', 'cancelled'],
  returned: [],
  // Unmerged: as far as it had come.
  cancelled: ['assigned', 'signed', 'contacted', 'replied'],
}
