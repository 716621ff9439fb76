/** `./yidan verify`: proves that nobody changed the record behind its back, or names the first row that was. */
import type { Installation } from '../server/installation.ts'
import { type BrokenRow, type Verified, verifyRecord } from '../server/record/verify/verify.ts'
import { type CliCommand, CliError, EXIT, type Outcome } from './command.ts'
import { withInstallation } from './installed.ts'

export const verify: CliCommand = {
  summary: 'Recompute the whole history, and name the first row that was touched',
  usage: '[--tenant CODE] [--seal HASH]',
  help: `Recomputes every event's hash and chain, the words and the persons they commit to, replays every ticket
and compares it with its current rows, and recomputes every seal. Erased persons and words pass. It reads one
snapshot and may run beside a working server. Ends with 0 when all is well and with 1 when a row is broken.

  --tenant CODE   only this tenant
  --seal HASH     a seal kept outside the database, from the foot of a report for instance: at least the first
                  16 digits. A history that was rewritten as a whole, seals and all, is found by it.

Example: ./yidan verify --seal 9f86d081884c7d659a2feaa0c55ad015`,
  options: { tenant: { type: 'string' }, seal: { type: 'string' } },
  run: ({ values, progress }) => {
    const seal = values.seal as string | undefined
    if (seal !== undefined && !/^[0-9a-f]{16,64}$/i.test(seal))
      throw new CliError('--seal takes 16 to 64 hexadecimal digits', EXIT.usage)
    return withInstallation(
      async installation => {
        const tenantId = await tenantIdOf(installation, values.tenant as string | undefined)
        const began = performance.now()
        const verdict = await verifyRecord({ ...installation, tenantId, seal, progress })
        const seconds = Math.round(performance.now() - began) / 1000
        return verdict.ok ? good(verdict.verified, seconds) : bad(verdict.broken)
      },
      { log: progress },
    )
  },
}

async function tenantIdOf({ db }: Installation, code: string | undefined): Promise<number | undefined> {
  if (code === undefined) return undefined
  const tenant = await db.kysely.selectFrom('tenant').select('id').where('code', '=', code).executeTakeFirst()
  if (!tenant) throw new CliError(`there is no tenant ${code}`, EXIT.usage)
  return tenant.id
}

function good(v: Verified, seconds: number): Outcome {
  const seals = v.lastSeals.map(
    s => `  ${s.tenant}  seal ${s.no} of ${new Date(s.at).toISOString()}  ${s.hash}`,
  )
  const erased = v.erasedIdentities + v.erasedTexts
  const lines = [
    `The record is whole: ${v.events} events of ${v.appeals} appeals, ${v.identities} persons, ${v.seals} seals (${seconds} s).`,
    ...(erased ? [`Erased: ${v.erasedIdentities} persons, the words of ${v.erasedTexts} events.`] : []),
    ...(v.unsealed ? [`${v.unsealed} events are newer than the last seal.`] : []),
    ...(seals.length ? ['Latest seals, to be kept elsewhere:', ...seals] : []),
  ]
  return { text: lines.join('\n'), json: { ok: true, ...v, seconds, broken: null } }
}

function bad(b: BrokenRow): Outcome {
  const row = Object.entries(b.row).map(([name, value]) => `${name} ${value}`)
  const where = [b.tenant && `tenant ${b.tenant}`, b.appeal && `appeal ${b.appeal}`, ...row].filter(Boolean)
  return {
    exitCode: EXIT.failed,
    text: `The record is BROKEN at ${b.table} (${where.join(', ')}), field ${b.field}: ${b.what}.`,
    json: { ok: false, broken: { ...b } },
  }
}
