/**
 * What Yidan is measured against: a bare Fastify route that checks nothing and decides nothing. `rows` inserts copies of
 * the rows of real appeals, read beforehand, one INSERT per row in one transaction; `plain` one row with one statement.
 */
import Fastify from 'fastify'
import pg from 'pg'
import { type ExampleRow, exampleRows, ownOf } from './example-rows.ts'

const url = process.env.DATABASE_URL!
const pool = new pg.Pool({ connectionString: url, max: 10 })

const textOf = ({ table, columns }: ExampleRow): string =>
  `INSERT INTO ${table} (${columns.map(c => `"${c}"`).join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`

const valuesFor = (row: ExampleRow, id: number): (string | null)[] =>
  row.values.map((value, i) => {
    const own = ownOf(row, row.columns[i]!)
    if (value === null || own === null) return value
    return own === 'id' ? String(id) : `${value.slice(0, 18)}${id}`
  })

async function insertRows(rows: readonly ExampleRow[], id: number): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    for (const row of rows)
      await client.query({ name: row.table, text: textOf(row), values: valuesFor(row, id) })
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}

const PLAIN = 'INSERT INTO bare (tenant_id, title, content, at, doc) VALUES (1, $1, $2, now(), $3)'
const CREATE_PLAIN =
  'CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, tenant_id bigint, title text, content text, at timestamptz, doc jsonb)'

const app = Fastify()
if (process.argv[2] === 'plain') {
  await pool.query(CREATE_PLAIN)
  app.post<{ Body: { title: string; content: string } }>('/api/v1/appeals', async ({ body }, reply) => {
    await pool.query({ name: 'plain', text: PLAIN, values: [body.title, body.content, JSON.stringify(body)] })
    return reply.status(201).send({ done: true })
  })
} else {
  const all = await exampleRows(url, 2000)
  let id = 1_000_000_000
  app.post('/api/v1/appeals', async (_request, reply) => {
    id += 1
    await insertRows(all[id % all.length]!, id)
    return reply.status(201).send({ done: true })
  })
}
process.stdout.write(`answers at ${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
