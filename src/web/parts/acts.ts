/** Every act on a ticket: its name, who usually does it, and what is asked. Whether it can be done now is the server's word. */
import type { CallName } from '../api.ts'
import type { ActSpec, Group } from './acts/act.ts'
import { DISPATCH } from './acts/dispatch.ts'
import { HANDLING } from './acts/handling.ts'
import { INTAKE } from './acts/intake.ts'
import { REQUESTS } from './acts/requests.ts'
import { SUPERVISION } from './acts/supervision.ts'
import { VISITS } from './acts/visits.ts'

export type { ActSpec, Group }

/** Within a group in the order in which they are offered. */
export const ACTS: readonly ActSpec[] = [
  ...DISPATCH,
  ...HANDLING,
  ...REQUESTS,
  ...INTAKE,
  ...SUPERVISION,
  ...VISITS,
]

export const actOf = (name: CallName): ActSpec | undefined => ACTS.find(a => a.name === name)

export const GROUP_NAMES: Record<Group, readonly [string, string]> = {
  receive: ['接', 'Receive'],
  transfer: ['转', 'Transfer'],
  handle: ['办', 'Handle'],
  supervise: ['督', 'Supervise'],
  visit: ['访', 'Visit'],
}
