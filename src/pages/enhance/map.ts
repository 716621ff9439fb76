/** The map on which a citizen points at a place: outlines of the districts, and tiles where the city has some. */
import type { FeatureCollection, Geometry } from 'geojson'
import { circleMarker, geoJSON, LatLng, map as openMap, tileLayer } from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { fromGcj02, type Point, toGcj02 } from '../../domain/place/gcj02.ts'
import { t } from './words.ts'

interface Place {
  form: HTMLFormElement
  says: HTMLElement
}

const box = document.querySelector<HTMLElement>('[data-map]')
const form = box?.closest('form')
if (box && form) void show(box, form)

interface Region {
  name: string
  parentId: number | null
  outline: Geometry | null
}

interface Settings {
  tiles: string | null
  attribution: string
  crs: 'wgs84' | 'gcj02'
}

async function asked<T>(path: string): Promise<T | null> {
  const answer = await fetch(`/api/v1/map/${path}`).catch(() => null)
  return answer?.ok ? ((await answer.json()) as T) : null
}

async function show(box: HTMLElement, form: HTMLFormElement): Promise<void> {
  const [found, settings] = await Promise.all([
    asked<{ regions: Region[] }>(`regions?tenant=${encodeURIComponent(box.dataset.map!)}`),
    asked<Settings>('settings'),
  ])
  const regions = districtsOf(found?.regions ?? [])
  if (regions.length === 0) return offerPositionOnly(box, form)
  box.hidden = false
  const { tiles = null, attribution = '', crs = 'wgs84' } = settings ?? {}
  // Tiles of Chinese providers are drawn askew on purpose; what is stored and sent never is.
  const drawn = (at: Point): Point => (crs === 'gcj02' ? toGcj02(at) : at)
  const meant = (at: Point): Point => (crs === 'gcj02' ? fromGcj02(at) : at)
  const place = { form, says: box.querySelector<HTMLElement>('[data-map-says]')! }
  const map = openMap(box.querySelector<HTMLElement>('[data-map-here]')!, {
    attributionControl: attribution !== '',
    zoomAnimation: false,
  })
  if (tiles) tileLayer(tiles, { maxZoom: 18, attribution }).addTo(map)
  const shapes = geoJSON(collectionOf(regions), {
    coordsToLatLng: ([lng = 0, lat = 0]) => latLngOf(drawn([lng, lat])),
    style: { color: '#8b8172', weight: 1.5, fillColor: '#a5321d', fillOpacity: tiles ? 0.02 : 0.08 },
    onEachFeature: (f, layer) =>
      layer.bindTooltip(f.properties.name, { permanent: true, direction: 'center', className: 'district' }),
  })
  shapes.addTo(map)
  map.fitBounds(shapes.getBounds())
  const pin = circleMarker([0, 0], {
    radius: 9,
    color: '#fff',
    weight: 3,
    fillColor: '#a5321d',
    fillOpacity: 1,
  })
  const mark = (at: Point, zoom = false): void => {
    const there = latLngOf(drawn(at))
    pin.setLatLng(there).addTo(map)
    if (zoom) map.setView(there, 15)
    take(place, at)
  }
  map.on('click', ({ latlng: { lng, lat } }) => mark(meant([lng, lat])))
  const [lat = 0, lng = 0] = [field(form, 'lat').value, field(form, 'lng').value].map(Number)
  if (lat && lng) pin.setLatLng(latLngOf(drawn([lng, lat]))).addTo(map)
  locating(box, place, (lat, lng) => mark([lng, lat], true))
}

/** The city's districts: the first level below it that has outlines. */
function districtsOf(regions: readonly Region[]): Region[] {
  const outlined = regions.filter(r => r.outline !== null)
  const below = outlined.filter(r => r.parentId !== null)
  const top = Math.min(...below.map(r => r.parentId!))
  return below.length > 0 ? below.filter(r => r.parentId === top) : outlined
}

const collectionOf = (regions: readonly Region[]): FeatureCollection<Geometry, { name: string }> => ({
  type: 'FeatureCollection',
  features: regions.map(r => ({ type: 'Feature', properties: { name: r.name }, geometry: r.outline! })),
})

const latLngOf = ([lng, lat]: Point): LatLng => new LatLng(lat, lng)

/** Without a map there is still a position, where the browser tells it. */
function offerPositionOnly(box: HTMLElement, form: HTMLFormElement): void {
  if (!navigator.geolocation) return
  box.hidden = false
  box.querySelector('[data-map-here]')?.remove()
  const place = { form, says: box.querySelector<HTMLElement>('[data-map-says]')! }
  locating(box, place, (lat, lng) => take(place, [lng, lat]))
}

const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement

function take({ form, says }: Place, [lng, lat]: Point): void {
  field(form, 'lat').value = lat.toFixed(6)
  field(form, 'lng').value = lng.toFixed(6)
  says.textContent = t('位置已标出。', 'The place is marked.')
}

function locating(box: HTMLElement, { says }: Place, found: (lat: number, lng: number) => void): void {
  const button = box.querySelector<HTMLButtonElement>('[data-locate]')!
  if (!navigator.geolocation) {
    button.hidden = true
    return
  }
  button.addEventListener('click', () => {
    says.textContent = t('正在定位…', 'Looking…')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => found(coords.latitude, coords.longitude),
      () => {
        says.textContent = t(
          '没有取到位置，请在地图上点或写文字。',
          'No position; please press on the map or use words.',
        )
      },
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  })
}
