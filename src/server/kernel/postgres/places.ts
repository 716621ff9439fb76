/** Where the embedded PostgreSQL keeps its things inside the data folder, and making these places. */
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolders } from '../folders.ts'
import { type Account, runAs } from './account.ts'
import { PostgresUnavailable } from './unavailable.ts'

export interface Places {
  /** The data folder, without symbolic links. */
  folder: string
  /** PGDATA. */
  cluster: string
  /** Holds the socket; only PostgreSQL's account can enter, which is why the socket asks for no password. */
  sockets: string
  turnLock: string
  usersLock: string
  settings: string
  /** The operator's own settings, if they made any. */
  localSettings: string
  log: string
  password: string
}

// sockaddr_un holds 108 bytes on Linux and 104 on macOS and the BSDs, with the closing zero.
const LONGEST_SOCKET = 103
// SQLite, which keeps our locks, takes paths of 512 bytes.
const LONGEST_FOLDER = 440

/**
 * Where everything is kept unless a caller says otherwise: $YIDAN_DATA; else, for root, /var/lib/yidan (a
 * checkout below a closed home is out of reach for the account that PostgreSQL then runs as); else `data` in
 * the checkout.
 */
export function defaultFolder(): string {
  if (process.env.YIDAN_DATA) return resolve(process.env.YIDAN_DATA)
  if (process.getuid?.() === 0) return '/var/lib/yidan'
  return fileURLToPath(new URL('../../../../data', import.meta.url))
}

/** PGDATA inside a data folder, whether it is there or not. */
export const clusterIn = (folder: string): string => join(folder, 'postgres')

/** The places inside a folder, which must exist. */
export function placesIn(folder: string): Places {
  const real = realpathSync(folder)
  return {
    folder: real,
    cluster: clusterIn(real),
    sockets: socketFolder(real),
    turnLock: join(real, 'lock', 'turn'),
    usersLock: join(real, 'lock', 'users'),
    settings: join(real, 'postgres.conf'),
    localSettings: join(real, 'postgres.local.conf'),
    log: join(real, 'postgres.log'),
    password: join(real, 'lock', 'password'),
  }
}

function socketFolder(folder: string): string {
  const beside = join(folder, 'run')
  if (Buffer.byteLength(join(beside, '.s.PGSQL.5432')) <= LONGEST_SOCKET) return beside
  return join(tmpdir(), `yidan-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
}

/** Makes the data folder and its `lock` folder. */
export function makeFolder(wanted: string): Places {
  const folder = resolve(wanted)
  if (Buffer.byteLength(folder) > LONGEST_FOLDER)
    throw new PostgresUnavailable(
      `the path of the data folder is too long: ${folder}. Set YIDAN_DATA to a shorter one.`,
    )
  // Others may pass through (PostgreSQL's account must), not look around; what is inside has its own modes.
  if (makeFolders(folder)) chmodSync(folder, 0o711)
  makeFolders(join(folder, 'lock'), 0o700)
  return placesIn(folder)
}

/** Makes the socket folder for the account, and checks that the account can get to the data folder at all. */
export async function openTo(account: Account | null, places: Places): Promise<void> {
  await checkReachable(account, places.folder)
  makeFolders(places.sockets, 0o700)
  const owner = account?.uid ?? process.getuid?.()
  const found = lstatSync(places.sockets)
  if (account && found.uid === 0) chownSync(places.sockets, account.uid, account.gid)
  else if (!found.isDirectory() || (owner !== undefined && found.uid !== owner))
    throw new PostgresUnavailable(
      `${places.sockets} belongs to somebody else; remove it, or set YIDAN_DATA to another folder.`,
    )
  chmodSync(places.sockets, 0o700)
}

async function checkReachable(account: Account | null, folder: string): Promise<void> {
  if (!account) return
  await runAs(account, '/bin/sh', ['-c', 'test -x "$0"', folder], '/').catch(() => {
    throw new PostgresUnavailable(
      `the data folder ${folder} is out of reach for the account '${account.name}', which runs PostgreSQL ` +
        '(it does not run as root). Set YIDAN_DATA to a folder it can reach, such as /var/lib/yidan, ' +
        'or let others pass through the folders above it (chmod o+x).',
    )
  })
}

/** What the operator can do about a failure of the file system, as PostgresUnavailable; other errors as they are. */
export function explained(error: unknown, folder: string): unknown {
  const { code = '', path = folder } = error as NodeJS.ErrnoException
  const elsewhere = 'set YIDAN_DATA to another folder'
  if (code === 'EACCES' || code === 'EPERM')
    return new PostgresUnavailable(
      `no permission to use ${path}. Start Yidan as the user it belongs to, or ${elsewhere}.`,
    )
  if (code === 'ENOSPC')
    return new PostgresUnavailable(`the disk of ${path} is full. Make room and start again.`)
  if (['EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
    return new PostgresUnavailable(`${path} can't be used as a folder (${code}): ${elsewhere}.`)
  return error
}
