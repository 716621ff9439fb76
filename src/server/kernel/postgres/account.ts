/** As whom PostgreSQL runs: it refuses to be root, so a server started as root lends it an unprivileged account. */
import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import { PostgresUnavailable } from './unavailable.ts'

export interface Account {
  name: string
  uid: number
  gid: number
}

const PREFERRED = ['yidan', 'postgres', '_postgres', 'nobody']

/** The account to run PostgreSQL as, or null for the server's own; the owner of an existing cluster is kept. */
export function accountFor(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const known = knownAccounts()
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const account = owner
    ? (known.find(a => a.uid === owner.uid) ?? { name: `#${owner.uid}`, uid: owner.uid, gid: owner.gid })
    : PREFERRED.map(name => known.find(a => a.name === name)).find(a => a !== undefined)
  if (!account)
    throw new PostgresUnavailable(noAccount('this machine has no account nobody, postgres or yidan'))
  if (account.uid === 0) throw new PostgresUnavailable(noAccount(`${cluster} belongs to root: chown -R it`))
  return account
}

const noAccount = (what: string): string =>
  `PostgreSQL does not run as root, and ${what}. Start Yidan as an ordinary user, or set DATABASE_URL.`

function knownAccounts(): Account[] {
  // Negative ids (nobody is -2 on macOS) are written as the kernel reads them.
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .filter(fields => fields.length > 3 && !fields[0]?.startsWith('#'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
}

const exec = promisify(execFile)

/** Runs a program to its end as the account, and answers its output; rejects with its standard error. */
export async function runAs(
  account: Account | null,
  program: string,
  args: string[],
  cwd: string,
): Promise<string> {
  const as = account ? { uid: account.uid, gid: account.gid } : {}
  try {
    return (await exec(program, args, { ...as, cwd, env: cleanEnvironment(), windowsHide: true })).stdout
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(stderr?.trim() || message)
  }
}

/** The environment without what would steer PostgreSQL past our settings: PGDATA, PGPORT, LC_ALL … */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_|npm_|DATABASE_URL)/i.test(name)),
  )
}
