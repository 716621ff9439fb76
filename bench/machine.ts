/** The machine and its PostgreSQL: what figures mean nothing without. */
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { onServer } from './city.ts'

const SETTINGS = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  'shared_buffers',
  'max_wal_size',
  'effective_cache_size',
]

export interface Machine {
  at: string
  node: string
  cores: number
  processor: string
  memoryGb: number
  postgres: Record<string, string>
  /** Median milliseconds of one commit of one row: what the disk allows. */
  commitMs: number
}

/** Throws when the server forgets what it acknowledged. */
export async function machine(): Promise<Machine> {
  const { rows } = await onServer(c =>
    c.query(`SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY($1)`, [SETTINGS]),
  )
  const postgres = Object.fromEntries(rows.map(r => [r.name, r.value])) as Record<string, string>
  if (postgres.fsync !== 'on' || postgres.synchronous_commit !== 'on')
    throw new Error(
      'fsync and synchronous_commit must be on: a server that may lose what it acknowledged proves nothing',
    )
  return {
    at: new Date().toISOString(),
    node: process.version,
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? '',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    postgres,
    commitMs: await commitTime(),
  }
}

const commitTime = (): Promise<number> =>
  onServer(async c => {
    await c.query('CREATE TABLE IF NOT EXISTS yidan_bench_commit (n int)')
    const times: number[] = []
    for (let n = 0; n < 100; n++) {
      const started = performance.now()
      await c.query('INSERT INTO yidan_bench_commit VALUES (1)')
      times.push(performance.now() - started)
    }
    await c.query('DROP TABLE yidan_bench_commit')
    return Math.round(times.sort((a, b) => a - b)[50]! * 100) / 100
  })

/** Processor time of the whole machine so far, in milliseconds: [used, idle]. */
export function cpuOfMachine(): [used: number, idle: number] {
  const [user, nice, system, idle, wait, irq, soft, steal] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return [(user! + nice! + system! + irq! + soft! + steal!) * 10, (idle! + wait!) * 10]
}

/** Waits up to ten minutes until others leave the machine alone; tells what the load is then. */
export async function quiet(): Promise<number> {
  const giveUp = Date.now() + Number(process.env.BENCH_PATIENCE ?? 0) * 1000
  while (loadavg()[0]! > 0.7 && Date.now() < giveUp) await new Promise(resolve => setTimeout(resolve, 2000))
  return Math.round(loadavg()[0]! * 100) / 100
}
