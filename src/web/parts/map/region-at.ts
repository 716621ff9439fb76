/** Which place of the city a point lies in. */
import type { Point } from '../../../domain/place/gcj02.ts'
import { liesIn, type Outline } from '../../../domain/place/outline.ts'

interface Region {
  id: number
  name: string
  /** The longer, the smaller the place. */
  code: string
  outline: Outline | null
}

/** The smallest one with an outline; undefined outside of all. */
export function regionAt<R extends Region>(regions: readonly R[], at: Point): R | undefined {
  const around = regions.filter(r => r.outline !== null && liesIn(at, r.outline))
  return around.sort((a, b) => b.code.length - a.code.length)[0]
}
