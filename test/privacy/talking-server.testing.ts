/** A server that logs everything it can, on the database of a test: its lines are read from outside. Prints `PORT=<n>` when it answers. */

import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { buildApp } from '../../src/server/app.ts'
import { openKeys } from '../../src/server/kernel/crypto/keys.ts'
import { openDatabase } from '../../src/server/kernel/database.ts'
import { openWords } from '../../src/server/kernel/words.ts'

const db = openDatabase({ connectionString: process.env.DATABASE_URL! })
const keys = await openKeys({ secret: process.env.SECRET! })
const app = await buildApp({ db, keys, words: openWords(), folder: tmpdir(), logLevel: 'trace' })
await app.http.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`PORT=${(app.http.server.address() as AddressInfo).port}\n`)
process.once('SIGTERM', async () => {
  await app.close()
  await db.close()
})
