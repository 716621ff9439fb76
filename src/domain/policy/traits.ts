/** The traits of an appeal that rules look at, and the limit class they lead to. */
import type { Directory } from '../directory/directory.ts'
import type { Appeal } from '../record/state.ts'
import { limitClassOf, type Policy, requiresStep, type StepName, type Traits } from './rules.ts'

export const traitsOf = (a: Appeal, d: Directory): Traits => ({
  kind: a.kind,
  urgency: a.urgency,
  severity: a.severity,
  level: a.level,
  category: a.categoryId === null ? null : (d.categories.get(a.categoryId)?.code ?? null),
  channelKind: d.channels.get(a.channelId)?.kind ?? 'api',
  organisationKind: a.organisationId === null ? null : (d.organisationKinds.get(a.organisationId) ?? null),
  tags: a.tags,
})

/** Everything about limits looks only at this class. */
export const classify = (a: Appeal, d: Directory, policy: Policy): string =>
  limitClassOf(policy.rules, traitsOf(a, d))

/** Must this appeal take an optional step (ZY-14)? */
export const mustTake = (step: StepName, a: Appeal, d: Directory, policy: Policy): boolean =>
  requiresStep(policy.rules, step, traitsOf(a, d))
