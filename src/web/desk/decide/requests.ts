/** The requests that wait for one's decision, by kind. */
import { useMemo } from 'react'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'

export type Asked = Answer<'listRequests'>['approvals'][number]

/** Two pages of the desk: who does it, and everything else that is asked for. */
export const DUTY_KINDS: readonly Asked['kind'][] = ['return', 'objection']
export const OTHER_KINDS: readonly Asked['kind'][] = [
  'extension',
  'suspension',
  'closeException',
  'exclusion',
  'reportUpward',
]

export function useRequests(kinds: readonly Asked['kind'][]) {
  const asked = useAsk('listRequests', { query: { limit: 200 } })
  const rows = useMemo(() => asked.data?.approvals.filter(r => kinds.includes(r.kind)), [asked.data, kinds])
  return { rows, error: asked.error, again: () => void asked.refetch() }
}

export const keyOfRequest = (r: Pick<Asked, 'number' | 'no'>): string => `${r.number}-${r.no}`

/** The words of a request, as the unit wrote them. */
export function wordsOf(
  events: readonly { kind: string; facts: Record<string, unknown>; texts: Record<string, string> | null }[],
  no: number,
): string[] {
  const asked = events.find(e => e.kind === 'approval.asked' && e.facts.approvalNo === no)
  return Object.values(asked?.texts ?? {})
}
