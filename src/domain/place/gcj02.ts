/** GCJ-02 ↔ CGCS2000: what Chinese tile services draw on, and what is stored (practically WGS 84). Degrees, [lng, lat]. */
export type Point = readonly [lng: number, lat: number]

// The ellipsoid of the published offset, Krasovsky 1940.
const AXIS = 6_378_245
const ECCENTRICITY = 0.006_693_421_622_965_943

/** Where GCJ-02 is used at all; elsewhere both are the same. */
const isShifted = ([lng, lat]: Point): boolean =>
  lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271

const waves = (x: number, amplitudes: readonly [number, number][]): number =>
  amplitudes.reduce((sum, [amplitude, frequency]) => sum + amplitude * Math.sin(x * frequency * Math.PI), 0)

const BOTH: [number, number][] = [
  [20, 6],
  [20, 2],
]

function latitudeWave(x: number, y: number): number {
  const even = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  const along = waves(y, [
    [20, 1],
    [40, 1 / 3],
    [160, 1 / 12],
    [320, 1 / 30],
  ])
  return even + ((waves(x, BOTH) + along) * 2) / 3
}

function longitudeWave(x: number, y: number): number {
  const even = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
  const along = waves(x, [
    [20, 1],
    [40, 1 / 3],
    [150, 1 / 12],
    [300, 1 / 30],
  ])
  return even + ((waves(x, BOTH) + along) * 2) / 3
}

function offsetAt([lng, lat]: Point): Point {
  const [x, y] = [lng - 105, lat - 35]
  const radians = (lat * Math.PI) / 180
  const magic = 1 - ECCENTRICITY * Math.sin(radians) ** 2
  const perLat = ((AXIS * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))) * (Math.PI / 180)
  const perLng = (AXIS / Math.sqrt(magic)) * Math.cos(radians) * (Math.PI / 180)
  return [longitudeWave(x, y) / perLng, latitudeWave(x, y) / perLat]
}

/** For drawing on tiles in GCJ-02. */
export function toGcj02(at: Point): Point {
  if (!isShifted(at)) return at
  const [east, north] = offsetAt(at)
  return [at[0] + east, at[1] + north]
}

/** Of a place picked on such tiles; exact to a few millimetres. */
export function fromGcj02(at: Point): Point {
  if (!isShifted(at)) return at
  let found = at
  // The offset changes so slowly that each step leaves less than a thousandth of the error.
  for (let i = 0; i < 4; i++) {
    const [lng, lat] = toGcj02(found)
    found = [found[0] + at[0] - lng, found[1] + at[1] - lat]
  }
  return found
}
