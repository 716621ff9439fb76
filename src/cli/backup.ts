/** `./yidan backup`: everything in one file. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeBackup } from '../server/backup/write.ts'
import type { Installation } from '../server/installation.ts'
import { keepRun } from '../server/kernel/job-runs.ts'
import { BACKUP } from '../server/system.ts'
import { type CliCommand, CliError, EXIT } from './command.ts'
import { withInstallation } from './installed.ts'

export const backup: CliCommand = {
  summary: 'Write everything into one archive',
  usage: 'FILE [--with-secret]',
  help: `Writes one snapshot of all tables and the stored files into FILE, a compressed tar with a manifest of
checksums. The server may go on working. Memory doesn't grow with the record. An existing FILE is not replaced.

The secret of the installation (keys/secret in the data folder, or YIDAN_SECRET) is NOT in it: without the secret
nobody can read the names and telephone numbers in the archive, and nobody can restore it either. Keep the secret
apart from the backups, in two places. Files in an S3-compatible store are not in the archive.

  --with-secret   puts the secret into the archive too: whoever has the file then has everything in it

Example: ./yidan backup /backup/yidan-2026-11-22.tar.gz`,
  options: { 'with-secret': { type: 'boolean' } },
  run: ({ values, positionals, progress }) => {
    const [file, more] = positionals
    if (!file || more) throw new CliError('name one file to write', EXIT.usage)
    const path = resolve(file)
    if (existsSync(path)) throw new CliError(`${path} is there already; name another file`, EXIT.input)
    return withInstallation(
      async installation => {
        const secret = values['with-secret'] === true ? await secretOf(installation) : null
        const { db, keys, settings } = installation
        const began = new Date()
        const manifest = await writeBackup(path, { db, keys, folder: settings.folder, secret, progress })
        await keepRun(db, { name: BACKUP, began, everySeconds: null })
        const rows = manifest.tables.reduce((sum, t) => sum + t.rows, 0)
        const secretLine = secret ? 'The secret is in it.' : 'The secret is not in it; keep it elsewhere.'
        const { tables, ...short } = manifest
        return {
          text: `${path}: ${rows} rows of ${tables.length} tables, ${manifest.files.count} stored files. ${secretLine}`,
          json: { file: path, rows, ...short },
        }
      },
      { log: progress },
    )
  },
}

async function secretOf({ settings }: Installation): Promise<string> {
  return process.env.YIDAN_SECRET || readFile(join(settings.folder, 'keys', 'secret'), 'utf8')
}
