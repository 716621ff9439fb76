/** The PostgreSQL server process of one cluster: whether it runs, launching it, stopping it. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, cleanEnvironment, runAs } from './account.ts'
import type { Programs } from './binaries.ts'
import { appending, tailOf, trimLog } from './log-file.ts'
import type { Places } from './places.ts'
import { memoryHere, settingsFor } from './settings.ts'

/** One installed cluster, ready to be started. */
export interface Site {
  places: Places
  programs: Programs
  account: Account | null
  /** The TCP port on Windows; elsewhere only a part of the socket's name. */
  port: number
}

export interface Postmaster {
  pid: number
  /** Socket folder or address. */
  host: string
  port: number
}

export interface Launch {
  /** Null while the process lives; then why it ended, as the last lines of its log. */
  ended: string | null
}

const onWindows = process.platform === 'win32'

/** The running server of this cluster, which may not accept connections yet; null when there is none. */
export function findPostmaster(places: Places): Postmaster | null {
  const [pid = '', , , port = '', sockets = '', address = ''] = pidFile(places.cluster)
  if (!/^\d+$/.test(pid) || !isPostmasterOf(Number(pid), places.cluster)) return null
  // PostgreSQL writes these lines after the first three; until then we look where we told it to listen.
  return { pid: Number(pid), host: sockets || address || places.sockets, port: Number(port) || 0 }
}

function pidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** A process id may live on as another process; the arguments tell. What can't be read is taken for ours. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  try {
    if (onWindows) return execFileSync('tasklist', ['/FI', `PID eq ${pid}`]).includes('postgres')
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'args=', '-p', `${pid}`]).includes(cluster)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  } catch {
    return true
  }
}

/** Removes what a server that is gone left behind when its process id now belongs to another process. */
export function removeStaleLocks(places: Places): void {
  if (findPostmaster(places)) return
  rmSync(join(places.cluster, 'postmaster.pid'), { force: true })
  rmSync(join(places.sockets, '.s.PGSQL.5432.lock'), { force: true })
}

/** Starts the server in a session of its own, so that neither Ctrl-C nor the end of its starter reaches it. */
export function launch({ places, programs, account, port }: Site): Launch {
  const sockets = onWindows ? null : places.sockets
  const local = existsSync(places.localSettings) ? places.localSettings : undefined
  writeFileSync(places.settings, settingsFor({ memory: memoryHere(), sockets, local }))
  chmodSync(places.settings, 0o644) // whatever the umask: PostgreSQL's account reads it
  trimLog(places.log)
  const where = ['-D', places.cluster, '-c', `config_file=${places.settings}`, '-p', `${port}`]
  const { result: child, from } = appending(places.log, log =>
    // On Windows only pg_ctl can shed an administrator's rights.
    spawn(onWindows ? programs.pgCtl : programs.postgres, onWindows ? viaPgCtl(where) : where, {
      detached: true,
      windowsHide: true,
      cwd: places.folder,
      env: cleanEnvironment(),
      stdio: ['ignore', log, log],
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    }),
  )
  const launched: Launch = { ended: null }
  child.on('error', error => {
    launched.ended = error.message
  })
  child.on('exit', code => {
    if (onWindows && code === 0) return
    launched.ended = tailOf(places.log, from) || `it ended with code ${code}`
  })
  child.unref()
  return launched
}

const viaPgCtl = ([, cluster = '', ...options]: string[]): string[] => [
  'start',
  '-W',
  '-D',
  cluster,
  '-o',
  options.map(option => `"${option}"`).join(' '),
]

/** Stops the server, ending its connections, and returns when it has gone; nothing happens when none runs. */
export async function halt({ places, programs, account }: Site): Promise<void> {
  if (!findPostmaster(places)) return
  const args = ['stop', '-D', places.cluster, '-m', 'fast', '-w', '-t', '300']
  await runAs(account, programs.pgCtl, args, places.folder)
  if (!places.sockets.startsWith(places.folder)) rmSync(places.sockets, { recursive: true, force: true })
}
