/** What the tests of the embedded PostgreSQL share: a folder, server processes on it, and leaving nothing behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Connection } from '../../src/server/kernel/postgres/running.ts'

const ONE_SERVER = fileURLToPath(new URL('one-server.ts', import.meta.url))

/** A data folder of this name, not yet made; after the test its PostgreSQL is ended and it is removed. */
export function freshFolder(t: TestContext, name = 'town'): string {
  const parent = mkdtempSync(join(tmpdir(), 'yidan-test-'))
  chmodSync(parent, 0o755)
  const folder = join(parent, name)
  t.after(async () => {
    await endPostmaster(folder)
    for (let tries = 0; existsSync(parent) && tries < 40; tries++) {
      await sleep(50) // an initdb whose server was killed may still be writing
      rmSync(parent, { recursive: true, force: true, maxRetries: 3 })
    }
  })
  return folder
}

/** The process id in the cluster's postmaster.pid, alive or not; null when there is none. */
export function postmasterOf(folder: string): number | null {
  const file = join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : null
}

/** Whether a process lives; a zombie doesn't. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc/self') || readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}

async function endPostmaster(folder: string): Promise<void> {
  const pid = postmasterOf(folder)
  if (pid === null || !isAlive(pid)) return
  process.kill(pid, 'SIGQUIT')
  await until(() => !isAlive(pid))
}

/** Waits for what must come true within 20 seconds. */
export async function until(happened: () => boolean): Promise<void> {
  for (const begun = Date.now(); !happened(); await sleep(10))
    if (Date.now() - begun > 20_000) throw new Error(`still not: ${happened}`)
}

export interface Answer {
  joined?: boolean
  connection?: Connection
  refused?: string
  restarted?: boolean
}

export interface ServerProcess {
  child: ChildProcess
  /** Everything it said so far. */
  said: Answer[]
  /** Its first word: the connection, or why it refused. */
  ready: () => Promise<Answer & { connection: Connection }>
  /** Sends the signal and waits until it has gone. */
  end: (signal: NodeJS.Signals) => Promise<void>
}

/** Starts a server process on the folder, in a process group of its own, optionally as another user. */
export function serverOn(
  t: TestContext,
  folder: string,
  as: { uid?: number; gid?: number } = {},
): ServerProcess {
  const stdio = ['pipe', 'pipe', 'ignore'] as const
  const child = spawn(process.execPath, [ONE_SERVER, folder], {
    stdio: [...stdio],
    detached: true,
    cwd: '/',
    ...as,
  })
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const said: Answer[] = []
  createInterface({ input: child.stdout }).on('line', line => said.push(JSON.parse(line) as Answer))
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await gone
  }
  const ready = async () => {
    await until(() => said.length > 0 || child.exitCode !== null)
    const [first] = said
    if (!first?.connection) throw new Error(first?.refused ?? `the server ended with ${child.exitCode}`)
    return { ...first, connection: first.connection }
  }
  t.after(() => end('SIGKILL'))
  return { child, said, ready, end }
}

/** Asks one question over a connection of its own, and answers the rows. */
export async function ask<Row extends pg.QueryResultRow>(
  connection: Connection,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
