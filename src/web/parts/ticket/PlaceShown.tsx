/** Where it is, on a small map under the address; loaded when it comes into view. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { useMapRegions, useTiles } from '../map/use-map.ts'

const PlaceMap = lazy(() => import('../map/PlaceMap.tsx').then(m => ({ default: m.PlaceMap })))

export function PlaceShown({ ticket }: { ticket: Pick<Ticket, 'lng' | 'lat' | 'region' | 'address'> }) {
  const { lng, lat } = ticket
  const box = useRef<HTMLDivElement>(null)
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (!box.current) return
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && setSeen(true))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  if (lng === null || lat === null) return null
  return (
    <div ref={box} className="place-shown">
      {isSeen && <Drawn at={[lng, lat]} ticket={ticket} />}
    </div>
  )
}

/** Nothing in a city that has neither outlines nor tiles. */
function Drawn({
  at,
  ticket,
}: {
  at: readonly [number, number]
  ticket: Pick<Ticket, 'region' | 'address'>
}) {
  const regions = useMapRegions().data?.regions
  const tiles = useTiles()
  if (!regions || !(tiles?.tiles || regions.some(r => r.outline !== null))) return null
  const words = [ticket.region?.name, ticket.address].filter(Boolean).join(' ')
  return (
    <Suspense>
      <PlaceMap regions={regions} tiles={tiles} at={at} name={t(`地图：${words}`, `Map: ${words}`)} />
    </Suspense>
  )
}
