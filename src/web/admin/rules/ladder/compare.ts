/** Two trials of ladders beside each other, by step and by unit. */
import { STEP_NAMES } from '../../../../domain/supervision/step-names.ts'
import type { Answer } from '../../../api.ts'

type Row = Answer<'tryLadder'>['rows'][number]
export type Step = Row['steps'][number]['step']

const STEPS = Object.keys(STEP_NAMES) as Step[]

export interface StepCount {
  step: Step
  before: number
  after: number
  /** Of `after`, how many wait for a decision. */
  proposed: number
}

const counted = (rows: readonly Row[], step: Step, only?: 'proposed'): number =>
  rows
    .flatMap(r => r.steps.filter(s => s.step === step))
    .reduce((n, s) => n + s.proposed + (only ? 0 : s.automatic), 0)

/** Steps that either of them has, in the order of their weight. */
export const byStep = (before: readonly Row[], after: readonly Row[]): StepCount[] =>
  STEPS.map(step => ({
    step,
    before: counted(before, step),
    after: counted(after, step),
    proposed: counted(after, step, 'proposed'),
  })).filter(s => s.before + s.after > 0)

export interface UnitCount {
  id: number
  name: string
  before: number
  after: number
  steps: Partial<Record<Step, { before: number; after: number }>>
}

/** Units that either of them has; whoever would meet most comes first. */
export function byUnit(before: readonly Row[], after: readonly Row[]): UnitCount[] {
  const units = new Map([...before, ...after].map(r => [r.unit.id, r.unit.name]))
  return [...units]
    .map(([id, name]) => {
      const mine = [before, after].map(rows => rows.filter(r => r.unit.id === id))
      const steps = byStep(mine[0]!, mine[1]!)
      return {
        id,
        name,
        before: steps.reduce((n, s) => n + s.before, 0),
        after: steps.reduce((n, s) => n + s.after, 0),
        steps: Object.fromEntries(steps.map(s => [s.step, { before: s.before, after: s.after }])),
      }
    })
    .sort((a, b) => b.after - a.after || b.before - a.before)
}
