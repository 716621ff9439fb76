/** Remembers when a job last ran and how it ended, for whoever looks after the system. */
import type { Database } from './database.ts'

export interface JobRun {
  name: string
  beganAt: number
  endedAt: number
  everySeconds: number | null
  failedAt: number | null
  error: string | null
}

export interface Ended {
  name: string
  began: Date
  everySeconds: number | null
  /** What it failed with. */
  error?: unknown
}

const KEEP = `INSERT INTO job_run (name, began_at, ended_at, every_seconds, failed_at, error)
  VALUES ($1, $2, now(), $3, CASE WHEN $4::text IS NOT NULL THEN now() END, $4)
  ON CONFLICT (name) DO UPDATE SET began_at = excluded.began_at, ended_at = excluded.ended_at,
    every_seconds = excluded.every_seconds, failed_at = coalesce(excluded.failed_at, job_run.failed_at),
    error = coalesce(excluded.error, job_run.error)`

/** Failing to remember is no failure of the job. */
export async function keepRun(db: Database, { name, began, everySeconds, error }: Ended): Promise<void> {
  const { code, name: kind } = (error ?? {}) as { code?: string; name?: string }
  const what = error === undefined ? null : (code ?? kind ?? 'Error')
  await db.pool.query(KEEP, [name, began, everySeconds, what]).catch(() => {})
}

export const jobRuns = (db: Database): Promise<JobRun[]> =>
  db.named<JobRun>(
    'system.jobs',
    `SELECT name, began_at AS "beganAt", ended_at AS "endedAt", every_seconds AS "everySeconds", failed_at AS "failedAt",
       error FROM job_run ORDER BY name`,
    [],
  )
