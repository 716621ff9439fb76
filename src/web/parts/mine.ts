/** Which units are the reader's own: where they work, and all below it. */
import { useMemo } from 'react'
import { useSession } from '../session.tsx'
import { subtreeOf, useUnits } from './directory.ts'

/** True of every unit for those who work for the whole city. */
export function useMine(): (unitId: number | null | undefined) => boolean {
  const { me } = useSession()
  const units = useUnits()
  return useMemo(() => {
    const own = subtreeOf(units, me.unitId ?? 0)
    return unitId => unitId !== null && unitId !== undefined && own.has(unitId)
  }, [units, me.unitId])
}
