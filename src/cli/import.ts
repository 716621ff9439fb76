/** `./yidan import`: brings in the matters of another system by a mapping file, or a city from its folder. */
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { type FirstAccount, firstAccounts } from '../server/accounts/first-account.ts'
import { openGate } from '../server/accounts/gate.ts'
import { signInSettings } from '../server/accounts/settings.ts'
import { DEFAULTS } from '../server/demo/first-start.ts'
import { loadCity } from '../server/directory/city.ts'
import { problemText } from '../server/directory/files/problem.ts'
import { openTenants } from '../server/directory/tenants.ts'
import { importFile } from '../server/exchange/import-file.ts'
import { loadersHere, loadersInThreads } from '../server/exchange/loaders.ts'
import { type Mapping, readMappingFile } from '../server/exchange/mapping.ts'
import { UnreadableSource } from '../server/exchange/records.ts'
import type { Installation } from '../server/installation.ts'
import type { Keys } from '../server/kernel/crypto/keys.ts'
import type { Database } from '../server/kernel/database.ts'
import { sampleCityFor } from '../server/sample-city.ts'
import { type CliCommand, CliError, EXIT, type Invocation, type Outcome } from './command.ts'
import { readSettings, withInstallation } from './installed.ts'
import { tenantFor } from './tenant.ts'

/** Smaller files are done before threads would have read their dictionaries. */
const WORTH_THREADS = 20_000_000

export const importCommand: CliCommand = {
  summary: 'Bring in the matters of another system, or a city from its folder',
  usage: 'FILE --mapping MAPPING.yaml [--tenant CODE] [--dry-run] [--rejects FILE] | FOLDER',
  help: `Reads CSV, Excel (.xlsx) or JSONL by a mapping file (docs/stages/exchange.md; config/imports/ has examples) and
records every row as an appeal with its history, at the source's times. Nothing is sent, called or alerted. It may be
stopped at any time and run again: it goes on where it was. A row whose external id is known already is counted as
repeated, or as changed when it says something else now; nothing is overwritten. Rows that can't be taken go to the
reject file, with their line and the reason. The API lists these imports beside its own. Without
a city the sample city is opened for them, unless YIDAN_SAMPLE=off. A FOLDER with a tenant.yaml is
loaded as a city.

  --mapping FILE   how the columns become an appeal
  --tenant CODE    for which city; needed only where there are several
  --dry-run        read and check everything, record no matter
  --rejects FILE   where rejected rows go (default: FILE.rejects.csv or .jsonl in the present folder)
  --threads N      loaders at work at once (default: as many as there are cores, 4 at most)

Ends with 0 when every row was taken, with 65 when some were rejected, with 1 when it was cancelled over the API.

Example: ./yidan import replied.jsonl --mapping config/imports/replied.yaml`,
  takesWords: true,
  options: {
    mapping: { type: 'string' },
    tenant: { type: 'string' },
    'dry-run': { type: 'boolean' },
    rejects: { type: 'string' },
    threads: { type: 'string' },
  },
  run: async call => {
    const [path, ...more] = call.positionals
    if (path === undefined || more.length > 0) throw new CliError('name one file or folder', EXIT.usage)
    const found = await stat(path).catch(() => null)
    if (!found) throw new CliError(`there is no file ${path}`, EXIT.usage)
    return found.isDirectory() ? importCity(path, call) : importMatters(path, found.size, call)
  },
}

async function importCity(folder: string, { values, progress }: Invocation): Promise<Outcome> {
  if (!existsSync(join(folder, 'tenant.yaml'))) {
    const files = await readdir(folder)
    throw new CliError(
      `${folder} has no tenant.yaml, so it is no city (it has ${files.length} other files)`,
      EXIT.usage,
    )
  }
  return withInstallation(
    async ({ db, keys }) => {
      const loaded = await loadCity(db, folder, { dryRun: values['dry-run'] === true })
      const problems = loaded.problems.map(problemText)
      if (problems.length > 0)
        return { exitCode: EXIT.input, text: problems.join('\n'), json: { ...loaded, problems } }
      const isKept = loaded.tenantId !== null && values['dry-run'] !== true
      const accounts = !isKept ? [] : await letFirstIn(db, keys, loaded.tenantId!)
      const json = { ...loaded, problems, accounts }
      const counts = Object.entries(loaded.counts ?? {}).map(
        ([table, c]) => `  ${table.padEnd(14)} +${c.added} ~${c.changed} -${c.gone}`,
      )
      return { text: [`City ${folder} loaded.`, ...counts, ...accounts.map(accountText)].join('\n'), json }
    },
    { log: progress, makes: true },
  )
}

