/** The outline of a region: GeoJSON Polygon or MultiPolygon in CGCS2000. What is wrong with one, its middle, what lies in it. */
import type { Point } from './gcj02.ts'

export type Ring = Point[]
export type Outline =
  | { type: 'Polygon'; coordinates: Ring[] }
  | { type: 'MultiPolygon'; coordinates: Ring[][] }

/** Points of one region at most; an outline for a screen needs hundreds. */
export const MOST_POINTS = 20_000

const polygonsOf = (outline: Outline): Ring[][] =>
  outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates

const isPoint = (p: unknown): p is Point =>
  Array.isArray(p) &&
  p.length === 2 &&
  p.every(n => typeof n === 'number' && Number.isFinite(n)) &&
  Math.abs(p[0]) <= 180 &&
  Math.abs(p[1]) <= 90

function ringProblem(ring: unknown): string | null {
  if (!Array.isArray(ring) || ring.length < 4) return 'a ring has fewer than four points'
  if (!ring.every(isPoint)) return 'a ring has something that is not a longitude and a latitude'
  const [first, last] = [ring[0] as Point, ring.at(-1) as Point]
  return first[0] === last[0] && first[1] === last[1] ? null : 'a ring does not end where it begins'
}

/** What is wrong with something that should be an outline; null when nothing is. */
export function outlineProblem(value: unknown): string | null {
  const { type, coordinates } = (value ?? {}) as { type?: unknown; coordinates?: unknown }
  if (type !== 'Polygon' && type !== 'MultiPolygon') return 'is neither a Polygon nor a MultiPolygon'
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates
  if (!Array.isArray(polygons) || polygons.length === 0) return 'has no coordinates'
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return 'has a polygon without a ring'
    const wrong = polygon.map(ringProblem).find(p => p !== null)
    if (wrong) return wrong
  }
  const points = (polygons as Ring[][]).flat().reduce((n, ring) => n + ring.length, 0)
  return points > MOST_POINTS ? `has ${points} points, more than ${MOST_POINTS}` : null
}

/** Twice the signed area, and the centroid, of a ring; positive when it runs counterclockwise. */
function momentsOf(ring: Ring): { area: number; x: number; y: number } {
  let [area, x, y] = [0, 0, 0]
  const [ox, oy] = ring[0]!
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = [ring[i]![0] - ox, ring[i]![1] - oy]
    const [bx, by] = [ring[i + 1]![0] - ox, ring[i + 1]![1] - oy]
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return { area, x: ox + x / (3 * area), y: oy + y / (3 * area) }
}

export const areaOf = (ring: Ring): number => momentsOf(ring).area / 2

/** The middle of the largest part. */
export function centreOf(outline: Outline): Point {
  const rings = polygonsOf(outline).map(polygon => momentsOf(polygon[0]!))
  const { x, y } = rings.sort((a, b) => Math.abs(b.area) - Math.abs(a.area))[0]!
  return [x, y]
}

function inRing([x, y]: Point, ring: Ring): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!
    const [bx, by] = ring[j]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** Within one of its parts and in none of that part's holes. */
export const liesIn = (at: Point, outline: Outline): boolean =>
  polygonsOf(outline).some(([outer, ...holes]) => inRing(at, outer!) && !holes.some(hole => inRing(at, hole)))

/** West, south, east, north. */
export function boxOf(outline: Outline): [number, number, number, number] {
  const points = polygonsOf(outline).flatMap(polygon => polygon[0]!)
  const [xs, ys] = [points.map(p => p[0]), points.map(p => p[1])]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
