/** `./yidan restore`: a backup back into an empty installation. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ArchiveBroken } from '../server/backup/broken.ts'
import { checkMac } from '../server/backup/manifest.ts'
import { type Checked, checkArchive } from '../server/backup/read.ts'
import { restoreArchive } from '../server/backup/restore.ts'
import { openKeys } from '../server/kernel/crypto/keys.ts'
import { makeFolders } from '../server/kernel/folders.ts'
import { makeFolder } from '../server/kernel/postgres/places.ts'
import { verifyRecord } from '../server/record/verify/verify.ts'
import { type CliCommand, CliError, EXIT, type Invocation, type Outcome } from './command.ts'
import { readSettings, withInstallation } from './installed.ts'

export const restore: CliCommand = {
  summary: 'Bring a backup back into an empty installation',
  usage: 'FILE',
  help: `Reads FILE to its end and checks every checksum before anything is written; then brings all rows back in one
transaction, and the stored files, and verifies the record. Refuses a database that has rows, a cut-off or altered
archive, and one of a newer version. An archive of an older version is brought up to this one.

The secret of the installation that made the backup must be here: copy its keys/secret into the data folder, or
set YIDAN_SECRET. An archive made with --with-secret brings it along. Run no server on the folder meanwhile.

Example: YIDAN_DATA=/srv/yidan ./yidan restore /backup/yidan-2026-11-22.tar.gz`,
  takesWords: true,
  run: async call => {
    const [file, more] = call.positionals
    if (!file || more) throw new CliError('name the file to restore', EXIT.usage)
    const path = resolve(file)
    if (!existsSync(path)) throw new CliError(`there is no file ${path}`, EXIT.input)
    try {
      return await restoreFrom(path, call)
    } catch (error) {
      if (error instanceof ArchiveBroken)
        throw new CliError(`${path} is not restored: ${error.message}`, EXIT.input)
      throw error
    }
  },
}

async function restoreFrom(path: string, { progress }: Invocation): Promise<Outcome> {
  const { folder } = readSettings()
  const checked = await checkArchive(path, progress)
  await bringSecret(checked, folder)
  const secret = process.env.YIDAN_SECRET
  checkMac(checked.manifest, await openKeys({ folder, secret, old: process.env.YIDAN_SECRET_OLD }))
  return withInstallation(
    async ({ db, keys }) => {
      await restoreArchive(path, checked.manifest, { db, folder, progress })
      const verdict = await verifyRecord({ db, keys, progress })
      const rows = checked.manifest.tables.reduce((sum, t) => sum + t.rows, 0)
      const said = `Restored ${rows} rows and ${checked.manifest.files.count} stored files from ${checked.manifest.madeAt}.`
      if (verdict.ok)
        return { text: `${said} The record is whole.`, json: { ok: true, rows, ...verdict.verified } }
      return {
        exitCode: EXIT.failed,
        text: `${said} The record was BROKEN already: run ./yidan verify.`,
        json: { ok: false, rows, broken: { ...verdict.broken } },
      }
    },
    { log: progress, migrate: false, makes: true },
  )
}

/** The secret is needed before keys are opened: they would make a new one. */
async function bringSecret({ secret }: Checked, folder: string): Promise<void> {
  const place = join(folder, 'keys', 'secret')
  if (process.env.YIDAN_SECRET || existsSync(place)) return
  if (secret === null)
    throw new ArchiveBroken(
      `its secret is not here. Copy keys/secret of the installation it comes from to ${place}, or set YIDAN_SECRET`,
    )
  makeFolder(folder)
  makeFolders(join(folder, 'keys'), 0o700)
  await writeFile(place, secret, { mode: 0o600, flush: true })
}
