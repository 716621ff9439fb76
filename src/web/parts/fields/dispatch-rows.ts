/** The units a matter goes to, as they are filled in and as they are sent. */
export interface DispatchRow {
  unitId?: number
  role: 'lead' | 'assist'
  limit?: string
}

/** As the wire wants it: rows with a unit, without what was left empty. */
export const dispatchRows = (rows: readonly DispatchRow[], plain = false): object[] =>
  rows
    .filter(r => r.unitId !== undefined)
    .map(({ unitId, role, limit }) => ({ unitId, ...(!plain && { role }), ...(limit && { limit }) }))
