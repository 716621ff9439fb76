/** The database cluster on disk: made whole or not at all, and never touched when another version made it. */
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, runAs } from './account.ts'
import type { Programs } from './binaries.ts'
import type { Places } from './places.ts'
import { inPlainWords, PostgresUnavailable } from './unavailable.ts'

/** The major version of the PostgreSQL that comes with Yidan. */
export const MAJOR = '18'
export const SUPERUSER = 'yidan'

// Case and classes of characters come from Unicode on every system. LC_CTYPE C would leave pg_trgm blind to Chinese.
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'C']

/**
 * Makes the cluster if there is none yet; the caller holds the turn lock. It is made beside its place and moved
 * in when complete, so an attempt that was killed leaves only rubbish, which the next one clears away.
 */
export async function ensureCluster(
  places: Places,
  programs: Programs,
  account: Account | null,
): Promise<void> {
  const version = clusterVersion(places.cluster)
  if (version === MAJOR) return
  if (version !== null) throw new PostgresUnavailable(otherVersion(places.folder, version))
  if (existsSync(places.cluster) && readdirSync(places.cluster).length > 0)
    throw new PostgresUnavailable(
      `${places.cluster} holds files but no PostgreSQL cluster (no PG_VERSION). Move it away, or set YIDAN_DATA to another folder.`,
    )
  const rubbish = readdirSync(places.folder).filter(name => name.startsWith('postgres.new-'))
  for (const name of rubbish) clearAway(join(places.folder, name))
  const fresh = join(places.folder, `postgres.new-${randomBytes(4).toString('hex')}`)
  mkdirSync(fresh, { mode: 0o700 })
  if (account) chownSync(fresh, account.uid, account.gid)
  await initialise(fresh, places, programs, account)
  rmSync(places.cluster, { recursive: true, force: true })
  renameSync(fresh, places.cluster)
  syncFolder(places.folder)
}

/** What PG_VERSION says, or null where no cluster is. */
function clusterVersion(cluster: string): string | null {
  const path = join(cluster, 'PG_VERSION')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

const otherVersion = (folder: string, version: string): string =>
  `the database in ${folder} was made by PostgreSQL ${version}; this Yidan brings PostgreSQL ${MAJOR} and leaves it untouched. ` +
  `Make a backup with the Yidan that made it (./yidan backup), then restore it here into an empty folder (./yidan restore).`

async function initialise(
  fresh: string,
  places: Places,
  programs: Programs,
  account: Account | null,
): Promise<void> {
  for (const ctype of CHARACTER_TYPES) {
    const args = ['-D', fresh, '-U', SUPERUSER, '-E', 'UTF8', '--locale=C', `--lc-ctype=${ctype}`]
    args.push(
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...authentication(places),
    )
    try {
      await runAs(account, programs.initdb, args, places.folder)
      return
    } catch (error) {
      const message = (error as Error).message
      if (message.includes('invalid locale name')) continue
      clearAway(fresh)
      throw new PostgresUnavailable(
        `the database in ${places.folder} could not be made: ${inPlainWords(message)}`,
      )
    }
  }
}

/** Windows has no socket in a private folder: there, a random password guards the loopback port. */
function authentication(places: Places): string[] {
  if (process.platform !== 'win32') return ['--auth-local=trust', '--auth-host=reject']
  writeFileSync(places.password, randomBytes(24).toString('hex'), { mode: 0o600 })
  return ['--auth=scram-sha-256', `--pwfile=${places.password}`]
}

function clearAway(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // An initdb whose server was killed may still be writing there; the next start clears it away.
  }
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
