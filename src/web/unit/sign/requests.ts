/** What waits for the leader's signature. */
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'

export type Request = Answer<'listRequests'>['approvals'][number]

/** Decided in their own place by whoever rules on duties. */
const ELSEWHERE = new Set<Request['kind']>(['return', 'objection'])

export const toDecide = (requests: readonly Request[]): Request[] =>
  requests.filter(r => !ELSEWHERE.has(r.kind))

export const useRequests = (enabled = true) =>
  useAsk('listRequests', { query: { limit: 200 } }, { enabled, every: 60_000 })
