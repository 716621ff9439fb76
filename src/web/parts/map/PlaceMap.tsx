/** A map with one place on it: to look at, or to point it out by mouse, finger or keyboard. */
import 'leaflet/dist/leaflet.css'
import './map.css'
import L from 'leaflet'
import { useEffect, useRef } from 'react'
import type { Point } from '../../../domain/place/gcj02.ts'
import { t } from '../../text.ts'
import type { Tiles } from './DistrictMap.tsx'
import { latLngOf, pointOf } from './on-tiles.ts'
import { districtsOf } from './regions.ts'
import type { MapRegion } from './use-map.ts'

interface Props {
  regions: readonly MapRegion[]
  tiles: Tiles | undefined
  /** In CGCS2000; null: nothing is marked yet. */
  at: Point | null
  /** What is shown at first while nothing is marked: a region; the whole city when left out. */
  around?: number | null | undefined
  /** Makes it a map to point at. */
  onPick?: ((at: Point) => void) | undefined
  /** What is on it, for those who don't see it. */
  name: string
}

const LABEL = { permanent: true, direction: 'center', className: 'district-name' } as const

/** As near as streets can be told apart. */
const NEAR = 15

export function PlaceMap({ regions, tiles, at, around, onPick, name }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<L.Map | null>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  const isShifted = tiles?.tiles != null && tiles.crs === 'gcj02'
  const shifted = useRef(isShifted)
  shifted.current = isShifted
  const isToPick = onPick !== undefined
  /** The zoom at which it was shown at first: nearer than that there is room for the names of streets. */
  const farthest = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const made = opened(place.current!, isToPick)
    map.current = made
    const take = (where: L.LatLng) => pick.current?.(pointOf(where, shifted.current))
    made.on('click', ({ latlng }) => take(latlng))
    made.on('zoomend', () =>
      place.current?.classList.toggle('is-near', made.getZoom() > farthest.current + 0.5),
    )
    const onKey = (e: KeyboardEvent) => {
      if (!isToPick || e.key !== 'Enter' || e.target !== place.current) return
      e.preventDefault()
      take(made.getCenter())
    }
    const box = place.current!
    box.addEventListener('keydown', onKey)
    const sized = new ResizeObserver(() => made.invalidateSize({ animate: false }))
    sized.observe(box)
    return () => {
      box.removeEventListener('keydown', onKey)
      sized.disconnect()
      made.remove()
      map.current = null
    }
  }, [isToPick])
  const url = tiles?.tiles ?? null
  useEffect(() => {
    if (!url || !map.current) return
    const layer = L.tileLayer(url, { maxZoom: 18 }).addTo(map.current)
    return () => void layer.remove()
  }, [url])
  useEffect(() => {
    if (!map.current) return
    const layer = outlines(regions, { isShifted, isToPick, isBare: url === null }).addTo(map.current)
    return () => void layer.remove()
  }, [regions, isShifted, isToPick, url])
  // Where to look at first; afterwards the map is the reader's to move.
  const isLooked = useRef(false)
  const [lng, lat] = at ?? [null, null]
  useEffect(() => {
    if (!map.current || (regions.length === 0 && lng === null)) return
    if (!isLooked.current) lookAt(map.current, { regions, at: pointFrom(lng, lat), around, isShifted })
    if (!isLooked.current) farthest.current = map.current.getZoom()
    isLooked.current = true
    if (lng === null || lat === null) return
    const there = latLngOf([lng, lat], isShifted)
    const pin = L.circleMarker(there, { radius: 8, className: 'place-pin', interactive: false })
    pin.addTo(map.current)
    if (!map.current.getBounds().contains(there)) map.current.setView(there, NEAR, { animate: false })
    return () => void pin.remove()
  }, [regions, lng, lat, around, isShifted])
  return (
    <>
      {isToPick ? (
        <div
          ref={place}
          className="place-map to-pick"
          role="application"
          aria-label={`${name}。${t('方向键移动，加减键缩放，回车标在中心。', 'Arrows move it, plus and minus zoom, Enter marks the middle.')}`}
        />
      ) : (
        <div ref={place} className="place-map" role="img" aria-label={name} />
      )}
      {url && tiles?.attribution && <div className="place-source">{tiles.attribution}</div>}
    </>
  )
}

const pointFrom = (lng: number | null, lat: number | null): Point | null =>
  lng === null || lat === null ? null : [lng, lat]

function opened(box: HTMLElement, isToPick: boolean): L.Map {
  const made = L.map(box, {
    attributionControl: false,
    zoomControl: false,
    keyboard: isToPick,
    dragging: isToPick,
    scrollWheelZoom: isToPick,
    doubleClickZoom: isToPick,
    touchZoom: isToPick,
    boxZoom: isToPick,
    zoomAnimation: false,
    fadeAnimation: false,
    inertia: false,
    zoomSnap: 0.25,
    maxZoom: 18,
  })
  // A key that moves the map has moved it when the next one is pressed.
  const panBy = made.panBy.bind(made)
  made.panBy = (offset, options) => panBy(offset, { ...options, animate: false })
  if (isToPick)
    L.control
      .zoom({ position: 'topright', zoomInTitle: t('放大', 'Zoom in'), zoomOutTitle: t('缩小', 'Zoom out') })
      .addTo(made)
  return made
}

interface Drawn {
  isShifted: boolean
  isToPick: boolean
  /** No tiles beneath: the outlines are all there is. */
  isBare: boolean
}

/** Districts with their names, streets as fine lines. */
function outlines(regions: readonly MapRegion[], { isShifted, isToPick, isBare }: Drawn): L.LayerGroup {
  const group = L.layerGroup()
  for (const { place, streets } of districtsOf(regions.filter(r => r.outline !== null))) {
    for (const street of streets) {
      const drawn = shape(street, 'place-street')
      if (isToPick) drawn.bindTooltip(street.name, { ...LABEL, className: 'district-name street-name' })
      group.addLayer(drawn)
    }
    const district = shape(place, isBare ? 'place-district is-bare' : 'place-district')
    if (isToPick) district.bindTooltip(place.name, LABEL)
    group.addLayer(district)
  }
  return group
  function shape({ outline }: MapRegion, className: string): L.GeoJSON {
    return L.geoJSON(outline ?? undefined, {
      interactive: false,
      coordsToLatLng: ([x = 0, y = 0]) => latLngOf([x, y], isShifted),
      style: { className },
    })
  }
}

interface Looked {
  regions: readonly MapRegion[]
  at: Point | null
  around: number | null | undefined
  isShifted: boolean
}

function lookAt(map: L.Map, { regions, at, around, isShifted }: Looked): void {
  const region = regions.find(r => r.id === around && r.outline !== null)
  const shown = region ? [region] : regions
  const bounds = L.latLngBounds([])
  for (const { outline } of shown)
    if (outline)
      bounds.extend(
        L.geoJSON(outline, { coordsToLatLng: ([x = 0, y = 0]) => latLngOf([x, y], isShifted) }).getBounds(),
      )
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [8, 8], animate: false })
  if (at && !(bounds.isValid() && region))
    map.setView(latLngOf(at, isShifted), bounds.isValid() ? Math.max(map.getZoom(), 12) : NEAR, {
      animate: false,
    })
  else if (!bounds.isValid()) map.setView([0, 0], 2, { animate: false })
}
