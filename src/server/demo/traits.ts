/** The kinds of lives an appeal of the sample city may have, and how often each occurs. */
import type { Result } from '../../domain/vocabulary.ts'

/** What makes a life other than ordinary. Left out: it goes well and in time. */
export interface Traits {
  /** How the pre-review ends it, or what it does besides. */
  early?: 'answer' | 'refuse' | 'withdraw' | 'handOver'
  asked?: boolean
  contested?: 'return' | 'ruling'
  claimed?: boolean
  assisted?: boolean
  passedDown?: boolean
  extended?: 1 | 2
  suspended?: boolean
  /** What sends the answers back, one after the other. */
  falls?: readonly ('signature' | 'centre' | 'visit' | 'review' | 'reopen')[]
  result?: Result
  excluded?: boolean
  confidential?: boolean
  anonymous?: boolean
  notCalled?: boolean
  unreachable?: boolean
  instruction?: boolean
  critical?: boolean
  /** Water, power, gas or heat that don't come: a limit of hours, on holidays too. */
  outage?: boolean
  linked?: 'merge' | 'unmerge' | 'join' | 'repeat' | 'split' | 'incident'
  stars?: number
  /** Nobody has decided yet what was asked for: it waits in somebody's work list. */
  waits?: 'signature' | 'extension' | 'suspension' | 'return' | 'ruling' | 'exception'
  /** The matter is of this category. */
  at?: string
  /** Misses this limit. */
  late?: 'sign' | 'reply'
}

/**
 * What waits for a decision at the present, in every city: for the signature of the leaders who have an account, for the
 * shift leader, the director, the dispatchers and the supervisor.
 */
export const WAITING: readonly Traits[] = [
  { waits: 'signature', at: '020301' },
  { waits: 'signature', at: '0205' },
  { waits: 'signature', at: '0206' },
  { waits: 'signature', at: '0601' },
  { waits: 'signature', at: '0601' },
  { waits: 'extension', extended: 1, at: '0205' },
  { waits: 'extension', extended: 1 },
  { waits: 'extension', extended: 2 },
  { waits: 'suspension', suspended: true },
  { waits: 'return', contested: 'return' },
  { waits: 'return', contested: 'return' },
  { waits: 'ruling', contested: 'ruling' },
  { waits: 'exception', result: 'unsolved' },
]

/** By weight. */
export const LIVES: readonly (readonly [Traits, number])[] = [
  [{}, 40],
  [{ early: 'answer' }, 5],
  [{ early: 'refuse' }, 2],
  [{ early: 'withdraw' }, 2],
  [{ early: 'handOver' }, 0.5],
  [{ asked: true }, 3],
  [{ contested: 'return' }, 5],
  [{ contested: 'ruling' }, 1.5],
  [{ claimed: true }, 2],
  [{ assisted: true }, 4],
  [{ passedDown: true }, 6],
  [{ extended: 1 }, 4],
  [{ extended: 2 }, 1],
  [{ suspended: true }, 2],
  [{ falls: ['signature'] }, 1.5],
  [{ falls: ['centre'] }, 3],
  [{ falls: ['visit'] }, 4],
  [{ falls: ['review'] }, 1],
  [{ falls: ['reopen'] }, 1],
  [{ falls: ['visit', 'visit'] }, 1],
  [{ falls: ['visit', 'visit', 'visit'] }, 0.5],
  [{ result: 'unsolved' }, 2],
  [{ result: 'partly', excluded: true }, 1],
  [{ confidential: true }, 3],
  [{ anonymous: true }, 2],
  [{ notCalled: true }, 1],
  [{ unreachable: true }, 2],
  [{ instruction: true }, 1],
  [{ critical: true }, 1],
  [{ linked: 'merge' }, 2],
  [{ linked: 'unmerge' }, 0.5],
  [{ linked: 'join' }, 1.5],
  [{ linked: 'repeat' }, 1],
  [{ linked: 'split' }, 1],
  [{ linked: 'incident' }, 0.3],
  [{ stars: 5 }, 8],
  [{ stars: 4 }, 3],
  [{ late: 'sign' }, 2],
  [{ late: 'reply' }, 5],
]
