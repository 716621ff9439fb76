/** A map of the city: outlines of its districts coloured by a number, points where things are; tiles below when a city has a tile server. */
import 'leaflet/dist/leaflet.css'
import './map.css'
import type { MultiPolygon, Polygon } from 'geojson'
import L from 'leaflet'
import { useEffect, useRef } from 'react'
import { latLngOf } from './on-tiles.ts'
import { heatOf } from './regions.ts'

type Shape = Polygon | MultiPolygon

/** One place with its outline; coordinates in CGCS2000. */
export interface Outlined {
  id: number
  name: string
  outline: Shape
  /** How much there is; null: its border alone, e.g. of the district around streets. */
  count: number | null
}

export interface Tiles {
  tiles: string | null
  attribution: string
  crs: 'wgs84' | 'gcj02'
}

/** Something at a point, in CGCS2000. */
export interface Spot {
  key: string
  at: readonly [lng: number, lat: number]
  title: string
  colour: string
}

interface Props {
  places: readonly Outlined[]
  spots?: readonly Spot[]
  tiles: Tiles | undefined
  accent: string
  onPick?: (id: number) => void
  onSpot?: (key: string) => void
}

/** What is drawn is also said by a list beside it: the map itself is passed over by screen readers. */
export function DistrictMap(props: Props) {
  const { places, spots = [], tiles, accent } = props
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<L.Map | null>(null)
  const drawn = useRef<L.FeatureGroup | null>(null)
  const picks = useRef(props)
  picks.current = props
  useEffect(() => {
    const made = L.map(place.current!, {
      zoomControl: false,
      attributionControl: false,
      keyboard: false,
      zoomSnap: 0.1,
    })
    map.current = made
    drawn.current = L.featureGroup().addTo(made)
    const sized = new ResizeObserver(() => {
      made.invalidateSize({ animate: false })
      fit(made, drawn.current)
    })
    sized.observe(place.current!)
    return () => {
      sized.disconnect()
      made.remove()
      map.current = null
    }
  }, [])
  const [url, attribution] = [tiles?.tiles ?? null, tiles?.attribution ?? '']
  useEffect(() => {
    if (!url || !map.current) return
    const layer = L.tileLayer(url, { maxZoom: 18 }).addTo(map.current)
    const words = L.control.attribution({ prefix: false }).addAttribution(attribution).addTo(map.current)
    return () => {
      layer.remove()
      words.remove()
    }
  }, [url, attribution])
  const isShifted = url !== null && tiles?.crs === 'gcj02'
  const key = JSON.stringify([places.map(p => [p.id, p.count]), spots, accent, isShifted])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when what is drawn has changed
  useEffect(() => {
    const layer = drawn.current!
    layer.clearLayers()
    const most = Math.max(1, ...places.map(p => p.count ?? 0))
    const look = { most, accent, isShifted }
    for (const p of places) layer.addLayer(outlineOf(p, look, () => picks.current.onPick?.(p.id)))
    for (const s of spots) layer.addLayer(dotOf(s, isShifted, () => picks.current.onSpot?.(s.key)))
    fit(map.current, layer)
  }, [key])
  return <div ref={place} className="district-map" aria-hidden="true" />
}

function fit(map: L.Map | null, layer: L.FeatureGroup | null): void {
  const bounds = layer?.getBounds()
  if (map && bounds?.isValid()) map.fitBounds(bounds, { padding: [6, 6], animate: false })
}

interface Look {
  most: number
  accent: string
  isShifted: boolean
}

function outlineOf(place: Outlined, { most, accent, isShifted }: Look, onClick: () => void): L.GeoJSON {
  const { name, outline, count } = place
  const layer = L.geoJSON(outline, {
    coordsToLatLng: ([lng, lat]) => latLngOf([lng!, lat!], isShifted),
    interactive: count !== null,
    style: {
      color: accent,
      weight: count === null ? 2.5 : 1,
      fill: count !== null,
      fillColor: accent,
      fillOpacity: count === null ? 0 : 0.06 + 0.62 * heatOf(count, most),
    },
  })
  if (count !== null) {
    const label = document.createElement('span')
    label.append(name, document.createElement('br'), String(count))
    layer.bindTooltip(label, { permanent: true, direction: 'center', className: 'district-name' })
    layer.on('click', onClick)
  }
  return layer
}

function dotOf({ at, title, colour }: Spot, isShifted: boolean, onClick: () => void): L.CircleMarker {
  const look = { radius: 4, weight: 1, color: '#fff', fillColor: colour, fillOpacity: 0.9 }
  return L.circleMarker(latLngOf(at, isShifted), look).bindTooltip(title).on('click', onClick)
}