async function letFirstIn(db: Database, keys: Keys, tenantId: number): Promise<FirstAccount[]> {
  const tenants = openTenants(db)
  try {
    const { directory, sample } = await tenants.get(tenantId)
    if (sample) return []
    const gate = openGate({ db, keys, settings: signInSettings(process.env), now: Date.now })
    return await firstAccounts(gate, tenantId, directory.units)
  } finally {
    tenants.close()
  }
}

const accountText = ({ login, name, password }: FirstAccount): string =>
  `Nobody had an account: ${name} signs in as ${login} with ${password}, changes it, and opens the others.`

async function importMatters(path: string, size: number, call: Invocation): Promise<Outcome> {
  const { values, progress } = call
  const mapping = await mappingFrom(values.mapping as string | undefined)
  const count = threadsFrom(values.threads as string | undefined, size)
  const rejects =
    (values.rejects as string | undefined) ??
    `${basename(path)}.rejects.${mapping.format === 'jsonl' ? 'jsonl' : 'csv'}`
  return withInstallation(
    async installation => {
      const isOpened = installation.settings.sample && (await openSampleCity(installation))
      const { id: tenantId } = await tenantFor(installation, values.tenant as string | undefined)
      const loaders = count > 0 ? threadsOf(installation, count) : await here(installation)
      const asked = { path, mapping, tenantId, rejects, dryRun: values['dry-run'] === true }
      try {
        const done = await importFile(installation, loaders.open, {
          ...asked,
          progress: rows => progress('rows', rows),
        })
        if (!done) throw new CliError('this file is being imported already', EXIT.busy)
        const outcome = outcomeOf(done, asked.dryRun)
        return isOpened ? withSampleCity(outcome, installation.settings.folder) : outcome
      } catch (error) {
        if (error instanceof UnreadableSource) throw new CliError(`${path}: ${error.message}`, EXIT.input)
        throw error
      } finally {
        loaders.close()
      }
    },
    { log: progress, makes: readSettings().sample },
  )
}

/** Where there is no city at all, the sample city takes the matters in, as `serve` would open it, with a dozen matters instead of its lived months. */
const openSampleCity = async (installation: Installation): Promise<boolean> =>
  (await sampleCityFor(installation, { ...DEFAULTS, appeals: 0 })).isFilled

const withSampleCity = ({ text, json, ...outcome }: Outcome, folder: string): Outcome => ({
  ...outcome,
  text: `There was no city in ${folder}: the sample city 示例市 stands there now.\n${text}`,
  json: { ...(json as object), sampleCityOpened: true },
})

async function mappingFrom(path: string | undefined): Promise<Mapping> {
  if (path === undefined)
    throw new CliError(
      'say with --mapping how the columns become an appeal; config/imports/ has examples',
      EXIT.usage,
    )
  if (!existsSync(path)) throw new CliError(`there is no mapping ${path}`, EXIT.usage)
  const { mapping, problems } = await readMappingFile(path)
  if (!mapping) throw new CliError(problems.map(problemText).join('\n'), EXIT.input)
  return mapping
}

/** 0: no threads. */
function threadsFrom(text: string | undefined, size: number): number {
  if (text === undefined) return size < WORTH_THREADS ? 0 : Math.min(availableParallelism(), 4)
  const count = Number(text)
  if (!Number.isInteger(count) || count < 0 || count > 16)
    throw new CliError('--threads takes a number from 0 to 16', EXIT.usage)
  return count
}

async function here({ db, keys, words }: Installation) {
  const tenants = openTenants(db)
  return {
    open: loadersHere({ db, tenants, tools: { keys, words }, now: Date.now }),
    close: () => tenants.close(),
  }
}

const threadsOf = ({ connection, keySettings }: Installation, count: number) => ({
  open: loadersInThreads(connection, keySettings, count),
  close: () => {},
})

type Done = NonNullable<Awaited<ReturnType<typeof importFile>>>

function outcomeOf(done: Done, dry: boolean): Outcome {
  const { read, created, repeated, changed, rejected, seconds, rejects, resumedAfter, state } = done
  const lines = [
    ...(state === 'done' ? [] : [`Import ${done.run} was ${state} by somebody else on the way.`]),
    `${read} rows: ${created} ${dry ? 'would be ' : ''}created, ${repeated} repeated, ${changed} changed, ${rejected} rejected (${seconds} s).`,
    ...(resumedAfter > 0 ? [`Went on after row ${resumedAfter}.`] : []),
    ...(rejects ? [`Rejected rows, with the reason: ${rejects}`] : []),
  ]
  return {
    exitCode: state !== 'done' ? EXIT.failed : rejected > 0 ? EXIT.input : EXIT.ok,
    text: lines.join('\n'),
    json: { ...done, dryRun: dry },
  }
}
