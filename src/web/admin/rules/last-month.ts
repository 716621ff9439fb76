/** The period that trials begin with. */

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The first and last day of last month. */
export function lastMonth(): { from: string; until: string } {
  const now = new Date()
  return {
    from: dayOf(new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1))),
    until: dayOf(new Date(Date.UTC(now.getFullYear(), now.getMonth(), 0))),
  }
}
