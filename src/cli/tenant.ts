/** Which city a command is about: the one that is named, or the only one there is. */
import type { Installation } from '../server/installation.ts'
import { CliError, EXIT } from './command.ts'

export async function tenantFor(
  { db }: Pick<Installation, 'db'>,
  code: string | undefined,
): Promise<{ id: number; code: string }> {
  const tenants = await db.kysely.selectFrom('tenant').select(['id', 'code']).orderBy('code').execute()
  if (code !== undefined) {
    const named = tenants.find(t => t.code === code)
    if (!named) throw new CliError(`there is no tenant ${code}`, EXIT.usage)
    return named
  }
  if (tenants.length === 1) return tenants[0]!
  const codes = tenants.map(t => t.code).join(', ')
  throw new CliError(
    tenants.length === 0
      ? 'there is no city yet: import its folder first (./yidan import config/sample-city for the sample city 示例市)'
      : `say with --tenant which one: ${codes}`,
    EXIT.usage,
  )
}
