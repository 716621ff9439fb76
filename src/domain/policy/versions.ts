/** Which version of the rules holds when. */
import type { Instant } from '../instant.ts'
import type { Policy } from './rules.ts'

export interface DatedPolicy extends Policy {
  validFrom: Instant
}

export interface PolicyVersions {
  /** Throws when the version doesn't exist. */
  of: (version: number) => DatedPolicy
  /** The version that began last before `at`; the first one for times before any. */
  at: (at: Instant) => DatedPolicy
}

/** Throws when there are none. Of two versions that begin at the same moment the higher holds. */
export function policyVersionsOf(policies: readonly DatedPolicy[]): PolicyVersions {
  const inOrder = [...policies].sort((a, b) => a.validFrom - b.validFrom || a.version - b.version)
  const first = inOrder[0]
  if (!first) throw new Error('there are no rules')
  const byVersion = new Map(policies.map(p => [p.version, p]))
  return {
    of: version => {
      const policy = byVersion.get(version)
      if (!policy) throw new Error(`there is no version ${version} of the rules`)
      return policy
    },
    at: at => inOrder.findLast(p => p.validFrom <= at) ?? first,
  }
}
