/** Runs a command on the installation the settings name, and closes it again whatever happens. */
import { existsSync } from 'node:fs'
import { type Installation, type OpenOptions, openInstallation } from '../server/installation.ts'
import { clusterIn } from '../server/kernel/postgres/places.ts'
import { PostgresUnavailable } from '../server/kernel/postgres/unavailable.ts'
import { loadDotEnv, type Settings, settingsFrom } from '../server/settings.ts'
import { CliError, EXIT } from './command.ts'

/** Settings of .env and the environment; a wrong one ends the command with exit code 64. */
export function readSettings(): Settings {
  loadDotEnv()
  try {
    return settingsFrom(process.env)
  } catch (error) {
    throw new CliError((error as Error).message, EXIT.usage)
  }
}

/** What an operator can mend is told in a line, with exit code 69. */
export function explained(error: unknown): never {
  if (error instanceof PostgresUnavailable) throw new CliError(error.message, EXIT.unavailable)
  throw error
}

/** Is there an installation in the data folder? A given database answers for itself. */
export const isThere = ({ databaseUrl, folder }: Settings): boolean =>
  databaseUrl !== null || existsSync(clusterIn(folder))

/** `makes`: an empty installation is made where there is none; otherwise a mistyped folder would look healthy. */
export async function withInstallation<T>(
  run: (installation: Installation) => Promise<T>,
  { makes = false, ...options }: OpenOptions & { makes?: boolean } = {},
): Promise<T> {
  const settings = readSettings()
  if (!makes && !isThere(settings))
    throw new CliError(
      `there is no Yidan in ${settings.folder}; YIDAN_DATA names the data folder, and ./yidan serve makes a new one`,
      EXIT.unavailable,
    )
  const installation = await openInstallation(settings, options).catch(explained)
  try {
    return await run(installation)
  } finally {
    await installation.close()
  }
}
