/** Which PostgreSQL the product needs, whoever runs it. */
import { PostgresUnavailable } from './unavailable.ts'

/** The oldest major version the product's SQL is tested on. */
export const postgresVersionNeeded = 15

interface Asks {
  query: (sql: string) => Promise<{ rows: { server_version_num?: string }[] }>
}

/** Throws PostgresUnavailable when the server behind a client or pool is older than postgresVersionNeeded. */
export async function assertVersion(client: Asks): Promise<void> {
  const { rows } = await client.query('show server_version_num')
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000)
  if (major >= postgresVersionNeeded) return
  throw new PostgresUnavailable(
    `this database is PostgreSQL ${major}; Yidan needs PostgreSQL ${postgresVersionNeeded} or newer. ` +
      'Upgrade it, point DATABASE_URL at a newer one, or leave DATABASE_URL out to use the PostgreSQL that comes with Yidan.',
  )
}
