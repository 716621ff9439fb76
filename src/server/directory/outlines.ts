/** regions.geojson beside regions.csv: the outlines of regions by their codes; read, stored, written. */
import { sql } from 'kysely'
import type { Point } from '../../domain/place/gcj02.ts'
import { centreOf, type Outline, outlineProblem } from '../../domain/place/outline.ts'
import type { Queryable } from '../kernel/database.ts'
import type { Problem } from './files/problem.ts'

export const OUTLINES_FILE = 'regions.geojson'

/** By the code of the region. */
export type Outlines = Map<string, Outline>

interface Feature {
  type?: unknown
  properties?: { code?: unknown } | null
  geometry?: unknown
}

/** Every problem names its feature: by its code, or as the how-many-eth it is. */
export function readOutlines(
  text: string,
  isRegion: (code: string) => boolean,
): { outlines: Outlines; problems: Problem[] } {
  const outlines: Outlines = new Map()
  const problems: Problem[] = []
  const say = (message: string) => problems.push({ file: OUTLINES_FILE, line: null, column: null, message })
  const features = featuresIn(text)
  if (typeof features === 'string') say(features)
  else
    for (const [i, feature] of features.entries()) {
      const code = feature?.properties?.code
      const named = typeof code === 'string' ? `feature '${code}'` : `feature ${i + 1}`
      const wrong = outlineProblem(feature?.geometry)
      if (typeof code !== 'string') say(`${named} has no properties.code`)
      else if (!isRegion(code)) say(`${named} is not a region of regions.csv`)
      else if (outlines.has(code)) say(`${named} is there twice`)
      else if (wrong) say(`${named}: ${wrong}`)
      else outlines.set(code, feature.geometry as Outline)
    }
  return { outlines, problems }
}

/** A sentence when it isn't a collection of features. */
function featuresIn(text: string): Feature[] | string {
  try {
    const { type, features } = JSON.parse(text)
    return type === 'FeatureCollection' && Array.isArray(features)
      ? features
      : 'is not a GeoJSON FeatureCollection'
  } catch {
    return 'is not JSON'
  }
}

/** Regions that the file leaves out lose theirs. Answers how many changed. */
export async function storeOutlines(tx: Queryable, tenantId: number, outlines: Outlines): Promise<number> {
  const rows = JSON.stringify([...outlines].map(([code, outline]) => ({ code, outline })))
  const { rows: changed } = await sql<{ id: number }>`
    WITH given AS (SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS g(code text, outline jsonb))
    UPDATE region r SET outline = (SELECT outline FROM given g WHERE g.code = r.code)
    WHERE r.tenant_id = ${tenantId} AND r.outline IS DISTINCT FROM (SELECT outline FROM given g WHERE g.code = r.code)
    RETURNING r.id`.execute(tx)
  return changed.length
}

export interface RegionRow {
  id: number
  code: string
  name: string
  parentId: number | null
  outline: Outline | null
}

export const regionsWithOutlines = async (db: Queryable, tenantId: number): Promise<RegionRow[]> =>
  (
    await sql<RegionRow>`SELECT id, code, name, parent_id AS "parentId", outline FROM region
      WHERE tenant_id = ${tenantId} ORDER BY code`.execute(db)
  ).rows

/** One feature a line, so that a change reads well. */
export function outlinesText(rows: readonly Pick<RegionRow, 'code' | 'name' | 'outline'>[]): string {
  const features = rows
    .filter(r => r.outline !== null)
    .map(({ code, name, outline }) =>
      JSON.stringify({ type: 'Feature', properties: { code, name }, geometry: ordered(outline!) }),
    )
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
}

/** PostgreSQL keeps keys in an order of its own. */
const ordered = ({ type, coordinates }: Outline) => ({ type, coordinates })

const rounded = (n: number): number => Number(n.toFixed(6))

/** Where its name is written; null without an outline. */
export function centreSeen(outline: Outline | null): Point | null {
  if (outline === null) return null
  const [lng, lat] = centreOf(outline)
  return [rounded(lng), rounded(lat)]
}
