/** 扎堆 (LL-29): many messages at once, put together by what they are about – words first, then place and category – without comparing each with each. */
import type { Instant } from '../instant.ts'
import { inOnePlace, isElsewhere, type Likened } from './candidates.ts'

/** A message that waits, as it is compared. */
export interface Waiting extends Likened {
  id: number
  /** Of its words; see `signatureOf`. */
  bands: readonly number[]
}

export interface Member {
  id: number
  /** Of sixteen bands so many agree with those that are likest in the heap; 16 for the first. */
  agree: number
}

export interface Heap {
  /** The first of them. */
  headId: number
  firstAt: Instant
  lastAt: Instant
  members: Member[]
}

/** Of a heap so many speak for it. */
const SPEAKERS = 6
/** A band leads to the newest so many speakers. */
const PER_BAND = 6
/** Two strangers in a million pairs in four share a band (`likeness.ts`); two that share two are alike. */
const ALIKE = 2
/** Alike enough to be the same matter although they were told from elsewhere. */
const SAME_WORDS = 8
/** From here on somebody should look whether it belongs. */
export const DOUBTFUL = 3

interface Speaker {
  waiting: Waiting
  heap: Heap
}

/**
 * Walks them in the order of time; each joins the heap of the speaker it is likest to, or begins one. A message is
 * compared with at most 16 × 6 speakers, so the cost grows with the number of messages alone.
 */
export function heapsOf(messages: readonly Waiting[]): Heap[] {
  const heaps: Heap[] = []
  const byBand = new Map<string, Speaker[]>()
  for (const waiting of [...messages].sort((a, b) => a.receivedAt - b.receivedAt || a.id - b.id)) {
    const best = likestOf(waiting, byBand)
    const heap = best?.speaker.heap ?? blankHeap(waiting)
    if (!best) heaps.push(heap)
    heap.members.push({ id: waiting.id, agree: best?.agree ?? waiting.bands.length })
    heap.lastAt = waiting.receivedAt
    if (heap.members.length <= SPEAKERS) speakFor(heap, waiting, byBand)
  }
  return heaps.sort((a, b) => b.members.length - a.members.length || a.firstAt - b.firstAt)
}

const blankHeap = ({ id, receivedAt }: Waiting): Heap => ({
  headId: id,
  firstAt: receivedAt,
  lastAt: receivedAt,
  members: [],
})

const bandKeys = ({ bands }: Waiting): string[] => bands.map((band, i) => `${i}/${band}`)

function speakFor(heap: Heap, waiting: Waiting, byBand: Map<string, Speaker[]>): void {
  for (const key of bandKeys(waiting)) {
    const speakers = byBand.get(key) ?? []
    byBand.set(key, [{ waiting, heap }, ...speakers].slice(0, PER_BAND))
  }
}

function likestOf(waiting: Waiting, byBand: ReadonlyMap<string, Speaker[]>) {
  const speakers = new Set(bandKeys(waiting).flatMap(key => byBand.get(key) ?? []))
  let best: { speaker: Speaker; agree: number } | null = null
  for (const speaker of speakers) {
    const agree = agreeing(waiting.bands, speaker.waiting.bands)
    if (isAbout(waiting, speaker.waiting, agree) && agree > (best?.agree ?? 0)) best = { speaker, agree }
  }
  return best
}

const agreeing = (a: readonly number[], b: readonly number[]): number =>
  a.filter((band, i) => band === b[i]).length

/** Are two that share bands about the same matter? What is known to be elsewhere must say nearly the same. */
function isAbout(a: Waiting, b: Waiting, agree: number): boolean {
  if (isElsewhere(a, b)) return agree >= SAME_WORDS
  return agree >= ALIKE || inOnePlace(a, b) || (a.categoryId !== null && a.categoryId === b.categoryId)
}
