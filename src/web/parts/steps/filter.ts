/** What the six-step ledger is narrowed to, as it stands in the address. */
import { AMISS, type Amiss, LEDGER_KINDS, LEDGER_STEPS } from '../../../domain/supervision/steps.ts'
import { LIGHTS } from '../../../domain/time/lights.ts'
import type { Input } from '../../api.ts'

export type StepFilter = Omit<NonNullable<Input<'listLedgerSteps'>['query']>, 'after' | 'limit'>

const among = <T extends string>(values: readonly T[], word: string | null): T | undefined =>
  values.find(v => v === word)

/** Words that are no part of it are passed over. */
export function filterFrom(search: string): StepFilter {
  const asked = new URLSearchParams(search)
  const step = among(LEDGER_STEPS, asked.get('step'))
  const kind = among(LEDGER_KINDS, asked.get('kind'))
  const light = among(LIGHTS, asked.get('light'))
  const amiss = among<Amiss>(AMISS, asked.get('amiss'))
  const unitId = Math.floor(Number(asked.get('unitId')))
  return {
    ...(step && { step }),
    ...(kind && { kind: [kind] }),
    ...(light && { light: [light] }),
    ...(amiss && { amiss }),
    ...(unitId >= 1 && { unitId }),
  }
}

export function searchOf(filter: StepFilter): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(filter))
    if (value !== undefined) search.set(key, String(Array.isArray(value) ? value[0] : value))
  return search.toString()
}
