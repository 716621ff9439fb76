/** The names of coded reasons, from the rules of the city. */
import type { ApprovalKind } from '../../../domain/vocabulary.ts'
import type { Rules } from '../../parts/directory.ts'
import { t } from '../../text.ts'

const LISTS: Partial<
  Record<ApprovalKind, (rules: Rules) => readonly { code: string; zh: string; en: string }[]>
> = {
  return: r => r.returns.reasons,
  objection: r => r.returns.reasons,
  extension: r => r.extensions.reasons,
  suspension: r => r.suspensions.reasons,
  closeException: r => r.closeExceptions.reasons,
  exclusion: r => r.exclusions.reasons,
}

/** The code itself while the rules are on their way. */
export function reasonName(rules: Rules | undefined, kind: ApprovalKind, code: string): string {
  const found = rules && LISTS[kind]?.(rules).find(r => r.code === code)
  return found ? t(found.zh, found.en) : code
}
