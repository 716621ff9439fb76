/** Places as a map groups them: districts with their streets, by code – six digits for a district, nine for a street. */

export interface Place {
  id: number
  code: string
  name: string
}

export interface District<P extends Place> {
  place: P
  streets: P[]
}

const DISTRICT = 6
const STREET = 9

/** A city's own code ends in 00; a county-level city is a district by itself. */
const isWholeCity = (code: string): boolean => code.length === DISTRICT && code.endsWith('00')

/** Districts in the order of their codes; streets whose district is not among them stand alone. */
export function districtsOf<P extends Place>(places: readonly P[]): District<P>[] {
  const sorted = [...places].sort((a, b) => a.code.localeCompare(b.code))
  const districts = new Map<string, District<P>>()
  for (const place of sorted)
    if (place.code.length === DISTRICT && !isWholeCity(place.code))
      districts.set(place.code, { place, streets: [] })
  for (const place of sorted) {
    if (place.code.length !== STREET) continue
    const district = districts.get(place.code.slice(0, DISTRICT))
    if (district) district.streets.push(place)
    else districts.set(place.code, { place, streets: [] })
  }
  // A city may have codes of its own making: then every place stands by itself.
  if (districts.size === 0) return sorted.map(place => ({ place, streets: [] }))
  return [...districts.values()]
}

/** How strongly a place is coloured, 0 to 1: the root, so that small ones can still be told from none. */
export const heatOf = (n: number, most: number): number => (n <= 0 || most <= 0 ? 0 : Math.sqrt(n / most))
