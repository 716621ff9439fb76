/** Where it is, on a small map under the address: loaded when somebody opens it, and open from then on. */
import { EnvironmentOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { Loading } from '../../ui/Loading.tsx'
import { useMapRegions, useTiles } from '../map/use-map.ts'
import { placeWords } from '../place-words.ts'

const PlaceMap = lazy(() => import('../map/PlaceMap.tsx').then(m => ({ default: m.PlaceMap })))

type Placed = Pick<Ticket, 'lng' | 'lat' | 'region' | 'address'>

/** Whoever wants the map of one ticket wants that of the next. */
const KEY = 'yidan.map'

export function PlaceShown({ ticket }: { ticket: Placed }) {
  const { lng, lat } = ticket
  const [isOpen, setOpen] = useState(() => localStorage.getItem(KEY) === 'open')
  if (lng === null || lat === null) return null
  return (
    <details
      className="place-shown no-print"
      open={isOpen}
      onToggle={e => {
        setOpen(e.currentTarget.open)
        localStorage.setItem(KEY, e.currentTarget.open ? 'open' : 'closed')
      }}
    >
      <summary>
        <EnvironmentOutlined aria-hidden="true" /> {t('地图', 'Map')}
      </summary>
      {isOpen && <Drawn at={[lng, lat]} ticket={ticket} />}
    </details>
  )
}

function Drawn({ at, ticket }: { at: readonly [number, number]; ticket: Placed }) {
  const asked = useMapRegions()
  const tiles = useTiles()
  const regions = asked.data?.regions
  if (!regions) return asked.error ? null : <Loading rows={3} />
  if (!tiles?.tiles && regions.every(r => r.outline === null))
    return t('本市还没有区划边界和底图。', 'The city has neither outlines nor tiles yet.')
  const words = placeWords(ticket)
  return (
    <Suspense fallback={<Loading rows={3} />}>
      <PlaceMap regions={regions} tiles={tiles} at={at} name={t(`地图：${words}`, `Map: ${words}`)} />
    </Suspense>
  )
}
