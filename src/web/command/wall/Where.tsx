/** Where people speak up in seven days: a map of the city where its outlines are known, tiles of its places where not. */
import { lazy, Suspense } from 'react'
import { useLocation } from 'wouter'
import { RegionTiles } from '../../parts/map/RegionTiles.tsx'
import { districtsOf } from '../../parts/map/regions.ts'
import { type MapRegion, useMapRegions, useTiles } from '../../parts/map/use-map.ts'
import { t } from '../../text.ts'
import { ledgerOf } from '../ledger/filter.ts'
import { Num } from '../Num.tsx'
import type { Overview } from '../overview.ts'

const DistrictMap = lazy(() =>
  import('../../parts/map/DistrictMap.tsx').then(m => ({ default: m.DistrictMap })),
)

type Counted = Overview['regions'][number]

export function Where({ of, accent }: { of: Overview; accent: string }) {
  const found = useMapRegions()
  const tiles = useTiles()
  const [, go] = useLocation()
  const counts = new Map(of.regions.map(r => [r.region.id, r]))
  const outlined = placesOf(found.data?.regions ?? [], counts)
  if (found.isPending) return null
  if (outlined.length === 0) return <Tiles of={of} />
  return (
    <div className="where">
      <Suspense>
        <DistrictMap
          places={outlined}
          tiles={tiles}
          accent={accent}
          onPick={id => {
            const filter = counts.get(id)?.week.filter
            if (filter) go(ledgerOf(filter))
          }}
        />
      </Suspense>
      <ul className="where-list">
        {districtsOf(of.regions.map(r => ({ ...r.region, of: r }))).map(({ place }) => (
          <li key={place.id}>
            {place.name} <Week of={place.of} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Streets with their numbers, and the borders of the districts around them. */
function placesOf(regions: readonly MapRegion[], counts: ReadonlyMap<number, Counted>) {
  const known = regions.flatMap(r => (r.outline === null ? [] : [{ ...r, outline: r.outline }]))
  const districts = districtsOf(known)
  const hasStreets = districts.some(d => d.streets.length > 0)
  const filled = hasStreets ? districts.flatMap(d => d.streets) : districts.map(d => d.place)
  const borders = hasStreets ? districts.map(d => d.place) : []
  const drawn = ({ id, name, outline }: (typeof known)[number], count: number | null) => ({
    id,
    name,
    outline: outline as never,
    count,
  })
  return [...filled.map(p => drawn(p, counts.get(p.id)?.week.n ?? 0)), ...borders.map(p => drawn(p, null))]
}

function Tiles({ of }: { of: Overview }) {
  const places = of.regions.map(r => ({ ...r.region, of: r }))
  if (places.length === 0)
    return <p>{t('近七天没有带区划的诉求。', 'No appeal with a place in seven days.')}</p>
  return <RegionTiles places={places} count={p => p.of.week.n ?? 0} number={p => <Week of={p.of} />} />
}

const Week = ({ of }: { of: Counted }) => (
  <Num cell={of.week} of={`${of.region.name} ${t('近七天', 'in seven days')}`} />
)
