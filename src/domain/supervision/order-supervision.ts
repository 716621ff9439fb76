/** 督办升级: joint, leader's or accountability supervision (ZY-33) is ordered; the matter's level follows it (LL-36). */
import { classify } from '../policy/traits.ts'
import type { Context } from '../record/context.ts'
import type { Draft, Texts } from '../record/draft.ts'
import { LEVELS, type Level, SUPERVISIONS, type Supervision } from '../vocabulary.ts'

const LEVEL: Partial<Record<Supervision, Level>> = {
  joint: 'key',
  leader: 'complex',
  accountability: 'complex',
}

const heavier = <T>(order: readonly T[], a: T | null, b: T): T =>
  a !== null && order.indexOf(a) > order.indexOf(b) ? a : b

/** Records it as one event; a lighter kind than before is told, and changes nothing. */
export function orderSupervision(
  draft: Draft,
  supervision: Supervision,
  unitId: number,
  { directory, policy }: Pick<Context, 'directory' | 'policy'>,
  texts: Texts = {},
): void {
  draft.step('supervision.ordered', { unitId, facts: { supervision }, texts }, ({ appeal }) => {
    appeal.supervision = heavier(SUPERVISIONS, appeal.supervision, supervision)
    appeal.level = heavier(LEVELS, appeal.level, LEVEL[supervision] ?? 'general')
    appeal.limitClass = classify(appeal, directory, policy)
  })
}
