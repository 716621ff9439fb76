/** Runs a command on the installation the settings name, and closes it again whatever happens. */
import { type Installation, type OpenOptions, openInstallation } from '../server/installation.ts'
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

export async function withInstallation<T>(
  run: (installation: Installation) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const installation = await openInstallation(readSettings(), options).catch(explained)
  try {
    return await run(installation)
  } finally {
    await installation.close()
  }
}
