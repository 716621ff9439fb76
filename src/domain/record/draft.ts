/** A change in the making: a decision works on a copy of the state, step by step; each step becomes one event. */
import type { Instant } from '../instant.ts'
import { type Changes, changesBetween } from './changes.ts'
import type { EventKind } from './event-kinds.ts'
import { CHILD_NAMES, type TicketState } from './state.ts'

/** Small coded facts of an event: no names, no numbers of people, no free text. */
export type Facts = Record<string, unknown>

/** Free text and personal words of an event, by name; kept outside the hash, committed to with a salt. */
export type Texts = Record<string, string>

/** Only the texts that are there. */
export const textsOf = (texts: Record<string, string | undefined>): Texts =>
  Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => !!entry[1]))

/** One event before it has a sequence and a hash. */
export interface Step {
  kind: EventKind
  at: Instant
  unitId: number | null
  facts: Facts
  texts: Texts | null
  changes: Changes
}

/** Rows outside the ticket that are committed with it, in the same statement. */
export interface Beside {
  contact?: ContactRow
  identity?: IdentityInput
  /** New words for the index: redacted text. */
  searchText?: string
  /** The words of searchText and their MinHash bands, when they are known already. */
  searchWords?: { words: readonly string[]; bands: readonly number[] }
  idempotency?: { key: string; requestHash: Uint8Array; status: number; response: unknown }
}

/** A row of `document` and the template it was made with, as the documents prepared them. */
export interface IssuedDocument {
  document: Record<string, unknown>
  template: Record<string, unknown>
}

export interface ContactRow {
  id: number
  [field: string]: unknown
}

/** Plain values; the door encrypts them before they leave the process. */
export interface IdentityInput {
  name?: string
  phone?: string
  phone2?: string
  idNumber?: string
  address?: string
}

/** What a decision answers when it doesn't refuse. */
export interface Change {
  before: TicketState | null
  after: TicketState
  steps: Step[]
  beside: Beside
}

export interface StepInput {
  unitId?: number | null
  /** When it happened, if before it was recorded. */
  at?: Instant
  facts?: Facts
  texts?: Texts
}

const copyOf = (s: TicketState): TicketState => ({
  ...s,
  appeal: { ...s.appeal },
  assignments: s.assignments.map(r => ({ ...r })),
  clocks: s.clocks.map(r => ({ ...r })),
  approvals: s.approvals.map(r => ({ ...r })),
  visits: s.visits.map(r => ({ ...r })),
  reviews: s.reviews.map(r => ({ ...r })),
  sheets: s.sheets.map(r => ({ ...r })),
  recipients: s.recipients.map(r => ({ ...r })),
})

/** Works on a copy of `state`; arrays and objects inside a row are replaced, never changed in place. */
export class Draft {
  readonly state: TicketState
  readonly now: Instant
  readonly beside: Beside = {}
  private readonly original: TicketState | null
  private last: TicketState | null
  private readonly steps: Step[] = []

  constructor(state: TicketState, now: Instant, isNew = false) {
    this.original = isNew ? null : state
    this.last = this.original
    this.state = copyOf(state)
    this.now = now
  }

  /** Records what `edit` changes as one event. */
  step(kind: EventKind, input: StepInput, edit: (ticket: TicketState) => void = () => {}): this {
    edit(this.state)
    const changes = changesBetween(this.last, this.state)
    this.last = copyOf(this.state)
    const texts = input.texts && Object.keys(input.texts).length > 0 ? input.texts : null
    this.steps.push({
      kind,
      at: input.at ?? this.now,
      unitId: input.unitId ?? null,
      facts: input.facts ?? {},
      texts,
      changes,
    })
    return this
  }

  change(): Change {
    const version = this.state.version + this.steps.length
    return {
      before: this.original,
      after: { ...this.state, version },
      steps: this.steps,
      beside: this.beside,
    }
  }
}

/** The number the next row below an appeal gets. */
export const nextNo = (rows: readonly { no: number }[]): number => rows.length + 1

export const touched = (change: Change): (typeof CHILD_NAMES)[number][] =>
  CHILD_NAMES.filter(name => change.steps.some(s => s.changes[name] !== undefined))
