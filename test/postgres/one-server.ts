/** A server process of its own for the tests here: `one-server.ts FOLDER` starts, says so, and stops on SIGTERM. */
import { startPostgres } from '../../src/server/kernel/postgres/embedded.ts'

const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`)
const began = Date.now()
try {
  const postgres = await startPostgres({
    folder: process.argv[2] ?? '',
    log: line => process.stderr.write(`${line}\n`),
    onRestart: () => say({ restarted: true }),
  })
  say({ joined: postgres.joined, connection: postgres.connection, took: Date.now() - began })
  process.stdin.resume() // stays until told to go
  process.once('SIGTERM', async () => {
    await postgres.stop()
    process.exit()
  })
} catch (error) {
  say({ refused: (error as Error).message })
  process.exitCode = 1
}
