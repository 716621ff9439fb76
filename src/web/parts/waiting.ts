/** An act that leaves the page, and what it is while it waits. */
import type { Problem } from '../../contract/route.ts'
import type { Calls } from '../calls.gen.ts'

/** One act as it was filled in. */
export interface Deed {
  /** Also the idempotency key: however often it is sent, it happens once. */
  key: string
  name: keyof Calls
  number: string
  /** Of the assignment or request it is about. */
  no?: number | undefined
  /** Files that are only on this machine yet stand in it by their local name. */
  body: Record<string, unknown>
  /** The form as it was, to go back to. */
  values: Record<string, unknown>
  /** The version of the ticket that was on screen. */
  seen: number
  title: string | null
}

export type WaitingState = 'waiting' | 'sending' | 'decide' | 'refused'

/** A deed that isn't done yet. `decide`: somebody changed the ticket meanwhile; `refused`: see `problem`. */
export interface Waiting extends Deed {
  at: number
  state: WaitingState
  problem?: Problem
}
