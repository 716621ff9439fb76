/** Where, without a map: districts as panels, their streets as tiles, coloured by how much there is. For cities without outlines. */
import type { ReactNode } from 'react'
import './map.css'
import { t } from '../../text.ts'
import { districtsOf, heatOf, type Place } from './regions.ts'

interface Props<P extends Place> {
  places: readonly P[]
  count: (place: P) => number
  /** The number as it is shown, a link where there is a list behind it. */
  number: (place: P) => ReactNode
}

export function RegionTiles<P extends Place>({ places, count, number }: Props<P>) {
  const districts = districtsOf(places)
  const streets = districts.flatMap(d => d.streets)
  const most = Math.max(1, ...(streets.length > 0 ? streets : districts.map(d => d.place)).map(count))
  return (
    <ul className="region-tiles" aria-label={t('按区划', 'By place')}>
      {districts.map(({ place, streets: inside }) => (
        <li key={place.id} className="region-district" style={{ flexGrow: Math.max(1, inside.length) }}>
          <div className="region-name">
            {place.name} {number(place)}
          </div>
          {inside.length > 0 && (
            <ul>
              {inside.map(street => (
                <li
                  key={street.id}
                  className="region-tile"
                  style={{ '--heat': heatOf(count(street), most) } as React.CSSProperties}
                >
                  <span>{street.name}</span>
                  <strong>{number(street)}</strong>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
