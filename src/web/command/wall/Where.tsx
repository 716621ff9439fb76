/** Where people speak up: places of the city by how much came from each in seven days. */
import { RegionTiles } from '../../parts/map/RegionTiles.tsx'
import { t } from '../../text.ts'
import { Num } from '../Num.tsx'
import type { Overview } from '../overview.ts'

type Region = Overview['regions'][number]

export function Where({ of }: { of: Overview }) {
  const places = of.regions.map(r => ({ ...r.region, of: r }))
  const number = (place: { of: Region; name: string }) => (
    <Num cell={place.of.week} of={`${place.name} ${t('近七天', 'in seven days')}`} />
  )
  return <RegionTiles places={places} count={p => p.of.week.n ?? 0} number={number} />
}
