/** The processes of a benchmark: the real server, a bare one beside it, the client; and what each of them uses. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SECRET, urlOf } from './city.ts'
import type { Done, Job } from './client.ts'

const ROOT = join(import.meta.dirname, '..')

export interface Server {
  url: string
  pid: number
  /** From the start of the process to its word that it answers, in milliseconds. */
  startedIn: number
  stop: () => Promise<void>
}

/** `./yidan serve`, as it is delivered, on a database; `folder` is kept when given. */
export async function startYidan(database: string, more: Record<string, string> = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'yidan-bench-'))
  const env = {
    ...process.env,
    DATABASE_URL: urlOf(database),
    YIDAN_DATA: folder,
    YIDAN_PORT: '0',
    YIDAN_SAMPLE: 'off',
    YIDAN_SECRET: SECRET,
    ...more,
  }
  const server = await started(
    spawn(join(ROOT, 'yidan'), ['serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { ...server, stop }
}

/** Bare Fastify routes on the same database: see bare.ts. */
export const startBare = (database: string, what: 'rows' | 'plain' | 'read'): Promise<Server> =>
  started(
    spawn(process.execPath, [join(import.meta.dirname, 'bare.ts'), what], {
      env: { ...process.env, DATABASE_URL: urlOf(database) },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )

async function started(child: ChildProcess): Promise<Server> {
  const since = performance.now()
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout!.on('data', part => {
      text += part
      const found = /answers at (\S+)/.exec(text)
      if (found) resolve(found[1]!)
    })
    child.once('exit', code => reject(new Error(`the server ended with ${code}: ${text}`)))
  })
  const stop = () =>
    new Promise<void>(resolve => {
      child.removeAllListeners('exit')
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })
  return { url, pid: child.pid!, startedIn: performance.now() - since, stop }
}

/** Runs a job in a client process of its own. */
export function runClient(job: Job): Promise<Done> {
  const child = fork(join(import.meta.dirname, 'client.ts'))
  child.send(job)
  return new Promise((resolve, reject) => {
    child.once('message', done => resolve(done as Done))
    child.once('exit', code => code === 0 || reject(new Error(`the client ended with ${code}`)))
  })
}

/** Processor time a process has used, in milliseconds; 0 when it is gone. */
export function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

/** Memory of a process that stands in RAM, in MB. */
export function rssOf(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb ?? 0) / 1024
}

/** Watches the memory of a process every 100 ms; call what it answers to end, for the most there was, in MB. */
export function watchRss(pid: number): () => number {
  let most = rssOf(pid)
  const timer = setInterval(() => {
    most = Math.max(most, rssOf(pid))
  }, 100)
  return () => {
    clearInterval(timer)
    return Math.round(most)
  }
}
