/** What people at the command do with a ticket: first the acts of supervision, then everything else. */
import type { CallName } from '../api.ts'
import type { Group } from '../parts/acts.ts'

export const FIRST_ACTS: readonly CallName[] = [
  'urgeAssignment',
  'sendSheet',
  'instruct',
  'setLevel',
  'strikeOff',
  'dispatchAppeal',
]
export const GROUPS: readonly Group[] = ['supervise', 'visit', 'transfer', 'handle', 'receive']
