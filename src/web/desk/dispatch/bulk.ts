/** A bulk dispatch: suggestions row by row, a rehearsal on the server, then the real thing in portions. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { call } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { t } from '../../text.ts'

/** What would happen, or happened, to a row. */
export interface Fate {
  state: 'would' | 'done' | 'not'
  unitId: number | null
  why?: string
}

const AT_ONCE = 4
const PORTION = 25

/** `unitId`: all to one; null: each to its suggested lead; undefined: not chosen yet. */
export function useBulkDispatch(rows: readonly Summary[], unitId: number | null | undefined) {
  const client = useQueryClient()
  const [fates, setFates] = useState<ReadonlyMap<string, Fate>>(new Map())
  const [step, setStep] = useState<'rehearsing' | 'rehearsed' | 'going' | 'done'>('rehearsing')
  const [at, setAt] = useState(0)
  const [error, setError] = useState<Error | null>(null)

  useEffect(() => {
    const ended = new AbortController()
    setFates(new Map())
    setStep('rehearsing')
    rehearse(rows, unitId, n => !ended.signal.aborted && setAt(n))
      .then(found => {
        if (ended.signal.aborted) return
        setFates(found)
        setStep('rehearsed')
      })
      .catch(e => !ended.signal.aborted && setError(e))
    return () => ended.abort()
  }, [rows, unitId])

  const dispatch = async () => {
    setStep('going')
    setAt(0)
    const ready = [...fates].filter(([, f]) => f.state === 'would')
    let now = fates
    try {
      for (let from = 0; from < ready.length; from += PORTION) {
        const portion = new Map(ready.slice(from, from + PORTION))
        now = new Map([...now, ...(await send(portion, false))])
        setFates(now)
        setAt(Math.min(from + PORTION, ready.length))
      }
    } catch (e) {
      setError(e as Error)
    }
    setStep('done')
    await refreshAll(client)
  }
  return {
    fates,
    step,
    at,
    error,
    dispatch: () => void dispatch(),
    isBusy: step === 'rehearsing' || step === 'going',
    dispatched: [...fates.values()].filter(f => f.state === 'done').length,
  }
}

async function rehearse(
  rows: readonly Summary[],
  unitId: number | null | undefined,
  tell: (n: number) => void,
): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>()
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const portion = rows.slice(from, from + AT_ONCE)
    const units = await Promise.all(portion.map(r => (unitId === null ? leadFor(r.number) : unitId)))
    portion.forEach((r, i) => {
      const to = units[i] ?? null
      fates.set(
        r.number,
        to === null ? { state: 'not', unitId: null, why: none(unitId) } : { state: 'would', unitId: to },
      )
    })
    tell(Math.min(from + AT_ONCE, rows.length))
  }
  const ready = new Map([...fates].filter(([, f]) => f.state === 'would'))
  return ready.size === 0 ? fates : new Map([...fates, ...(await send(ready, true))])
}

const none = (unitId: number | null | undefined): string =>
  unitId === undefined
    ? t('先选单位', 'Choose a unit first')
    : t('没有可主办的推荐单位，请单独派', 'No suggested lead: dispatch it by itself')

async function leadFor(number: string): Promise<number | null> {
  const { units } = await call('suggestForAppeal', { params: { number } })
  return units.find(u => u.role === 'lead')?.unitId ?? null
}

async function send(fates: ReadonlyMap<string, Fate>, dryRun: boolean): Promise<Map<string, Fate>> {
  const rows = [...fates].map(([number, { unitId }]) => ({
    number,
    units: [{ unitId: unitId!, role: 'lead' as const }],
  }))
  const answer = await call('dispatchMany', { body: { rows, dryRun } })
  return new Map(
    answer.rows.map(({ number, refused }) => [
      number,
      {
        unitId: fates.get(number)?.unitId ?? null,
        ...(refused
          ? { state: 'not' as const, why: t(refused.detail, refused.detailEn) }
          : { state: dryRun ? ('would' as const) : ('done' as const) }),
      },
    ]),
  )
}
