/**
 * Draws the sample city's outlines: a lattice of communities whose corners and edges are shared, so that they tile without a
 * gap; towns, districts and the city are joined along the same edges. Districts meet at rivers. Out at sea, where nobody
 * lives. Run it to write config/sample-city/regions.geojson anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Point } from '../../domain/place/gcj02.ts'
import { outlinesText } from '../directory/outlines.ts'
import { chanceOf } from './chance.ts'

/** The south-west corner, and how large a community is. */
const SEA = { lng: 119.3, lat: 38.45 }
const CELL = { lng: 0.05, lat: 0.04 }
/** Two communities to a town, four towns to a district, three districts. */
const COLUMNS = 6
const ROWS = 4
const FOLDER = new URL('../../../config/sample-city/', import.meta.url)

const pointAt = (x: number, y: number): Point => [
  Number((SEA.lng + x * CELL.lng).toFixed(6)),
  Number((SEA.lat + y * CELL.lat).toFixed(6)),
]

/** Every corner stands a little off the lattice, always at the same place. */
function corner(x: number, y: number): [number, number] {
  const chance = chanceOf(`corner ${x}/${y}`)
  return [x + chance.within(-0.15, 0.15), y + chance.within(-0.15, 0.15)]
}

const isRiver = (a: readonly number[], b: readonly number[]): boolean => a[0] === b[0] && a[0]! % 2 === 0

/** An edge from its lower or left end to the other, without that other end; rivers wind. */
function edge(a: readonly [number, number], b: readonly [number, number]): Point[] {
  const [[ax, ay], [bx, by]] = [corner(...a), corner(...b)]
  const chance = chanceOf(`edge ${a}-${b}`)
  const steps = isRiver(a, b) ? 12 : 5
  return Array.from({ length: steps }, (_, i) => {
    const t = i / steps
    const wind = isRiver(a, b) ? 0.1 * Math.sin(2 * Math.PI * t) : 0
    const off = i === 0 ? 0 : chance.within(-0.025, 0.025)
    return pointAt(ax + (bx - ax) * t + wind + off, ay + (by - ay) * t + off)
  })
}

/** Along the lattice from corner to corner, in either direction. */
function along(from: readonly [number, number], to: readonly [number, number]): Point[] {
  const [dx, dy] = [Math.sign(to[0] - from[0]), Math.sign(to[1] - from[1])]
  const path: Point[] = []
  for (let [x, y] = from; x !== to[0] || y !== to[1]; x += dx, y += dy) {
    const next = [x + dx, y + dy] as const
    if (dx + dy > 0) path.push(...edge([x, y], next))
    // The same points the other way round: this end first, the far end left to the next edge.
    else path.push(pointAt(...corner(x, y)), ...edge(next, [x, y]).slice(1).reverse())
  }
  return path
}

/** A block of cells as one polygon, counterclockwise. */
function block(x: number, y: number, width: number, height: number) {
  const corners = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ] as const
  const ring = corners.slice(1).flatMap((to, i) => along(corners[i]!, to))
  return { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] }
}

/** By the code: 9901|district 2|town 3|community 3. */
function outlineOf(code: string) {
  const district = Number(code.slice(4, 6)) - 1
  const town = Number(code.slice(6, 9)) - 1
  const community = Number(code.slice(9, 12)) - 1
  if (district < 0) return block(0, 0, COLUMNS, ROWS)
  if (code.length === 6) return block(2 * district, 0, 2, ROWS)
  if (code.length === 9) return block(2 * district, town, 2, 1)
  return block(2 * district + community, town, 1, 1)
}

/** The file as it should be, for the regions of regions.csv. */
export function drawOutlines(): string {
  const [, ...lines] = readFileSync(new URL('regions.csv', FOLDER), 'utf8').trim().split(/\r?\n/)
  const regions = lines.map(line => line.split(',')).map(([code, name]) => ({ code: code!, name: name! }))
  return outlinesText(regions.map(r => ({ ...r, outline: outlineOf(r.code) })))
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('regions.geojson', FOLDER), drawOutlines())
