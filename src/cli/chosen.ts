/** Options of commands that are one of some words, a whole number, or a unit by its code. */
import type { Parts } from '../server/parts.ts'
import { CliError, EXIT } from './command.ts'

/** Undefined when left out; a mistake is told with the words there are. */
export function wordFrom<T extends string>(name: string, value: unknown, among: readonly T[]): T | undefined {
  if (value === undefined) return undefined
  const found = among.find(word => word === value)
  if (found === undefined)
    throw new CliError(`--${name} is one of ${among.join(', ')}, not '${String(value)}'`, EXIT.usage)
  return found
}

export function wholeFrom(name: string, value: unknown, usual: number, most: number): number {
  if (value === undefined) return usual
  const n = Number(value)
  if (!Number.isInteger(n) || n < 1 || n > most)
    throw new CliError(`--${name} must be a whole number from 1 to ${most}`, EXIT.usage)
  return n
}

export async function unitFrom(
  { tenants }: Parts,
  tenantId: number,
  code: unknown,
): Promise<number | undefined> {
  if (code === undefined) return undefined
  const { units } = (await tenants.get(tenantId)).directory
  const unit = units.all.find(u => u.code === code)
  if (!unit) throw new CliError(`there is no unit ${String(code)}`, EXIT.input)
  return unit.id
}
