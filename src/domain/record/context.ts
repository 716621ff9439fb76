/** What a decision may look at besides the ticket: who, when, the rules, the calendar, the directory. */
import type { Actor } from '../access/actor.ts'
import type { Directory } from '../directory/directory.ts'
import type { Instant } from '../instant.ts'
import type { Policy } from '../policy/rules.ts'
import type { Refusal } from '../refusal.ts'
import type { SheetPaper } from '../supervision/issue-sheet.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Change } from './draft.ts'
import type { TicketState } from './state.ts'

export interface Context {
  actor: Actor
  now: Instant
  policy: Policy
  calendar: Calendar
  directory: Directory
  /** Only where the caller said that papers may be issued. */
  issuing?: Issuing
}

/** Gives papers their numbers: without gaps, and committed with what was decided or not at all. */
export interface Issuing {
  issue: (paper: SheetPaper) => { number: string; dataHash: string }
}

export type Decision = Change | Refusal

/** A command's rule: state + input + context → what changes, or why not. Pure. */
export type Decide<Input> = (state: TicketState, input: Input, context: Context) => Decision
