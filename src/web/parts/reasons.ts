/** What a coded reason of the rules means in words. */
import { useMemo } from 'react'
import { t } from '../text.ts'
import { useRules } from './directory.ts'

/** The code itself while the rules are on their way, and where they don't know it any more. */
export function useReasonName(): (code: string) => string {
  const rules = useRules()
  const names = useMemo(() => {
    const lists = rules
      ? [
          rules.returns.reasons,
          rules.extensions.reasons,
          rules.suspensions.reasons,
          rules.rework.reasons,
          rules.closeExceptions.reasons,
          rules.exclusions.reasons,
        ]
      : []
    return new Map(lists.flat().map(r => [r.code, t(r.zh, r.en)]))
  }, [rules])
  return code => names.get(code) ?? (/^[a-z][A-Za-z0-9]*$/.test(code) ? '' : code)
}
