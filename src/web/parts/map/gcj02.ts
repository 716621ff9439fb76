/** Between CGCS2000 (practically WGS 84), in which places are kept, and GCJ-02, in which Chinese map tiles are drawn. */

export interface LngLat {
  lng: number
  lat: number
}

/** Krasovsky 1940, as GCJ-02 has it: metres, and the square of the eccentricity. */
const A = 6378245
const EE = 0.006693421622965943
const { PI, sin, cos, sqrt, abs } = Math

/** Outside of the mainland the two are one. */
const isOutside = ({ lng, lat }: LngLat): boolean =>
  lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271

const waves = (x: number): number => ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3

const shiftOfLat = (x: number, y: number): number =>
  -100 +
  2 * x +
  3 * y +
  0.2 * y * y +
  0.1 * x * y +
  0.2 * sqrt(abs(x)) +
  waves(x) +
  ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
  ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3

const shiftOfLng = (x: number, y: number): number =>
  300 +
  x +
  2 * y +
  0.1 * x * x +
  0.1 * x * y +
  0.1 * sqrt(abs(x)) +
  waves(x) +
  ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
  ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3

function shiftAt({ lng, lat }: LngLat): LngLat {
  const [x, y] = [lng - 105, lat - 35]
  const radians = (lat / 180) * PI
  const magic = 1 - EE * sin(radians) ** 2
  return {
    lat: (shiftOfLat(x, y) * 180) / (((A * (1 - EE)) / (magic * sqrt(magic))) * PI),
    lng: (shiftOfLng(x, y) * 180) / ((A / sqrt(magic)) * cos(radians) * PI),
  }
}

/** Where a place stands on GCJ-02 tiles. */
export function toGcj02(place: LngLat): LngLat {
  if (isOutside(place)) return place
  const shift = shiftAt(place)
  return { lng: place.lng + shift.lng, lat: place.lat + shift.lat }
}

/** Back, to within a centimetre: the shift changes so slowly that a few rounds suffice. */
export function fromGcj02(point: LngLat): LngLat {
  if (isOutside(point)) return point
  let guess = point
  for (let i = 0; i < 4; i++) {
    const there = toGcj02(guess)
    guess = { lng: guess.lng + point.lng - there.lng, lat: guess.lat + point.lat - there.lat }
  }
  return guess
}
