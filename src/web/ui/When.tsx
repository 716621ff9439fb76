/** A moment as people say it, the exact time on hover; or how long until then. */
import { useEffect, useState } from 'react'
import { exactly, remaining, spoken } from './moment.ts'

const parsed = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at))

/** The present moment, kept up to date every so many milliseconds. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

export function When({ at }: { at: string | number | null | undefined }) {
  const now = useNow(60_000)
  if (at === null || at === undefined) return null
  const moment = parsed(at)
  return (
    <time dateTime={new Date(moment).toISOString()} title={exactly(moment)}>
      {spoken(moment, now)}
    </time>
  )
}

/** Counts down to a limit, and says by how much it was missed. */
export function Until({ at }: { at: string | number | null | undefined }) {
  const now = useNow()
  if (at === null || at === undefined) return null
  const moment = parsed(at)
  return (
    <time dateTime={new Date(moment).toISOString()} title={exactly(moment)}>
      {remaining(moment, now)}
    </time>
  )
}
