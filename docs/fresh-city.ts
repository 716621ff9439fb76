/** A server on a sample city of its own, for pictures and the walk-through: begun in a new folder, thrown away afterwards. */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface FreshCity {
  /** http://127.0.0.1:port */
  base: string
  close: () => Promise<void>
}

const ROOT = join(import.meta.dirname, '..')
/** The first start builds the pages and fills the city; a busy machine takes minutes. */
const PATIENCE = 10 * 60_000

/** `named`: a server that runs already and is left running. */
export async function cityFor(named: string | undefined): Promise<FreshCity> {
  return named ? { base: named.replace(/\/$/, ''), close: async () => {} } : freshCity()
}

async function freshCity(): Promise<FreshCity> {
  const folder = await mkdtemp(join(tmpdir(), 'yidan-docs-'))
  // PostgreSQL doesn't run as root and has to get in.
  await chmod(folder, 0o755)
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    YIDAN_DATA: folder,
    YIDAN_PORT: String(port),
    YIDAN_SAMPLE: 'on',
    DATABASE_URL: '',
  }
  const server = spawn(join(ROOT, 'yidan'), ['serve'], { cwd: ROOT, env, stdio: 'inherit' })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  const close = async () => {
    server.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  for (const until = Date.now() + PATIENCE; Date.now() < until && server.exitCode === null; await sleep(500))
    if (await answers(base)) return { base, close }
  await close()
  throw new Error('the server did not start')
}

const answers = (base: string): Promise<boolean> =>
  fetch(`${base}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const asking = createServer().listen(0, '127.0.0.1', () => {
      const { port } = asking.address() as { port: number }
      asking.close(() => resolve(port))
    })
  })
