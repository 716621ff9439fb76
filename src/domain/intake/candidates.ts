/** 重复与相似: which earlier appeals may be the same matter, and why; shown to a person, who decides. */
import { DAY, type Instant } from '../instant.ts'
import { likenessOf } from '../text/likeness.ts'
import type { Stage } from '../vocabulary.ts'

/** What an arrival is compared by. */
export interface Likened {
  categoryId: number | null
  regionId: number | null
  gridId: number | null
  lng: number | null
  lat: number | null
  receivedAt: Instant
}

/** An earlier appeal that was found by person, place or words. */
export interface Earlier extends Likened {
  id: number
  number: string
  title: string | null
  stage: Stage
  ownerUnitId: number
  /** The number of the appeal it was merged into. */
  mergedInto: string | null
  samePerson: boolean
  /** The words of its index, or in their place its bands; both null when nothing is shared. */
  tokens: readonly string[] | null
  bands: readonly number[] | null
}

export const REASONS = ['person', 'place', 'words', 'category', 'time'] as const
export type CandidateReason = (typeof REASONS)[number]

export interface Candidate {
  earlier: Earlier
  reasons: CandidateReason[]
  /** 0 to 1. */
  likeness: number
}

/** What is known of the new text: its words and their MinHash bands. */
export interface Wording {
  words: readonly string[]
  bands: readonly number[]
}

/** From here on two texts are said to be alike; below it, shared words are everyday words. */
const ALIKE = 0.35
const NEAR_METRES = 300
/** Of latitude. */
const METRES_PER_DEGREE = 111_195
const SHOWN = 8
const WEIGHTS: Record<CandidateReason, number> = { person: 3, words: 2, place: 2, category: 1, time: 0.5 }

/** Candidates best first, at most eight. */
export function candidatesOf(arrival: Likened, wording: Wording, found: readonly Earlier[]): Candidate[] {
  return found
    .map(earlier => compare(arrival, wording, earlier))
    .filter(isCandidate)
    .sort((a, b) => weightOf(b) - weightOf(a) || b.earlier.receivedAt - a.earlier.receivedAt)
    .slice(0, SHOWN)
}

function compare(arrival: Likened, wording: Wording, earlier: Earlier): Candidate {
  const likeness = Math.round(likenessTo(wording, earlier) * 100) / 100
  const holds: Record<CandidateReason, boolean> = {
    person: earlier.samePerson,
    words: likeness >= ALIKE,
    place: inOnePlace(arrival, earlier),
    category: arrival.categoryId !== null && arrival.categoryId === earlier.categoryId,
    time: Math.abs(arrival.receivedAt - earlier.receivedAt) < DAY,
  }
  return { earlier, likeness, reasons: REASONS.filter(reason => holds[reason]) }
}

function likenessTo({ words, bands }: Wording, earlier: Earlier): number {
  if (earlier.tokens) return likenessOf(words, earlier.tokens)
  return earlier.bands ? likenessByBands(bands, earlier.bands) : 0
}

/** A band of three rows agrees with probability likeness³; one that agrees alone is chance. */
function likenessByBands(a: readonly number[], b: readonly number[]): number {
  const agree = a.filter((band, i) => band === b[i]).length
  return agree < 2 ? 0 : Math.cbrt(agree / a.length)
}

const has = ({ reasons }: Candidate, reason: CandidateReason): boolean => reasons.includes(reason)

const isCandidate = (c: Candidate): boolean =>
  has(c, 'person') || has(c, 'words') || (has(c, 'place') && has(c, 'category'))

const weightOf = (c: Candidate): number =>
  c.likeness * 3 + c.reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0)

/**
 * The earlier appeals of the same person about the same matter 重复诉求: alike in words, or of one category and not in
 * another place.
 */
export const repeatsAmong = (arrival: Likened, candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(
    c => has(c, 'person') && (has(c, 'words') || (has(c, 'category') && !isElsewhere(arrival, c.earlier))),
  )

export function inOnePlace(a: Likened, b: Likened): boolean {
  const metres = metresBetween(a, b)
  if (metres !== null) return metres <= NEAR_METRES
  if (a.gridId !== null && b.gridId !== null) return a.gridId === b.gridId
  return false
}

export function isElsewhere(a: Likened, b: Likened): boolean {
  const metres = metresBetween(a, b)
  if (metres !== null) return metres > NEAR_METRES
  return (
    (a.gridId ?? b.gridId) !== (b.gridId ?? a.gridId) ||
    (a.regionId ?? b.regionId) !== (b.regionId ?? a.regionId)
  )
}

/** Close to the ground two coordinates lie on a plane; null when one is missing. */
function metresBetween(a: Likened, b: Likened): number | null {
  if (a.lng === null || a.lat === null || b.lng === null || b.lat === null) return null
  const east = (a.lng - b.lng) * METRES_PER_DEGREE * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(east, (a.lat - b.lat) * METRES_PER_DEGREE)
}

/** Size of a cell in degrees: about 550 m north to south. */
const CELL = 0.005

/** The cell of a place, as the index of places counts it; the same formula stands in the migration. */
export const cellOf = (lng: number, lat: number): number =>
  Math.floor(lng / CELL) * 100_000 + Math.floor(lat / CELL)

/** The cells in which everything near a place lies: four as a rule, nine at most. */
export function cellsAround(lng: number, lat: number): number[] {
  const north = NEAR_METRES / METRES_PER_DEGREE
  // At the poles everything is near; nobody lives there.
  const east = Math.min(north / Math.cos((lat * Math.PI) / 180), 3 * CELL)
  const columns = range(Math.floor((lng - east) / CELL), Math.floor((lng + east) / CELL))
  const rows = range(Math.floor((lat - north) / CELL), Math.floor((lat + north) / CELL))
  return columns.flatMap(column => rows.map(row => column * 100_000 + row)).slice(0, 9)
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.min(to - from, 8) + 1 }, (_, i) => from + i)
