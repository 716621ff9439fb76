/** `./yidan migrate`: brings the database to the present schema. */
import type { CliCommand } from './command.ts'
import { withInstallation } from './installed.ts'

export const migrateCommand: CliCommand = {
  summary: 'Bring the database to the present schema',
  usage: '',
  help: 'Applies the migrations that are missing, each in a transaction. `./yidan serve` does the same on its start.\n\nExample: DATABASE_URL=postgres://yidan@db/yidan ./yidan migrate',
  run: () =>
    withInstallation(
      async ({ migrated }) => ({
        text: migrated.length > 0 ? `Applied ${migrated.join(', ')}.` : 'The database is up to date.',
        json: { applied: migrated },
      }),
      { makes: true },
    ),
}
