/** The columns somebody chose and their order: in the link when there, else as they left them on this machine. */
import { useMemo, useState } from 'react'
import { useSession } from '../../session.tsx'
import { type Column, columnsOf, FIRST_COLUMNS } from './columns.tsx'

/** For whoever lets one choose. */
export interface ColumnsProps {
  keys: readonly string[]
  onChoose: (keys: readonly string[]) => void
}

const keyFor = (personId: number | null): string => `yidan.ledger.columns.${personId ?? 0}`

export function useColumns(): {
  columns: Column[]
  keys: readonly string[]
  choose: (keys: readonly string[]) => void
} {
  const { me } = useSession()
  const key = keyFor(me.personId)
  const [keys, setKeys] = useState<readonly string[]>(() => {
    const kept = localStorage.getItem(key)
    return kept ? kept.split(',') : FIRST_COLUMNS
  })
  const columns = useMemo(() => columnsOf(keys), [keys])
  return {
    columns,
    keys,
    choose: next => {
      localStorage.setItem(key, next.join(','))
      setKeys(next)
    },
  }
}
