/** Moments in the rows: as people say them, all following one clock instead of a timer in each cell. */
import { createContext, type ReactNode, useContext } from 'react'
import { exactly, remaining, spoken } from '../../ui/moment.ts'
import { useNow } from '../../ui/When.tsx'

const Now = createContext(0)

export function Clock({ children }: { children: ReactNode }) {
  return <Now value={useNow(30_000)}>{children}</Now>
}

interface Props {
  at: string | null | undefined
  /** Counted down to, or by how much it was missed. */
  until?: boolean
}

export function Moment({ at, until = false }: Props) {
  const now = useContext(Now)
  if (!at) return null
  const moment = Date.parse(at)
  return (
    <time dateTime={at} title={exactly(moment)}>
      {until ? remaining(moment, now) : spoken(moment, now)}
    </time>
  )
}
