/** What a unit claims with its answer 办结: the result, its evidence, the target reached, the cause when it isn't solved. */
import type { Assignment, Target, TicketState } from '../record/state.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Cause, Result } from '../vocabulary.ts'
import { assistsOf, type FileRef, isLead } from './duty.ts'

/** Coded, so that it can wait in a request for the inner review. */
export type Claim = {
  result: Result
  cause: Cause | null
  /** What was reached of the quantified target (SZ-18). */
  reached: number | null
  files: number[]
}

export interface ClaimInput {
  result: Result
  cause?: Cause
  reached?: number
  files: FileRef[]
}

export const claimOf = ({ result, cause, reached, files }: ClaimInput): Claim => ({
  result,
  cause: cause ?? null,
  reached: reached ?? null,
  files: files.map(f => f.id),
})

const isUnsolved = (result: Result | null): boolean => result === 'unsolved' || result === 'partly'

export const needsException = ({ appeal }: TicketState): boolean => isUnsolved(appeal.result)

export const isReached = ({ direction, threshold, reached }: Target): boolean =>
  reached !== null && (direction === 'atLeast' ? reached >= threshold : reached <= threshold)

/** Why doesn't the claim stand: no evidence, no cause, a target not recorded or not reached? */
export function whyNotClaim(t: TicketState, a: Assignment, input: ClaimInput): Refusal | null {
  const { result, cause, reached, files } = input
  if (result === 'solved' && files.length === 0) return refuse('evidence-missing', { field: 'fileIds' })
  if (isUnsolved(result) && cause === undefined) return refuse('cause-missing', { field: 'cause' })
  if (a.target && reached === undefined) return refuse('target-not-recorded', { field: 'reached' })
  const own = a.target && { ...a.target, reached: reached ?? null }
  const others = isLead(a) ? assistsOf(t).map(assist => assist.target) : []
  const missed = [own, ...others].some(target => target && !isReached(target))
  return result === 'solved' && missed ? refuse('target-not-reached', { field: 'result' }) : null
}
