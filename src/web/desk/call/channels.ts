/** The channels somebody takes calls and messages for: those of the centres they are granted for. */
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { subtreeOf } from '../../parts/directory.ts'
import { useSession } from '../../session.tsx'

type Channel = Answer<'listChannels'>['items'][number]

const FIRST = ['hotline', 'mobileDesk', 'window']
const TYPED_IN = new Set(['externalPlatform', 'import', 'api', 'internal'])
const WHILE = 10 * 60_000

/** Undefined while on their way. */
export function useOwnChannels(): readonly Channel[] | undefined {
  const { me } = useSession()
  const units = useAsk('listUnits', {}, { fresh: WHILE }).data?.items
  const channels = useAsk('listChannels', {}, { fresh: WHILE }).data?.items
  if (!units || !channels) return undefined
  const root = units.find(u => u.parentId === null)?.id
  const mine = new Set(me.grants.flatMap(g => [...subtreeOf(units, g.unitId)]))
  const rank = (kind: string) => (FIRST.indexOf(kind) + 10) % 10
  return channels
    .filter(c => c.active && !TYPED_IN.has(c.kind) && mine.has(c.ownerUnitId ?? root ?? 0))
    .sort((a, b) => rank(a.kind) - rank(b.kind) || a.digits - b.digits)
}
