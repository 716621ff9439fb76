/** Reads several ordered tables side by side from one snapshot, a batch ahead of the reader, in constant memory. */
import pg from 'pg'

const BATCH = 500

const json = JSON.parse as (text: string) => unknown

/** Times keep their microseconds as a fraction, so that a change below a millisecond isn't rounded away. */
function exactInstant(text: string): number {
  const at = Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, '')}Z`)
  const micros = text.length > 26 ? Number(text.slice(23, text.indexOf('+', 23))) : 0
  return at + micros / 1000
}

const parsers: Record<number, (text: string) => unknown> = {
  20: Number,
  114: json,
  1184: exactInstant,
  3802: json,
}
export const exactTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

/** One query at a time on a connection, in the order asked; a failed one doesn't stop the next. */
const lines = new WeakMap<pg.ClientBase, Promise<unknown>>()
function inLine<Answer>(client: pg.ClientBase, ask: () => Promise<Answer>): Promise<Answer> {
  const answer = (lines.get(client) ?? Promise.resolve()).then(ask)
  // Awaited by whoever asked; until then a failure must not end the process.
  lines.set(
    client,
    answer.catch(() => {}),
  )
  return answer
}

/** Rows of one query in their order. `current` is null at the end. */
export class Reading<Row> {
  current: Row | null = null
  private rows: Row[] = []
  private at = 0
  private ahead: Promise<Row[]> | null = null
  private readonly client: pg.ClientBase
  private readonly name: string

  private constructor(client: pg.ClientBase, name: string) {
    this.client = client
    this.name = name
  }

  /** Opens a cursor in the client's transaction and stands on the first row. `name` must be free. */
  static async open<Row>(client: pg.ClientBase, name: string, sql: string): Promise<Reading<Row>> {
    await inLine(client, () => client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`))
    const reading = new Reading<Row>(client, name)
    reading.ahead = reading.fetch()
    await reading.refill()
    return reading
  }

  /** Goes to the next row; only when a promise is answered must it be awaited. */
  next(): Promise<void> | undefined {
    this.at += 1
    const row = this.rows[this.at]
    if (row === undefined) return this.refill()
    this.current = row
    return undefined
  }

  async close(): Promise<void> {
    await inLine(this.client, () => this.client.query(`CLOSE ${this.name}`))
  }

  private async refill(): Promise<void> {
    this.rows = (await this.ahead) ?? []
    this.at = 0
    this.current = this.rows[0] ?? null
    this.ahead = this.rows.length === BATCH ? this.fetch() : null
  }

  private fetch(): Promise<Row[]> {
    const text = `FETCH ${BATCH} FROM ${this.name}`
    return inLine(this.client, () =>
      this.client.query<Row & pg.QueryResultRow>({ text, types: exactTypes }).then(answer => answer.rows),
    )
  }
}
