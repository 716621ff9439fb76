/** What the words of an arrival call for: risk words to alert by, an emergency line to hand over to. */
import type { Rules } from '../../domain/policy/rules.ts'
import { emergencyOf } from '../../domain/text/emergency.ts'
import { type RiskList, riskOf } from '../../domain/text/risk.ts'
import { openRiskLists } from '../kernel/words-risk.ts'

let lists: readonly RiskList[] | undefined

/** The groups of risk words a text asserts, each once. */
export function risksIn(text: string): string[] {
  lists ??= openRiskLists()
  return [...new Set(riskOf(text, lists).map(r => r.group))]
}

/** The first emergency line the text calls for now that the rules know, or null. */
export function emergencyIn(text: string, rules: Rules): Rules['emergencies'][number] | null {
  const called = emergencyOf(text).map(e => e.line as string)
  return (
    rules.emergencies.find(
      e => e.line === called.find(line => rules.emergencies.some(r => r.line === line)),
    ) ?? null
  )
}
