/** The map on which a citizen points at a place: outlines of the districts, and tiles where the city has some. */
import { circleMarker, geoJSON, type LatLng, map as openMap, tileLayer } from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { t } from './words.ts'

interface Place {
  form: HTMLFormElement
  says: HTMLElement
}

const box = document.querySelector<HTMLElement>('[data-map]')
const form = box?.closest('form')
if (box && form) void show(box, form)

async function show(box: HTMLElement, form: HTMLFormElement): Promise<void> {
  const outline = await fetch('/map/outline.json').then(
    answer => answer.json(),
    () => null,
  )
  const hasOutline = outline?.features?.length > 0
  if (!hasOutline && !box.dataset.tiles) return offerPositionOnly(box, form)
  box.hidden = false
  const place = { form, says: box.querySelector<HTMLElement>('[data-map-says]')! }
  const map = openMap(box.querySelector<HTMLElement>('[data-map-here]')!, {
    attributionControl: false,
    zoomAnimation: false,
  })
  if (box.dataset.tiles) tileLayer(box.dataset.tiles, { maxZoom: 18 }).addTo(map)
  const style = {
    color: '#8b8172',
    weight: 1.5,
    fillColor: '#a5321d',
    fillOpacity: box.dataset.tiles ? 0.02 : 0.08,
  }
  const shapes = geoJSON(outline, {
    style,
    onEachFeature: (f, layer) =>
      layer.bindTooltip(f.properties?.name ?? '', {
        permanent: true,
        direction: 'center',
        className: 'district',
      }),
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
  const mark = (at: LatLng, zoom = false): void => {
    pin.setLatLng(at).addTo(map)
    if (zoom) map.setView(at, 15)
    take(place, at.lat, at.lng)
  }
  map.on('click', event => mark(event.latlng))
  const known = [field(form, 'lat').value, field(form, 'lng').value].map(Number)
  if (known[0] && known[1]) pin.setLatLng([known[0], known[1]]).addTo(map)
  locating(box, place, (lat, lng) => mark({ lat, lng } as LatLng, true))
}

/** Without a map there is still a position, where the browser tells it. */
function offerPositionOnly(box: HTMLElement, form: HTMLFormElement): void {
  if (!navigator.geolocation) return
  box.hidden = false
  box.querySelector('[data-map-here]')?.remove()
  const place = { form, says: box.querySelector<HTMLElement>('[data-map-says]')! }
  locating(box, place, (lat, lng) => take(place, lat, lng))
}

const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement

function take({ form, says }: Place, lat: number, lng: number): void {
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
