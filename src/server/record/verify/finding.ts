/** What verifying finds: the first row that is not as the history says. */

export interface Finding {
  table: string
  /** The tenant's id. */
  tenantId: number
  /** The appeal's id; null for a row that belongs to none. */
  appealId: number | null
  /** What tells the row within its appeal or table: { seq }, { no } or { id }. */
  row: Record<string, number>
  field: string
  /** A sentence for the operator. */
  what: string
}

/** Thrown at the first broken row. */
export class Broken extends Error {
  readonly finding: Finding
  constructor(finding: Finding) {
    super(`${finding.table}: ${finding.what}`)
    this.finding = finding
  }
}
