/** 典型案例 (ZY-35): which matter may become one, that nobody can be recognised in it, and who approves it. */
import { type Actor, mayFor } from '../access/actor.ts'
import type { Permission } from '../access/roles.ts'
import type { UnitTree } from '../directory/units.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { redact } from '../text/redact.ts'

/** `inside`: for the staff; `public`: citizens too. */
export const CASE_STATES = ['draft', 'inside', 'public', 'withdrawn'] as const
export type CaseState = (typeof CASE_STATES)[number]

/** Who may write one up. */
export const WRITES_CASES = ['appeal.review', 'quality.check', 'publish'] as const satisfies Permission[]

export interface CaseWords {
  title: string
  situation: string
  handling: string
  outcome: string
  lesson: string | null
}

interface Settled {
  ownerUnitId: number
  stage: string
  confidential: boolean
}

export const mayWriteCases = (actor: Actor, unitId: number, units: UnitTree): boolean =>
  WRITES_CASES.some(p => mayFor(actor, p, unitId, units))

/** Only what is struck off, and never a confidential report. */
export function whyNotSelect(a: Settled, actor: Actor, units: UnitTree): Refusal | null {
  if (!mayWriteCases(actor, a.ownerUnitId, units)) return refuse('not-permitted')
  return a.stage === 'struckOff' && !a.confidential ? null : refuse('no-case-of-this')
}

/** Names and addresses the ticket knows; shorter than two signs say nothing. */
export interface Person {
  name: string | null
  address: string | null
}

/** The field in which somebody could be recognised; null when there is none. */
export function tellingField(words: CaseWords, { name, address }: Person): keyof CaseWords | null {
  const telling = [name, address].filter(
    (text): text is string => text !== null && [...text.trim()].length > 1,
  )
  const found = Object.entries(words).find(
    ([, text]) => text !== null && (redact(text) !== text || telling.some(t => text.includes(t.trim()))),
  )
  return (found?.[0] as keyof CaseWords | undefined) ?? null
}

interface Standing {
  state: CaseState
  createdBy: number
}

/** Four eyes: nobody approves what they wrote. Inside may become public, and both may be withdrawn. */
export function whyNotPublishCase(
  c: Standing,
  to: 'inside' | 'public',
  actor: Actor,
  units: UnitTree,
): Refusal | null {
  if (!mayFor(actor, 'publish', units.root.id, units)) return refuse('not-permitted')
  if (c.createdBy === actor.personId) return refuse('own-work')
  return c.state === to ? refuse('already-done') : null
}
