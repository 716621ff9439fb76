/** Between what is stored and where it is drawn: tiles of Chinese services are askew on purpose, what is stored and sent never is. */
import L from 'leaflet'
import { fromGcj02, type Point, toGcj02 } from '../../../domain/place/gcj02.ts'

/** `isShifted`: there are tiles, and they are drawn on GCJ-02. */
export function latLngOf(at: Point, isShifted: boolean): L.LatLng {
  const [lng, lat] = isShifted ? toGcj02(at) : at
  return L.latLng(lat, lng)
}

/** The place that was pressed, as it is stored. */
export function pointOf({ lng, lat }: L.LatLng, isShifted: boolean): Point {
  const at: Point = [lng, lat]
  return isShifted ? fromGcj02(at) : at
}
