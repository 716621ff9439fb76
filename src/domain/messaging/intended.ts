/** What a message is decided from, and what a decision about one says: words, addressee, earliest moment. */
import type { Instant } from '../instant.ts'
import type { Rules } from '../policy/rules.ts'
import type { MessageName } from '../policy/texts.ts'
import type { EventKind } from '../record/event-kinds.ts'
import type { ClockKind, RecipientRole, RobotTells, SheetKind } from '../vocabulary.ts'

/** What a reaction looks at of an event. */
export interface Happened {
  kind: EventKind
  at: Instant
  unitId: number | null
  facts: Record<string, unknown>
}

/** What it looks at besides: the ticket as it stands, and words. */
export interface Matter {
  imported: boolean
  leadUnitId: number | null
  /** The appellant's limit. */
  dueAt: Instant | null
  /** The limit for signing of the unit the event is about. */
  signBefore: Instant | null
  /** Number of the ticket it was merged into. */
  mergedInto: string | null
  /** Texts of the event; null when there are none or the person was erased. */
  texts: Record<string, string> | null
  /** The latest public reply of the lead unit. */
  answer: string | null
  /** Of what the ladder of supervision did; null for everything else. */
  ladder: LadderMatter | null
  rules: Rules
  unitName: (id: number | null) => string
  /** A moment in the tenant's own time. */
  timeText: (at: Instant) => string
}

/** A field that is null isn't known: then words that need it are not sent. */
export type Fields = Record<string, string | null>

export interface Intended {
  template: MessageName
  fields: Fields
  /**
   * The appellant alone; the appellant and everybody whose ticket went into this one or hangs on it; whoever came with a
   * further contact, without a ticket of their own; a unit's liaison. Of the ladder: who has the duty in hand (null: it is
   * about no one duty) and who leads the unit, by message or by telephone; the city's leaders; who watches its lights; the groups of the unit and
   * of those above it.
   */
  to:
    | 'appellant'
    | 'allReporters'
    | { contactId: number }
    | { unitId: number; assignmentNo?: number | null }
    | { callTo: number; assignmentNo: number }
    | 'cityLeaders'
    | { watchersOf: number; light: string }
    | { robotsOf: number | null; tells: RobotTells }
  /** A step of supervision: when there is nobody to be told, somebody has to see to that. */
  mustReach?: boolean
  /** Send not before. */
  notBefore?: Instant
  /** Sent only if the appellant hasn't rated and it hasn't been reworked meanwhile. */
  unlessReviewed?: boolean
}

/** What a step of the ladder is about, as it stands now. */
export interface LadderMatter {
  clock: { kind: ClockKind; dueAt: Instant } | null
  sheet: {
    kind: SheetKind
    number: string | null
    recipients: readonly { unitId: number; role: RecipientRole; dueAt: Instant | null }[]
  } | null
  /** Units that are at work on the matter. */
  units: readonly number[]
  /** When people may be told. */
  notBefore: Instant
}
