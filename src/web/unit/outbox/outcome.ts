/** What follows from an act that didn't go through. */
import { Refused } from '../../api.ts'

/** `away`: try again later; the act stays as it is. */
export function outcomeOf(error: Error): 'away' | 'decide' | 'refused' {
  if (!(error instanceof Refused)) return 'away'
  const { status } = error.problem
  if (status >= 500 || status === 401 || status === 429) return 'away'
  return error.code === 'changed-meanwhile' ? 'decide' : 'refused'
}
