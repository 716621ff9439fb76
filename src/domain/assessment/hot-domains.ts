/** 民生热点 (LL-44): the kinds of matters that come so much more often than before that a special action is due. */

export interface Domain {
  categoryId: number
  /** In the last seven days. */
  week: number
  /** In the four weeks before. */
  before: number
}

export interface HotDomain extends Domain {
  /** A usual week. */
  usual: number
  times: number
}

/** So many in a week, and so many times what is usual. */
export const HOT = { least: 10, times: 1.5 } as const

/** The hottest first. Where nothing came before, one a week is taken as usual. */
export function hotAmong(
  domains: readonly Domain[],
  { least, times }: { least: number; times: number } = HOT,
): HotDomain[] {
  return domains
    .map(d => ({ ...d, usual: d.before / 4 }))
    .map(d => ({ ...d, times: d.week / Math.max(1, d.usual) }))
    .filter(d => d.week >= least && d.times >= times)
    .map(d => ({ ...d, times: Math.round(10 * d.times) / 10 }))
    .toSorted((a, b) => b.week - b.usual - (a.week - a.usual) || a.categoryId - b.categoryId)
}
