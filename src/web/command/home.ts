/** Where somebody's day begins at the command: the late list, the day's brief, the figures, or the ledger. */
import type { Me } from '../session.tsx'

/** Leaders read the day first, supervisors clear what is late, observers have figures only. */
export function firstPlaceOf({ grants, permissions }: Pick<Me, 'grants' | 'permissions'>): string {
  const roles: readonly string[] = grants.map(g => g.role)
  const may: readonly string[] = permissions
  if (!may.includes('appeal.read')) return '/figures'
  if (roles.includes('cityLeader') || roles.includes('centreDirector')) return '/brief'
  return may.includes('appeal.supervise') ? '/late' : '/ledger'
}
