/**
 * What Yidan is measured against: bare Fastify routes that check nothing and decide nothing. `rows` inserts copies of
 * the rows of real appeals, read beforehand, one INSERT per row in one transaction; `plain` writes one row with one
 * statement for every creating call and every step, and finds the newest; `read` reads a ticket by its number and the
 * newest fifty, whatever is asked.
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

const PLAIN =
  'INSERT INTO bare (tenant_id, title, content, at, doc) VALUES (1, $1, $2, now(), $3) RETURNING id'
const STEP = 'UPDATE bare SET doc = $2, at = now() WHERE id = $1'
const NEWEST_PLAIN = `SELECT 'n' || id AS number, title, at FROM bare ORDER BY id DESC LIMIT 50`
const ONE = 'SELECT * FROM appeal WHERE tenant_id = 1 AND number = $1'
const NEWEST = 'SELECT * FROM appeal WHERE tenant_id = 1 ORDER BY received_at DESC, id DESC LIMIT 50'
const CREATE_PLAIN =
  'CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, tenant_id bigint, title text, content text, at timestamptz, doc jsonb)'

const app = Fastify()
if (process.argv[2] === 'plain') {
  await pool.query(CREATE_PLAIN)
  app.post<{ Body: { title: string; content: string } }>('/api/v1/appeals', async ({ body }, reply) => {
    const values = [body.title, body.content, JSON.stringify(body)]
    const { rows } = await pool.query({ name: 'plain', text: PLAIN, values })
    return reply.status(201).send({ number: `n${rows[0].id}` })
  })
  app.post<{ Params: { number: string } }>('/api/v1/appeals/:number/*', async ({ params, body }) => {
    await pool.query({
      name: 'step',
      text: STEP,
      values: [params.number.slice(1), JSON.stringify(body ?? {})],
    })
    return { done: true }
  })
  app.get('/api/v1/appeals', async () => (await pool.query({ name: 'newest', text: NEWEST_PLAIN })).rows)
} else if (process.argv[2] === 'read') {
  app.get<{ Params: { number: string } }>(
    '/api/v1/appeals/:number',
    async ({ params }) => (await pool.query({ name: 'one', text: ONE, values: [params.number] })).rows,
  )
  app.get('/api/v1/appeals', async () => (await pool.query({ name: 'newest', text: NEWEST })).rows)
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
