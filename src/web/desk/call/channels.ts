/** The channels somebody takes calls and messages for: those of the centres they are granted for. */
import { subtreeOf, useChannels, useUnits } from '../../parts/directory.ts'
import { useSession } from '../../session.tsx'

const FIRST = ['hotline', 'mobileDesk', 'window']
const TYPED_IN = new Set(['externalPlatform', 'import', 'api'])

export function useOwnChannels() {
  const { me } = useSession()
  const units = useUnits()
  const channels = useChannels()
  const root = units.find(u => u.parentId === null)?.id
  const mine = new Set(me.grants.flatMap(g => [...subtreeOf(units, g.unitId)]))
  const rank = (kind: string) => (FIRST.indexOf(kind) + 10) % 10
  return channels
    .filter(c => c.active && !TYPED_IN.has(c.kind) && mine.has(c.ownerUnitId ?? root ?? 0))
    .sort((a, b) => rank(a.kind) - rank(b.kind) || a.digits - b.digits)
}
