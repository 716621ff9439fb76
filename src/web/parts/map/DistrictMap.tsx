/** A map of the city: outlines of its districts coloured by a number, points where things are; tiles below when a city has a tile server. */
import 'leaflet/dist/leaflet.css'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import L from 'leaflet'
import { useEffect, useRef } from 'react'
import { t } from '../../text.ts'
import { type LngLat, toGcj02 } from './gcj02.ts'
import { heatOf } from './regions.ts'

/** An outline with the place it belongs to; coordinates in CGCS2000. */
export type Outline = Feature<Polygon | MultiPolygon, { id: number; name: string }>

export interface Tiles {
  url: string
  attribution: string
  /** Drawn in GCJ-02, as Chinese map services have it; false: in CGCS2000 or WGS 84. */
  gcj02: boolean
}

export interface Point extends LngLat {
  key: string
  title: string
  colour: string
}

interface Props {
  outlines: FeatureCollection<Polygon | MultiPolygon, { id: number; name: string }>
  /** How much there is in a place. */
  count: (id: number) => number
  points?: readonly Point[]
  tiles?: Tiles | null
  accent: string
  onPick?: (id: number) => void
  onPoint?: (key: string) => void
}

/** What is drawn is also said by a table beside it: the map itself is passed over by screen readers. */
export function DistrictMap(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<L.Map | null>(null)
  const drawn = useRef<L.LayerGroup | null>(null)
  const isShifted = props.tiles?.gcj02 === true
  useEffect(() => {
    const made = L.map(place.current!, { zoomControl: false, attributionControl: true, keyboard: false })
    map.current = made
    drawn.current = L.layerGroup().addTo(made)
    return () => {
      made.remove()
      map.current = null
    }
  }, [])
  const url = props.tiles?.url
  useEffect(() => {
    if (!url || !map.current) return
    const layer = L.tileLayer(url, { attribution: props.tiles?.attribution ?? '', maxZoom: 18 })
    layer.addTo(map.current)
    return () => void layer.remove()
  }, [url, props.tiles?.attribution])
  useEffect(() => {
    drawn.current?.clearLayers()
    const outlines = outlinesOf(props, isShifted)
    drawn.current?.addLayer(outlines)
    for (const point of props.points ?? []) drawn.current?.addLayer(dotOf(point, isShifted, props.onPoint))
    const bounds = outlines.getBounds()
    if (bounds.isValid()) map.current?.fitBounds(bounds, { padding: [8, 8], animate: false })
  }, [props, isShifted])
  return (
    <div ref={place} className="district-map" aria-hidden="true" data-empty={t('没有地图', 'No map')} />
  )
}

const shifted = (isShifted: boolean, place: LngLat): LngLat => (isShifted ? toGcj02(place) : place)

function outlinesOf({ outlines, count, accent, onPick }: Props, isShifted: boolean): L.GeoJSON {
  const most = Math.max(1, ...outlines.features.map(f => count(f.properties.id)))
  return L.geoJSON(outlines, {
    coordsToLatLng: ([lng, lat]) => {
      const there = shifted(isShifted, { lng: lng!, lat: lat! })
      return L.latLng(there.lat, there.lng)
    },
    style: feature => ({
      color: accent,
      weight: 1,
      fillColor: accent,
      fillOpacity: 0.08 + 0.7 * heatOf(count((feature as Outline).properties.id), most),
    }),
    onEachFeature: (feature: Outline, layer) => {
      const { id, name } = feature.properties
      layer.bindTooltip(`${name} ${count(id)}`, { permanent: true, direction: 'center', className: 'district-name' })
      if (onPick) layer.on('click', () => onPick(id))
    },
  })
}

function dotOf(point: Point, isShifted: boolean, onPoint: Props['onPoint']): L.CircleMarker {
  const there = shifted(isShifted, point)
  const dot = L.circleMarker([there.lat, there.lng], { radius: 4, weight: 1, color: '#fff', fillColor: point.colour, fillOpacity: 0.9 })
  dot.bindTooltip(point.title)
  if (onPoint) dot.on('click', () => onPoint(point.key))
  return dot
}
