/** `./yidan verify`: proves that nobody changed the record behind its back, or names the first row that was. */
import { fileSettings } from '../server/files/settings.ts'
import { type BrokenFile, checkFiles, type FilesChecked } from '../server/files/verify-files.ts'
import type { Installation } from '../server/installation.ts'
import { type BrokenRow, type Verified, verifyRecord } from '../server/record/verify/verify.ts'
import { type CliCommand, CliError, EXIT, type Invocation, type Outcome } from './command.ts'
import { withInstallation } from './installed.ts'

export const verify: CliCommand = {
  summary: 'Recompute the whole history, and name the first row that was touched',
  usage: '[--tenant CODE] [--seal HASH] [--files]',
  help: `Recomputes every event's hash and chain, the words and the persons they commit to, replays every ticket
and compares it with its current rows, with who may see it and with the words it is found by, and recomputes
every seal, contacts and their stars with them. Erased persons and words pass. It reads one
snapshot and may run beside a working server. Ends with 0 when all is well and with 1 when a row is broken.

  --tenant CODE   only this tenant
  --seal HASH     a seal kept outside the database, from the foot of a report for instance: at least the first
                  16 digits. A history that was rewritten as a whole, seals and all, is found by it.
  --files         also read every stored file, and prove that it is there and has its hash

Example: ./yidan verify --seal 9f86d081884c7d659a2feaa0c55ad015`,
  options: { tenant: { type: 'string' }, seal: { type: 'string' }, files: { type: 'boolean' } },
  run: ({ values, progress }) => {
    const seal = values.seal as string | undefined
    if (seal !== undefined && !/^[0-9a-f]{16,64}$/i.test(seal))
      throw new CliError('--seal takes 16 to 64 hexadecimal digits', EXIT.usage)
    return withInstallation(
      async installation => {
        const tenantId = await tenantIdOf(installation, values.tenant as string | undefined)
        const began = performance.now()
        const verdict = await verifyRecord({ ...installation, tenantId, seal, progress })
        if (!verdict.ok) return bad(verdict.broken)
        const files = values.files ? await filesOf(installation, tenantId, progress) : null
        if (files && !files.ok) return badFile(files.broken)
        const seconds = Math.round(performance.now() - began) / 1000
        return good(verdict.verified, files, seconds)
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

const filesOf = (
  { db, settings }: Installation,
  tenantId: number | undefined,
  progress: Invocation['progress'],
) => checkFiles({ db, store: fileSettings(process.env, settings.folder).store, tenantId, progress })

function good(v: Verified, files: FilesChecked | null, seconds: number): Outcome {
  const seals = v.lastSeals.map(
    s => `  ${s.tenant}  seal ${s.no} of ${new Date(s.at).toISOString()}  ${s.hash}`,
  )
  const erased = v.erasedIdentities + v.erasedTexts
  const lines = [
    `The record is whole: ${v.events} events of ${v.appeals} appeals, ${v.identities} persons, ${v.seals} seals (${seconds} s).`,
    ...(files ? [`Every file is there: ${files.files} files, ${files.bytes} bytes.`] : []),
    ...(erased ? [`Erased: ${v.erasedIdentities} persons, the words of ${v.erasedTexts} events.`] : []),
    ...(v.fewerWords
      ? [`${v.fewerWords} appeals are indexed with fewer words than the present dictionary finds in them.`]
      : []),
    ...(v.unsealed ? [`${v.unsealed} events are newer than the last seal.`] : []),
    ...(seals.length ? ['Latest seals, to be kept elsewhere:', ...seals] : []),
  ]
  return {
    text: lines.join('\n'),
    json: {
      ok: true,
      ...v,
      ...(files && { files: files.files, fileBytes: files.bytes }),
      seconds,
      broken: null,
    },
  }
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

function badFile(broken: BrokenFile): Outcome {
  const { tenant, appeal, id, name, what } = broken
  const where = [`tenant ${tenant}`, ...(appeal ? [`appeal ${appeal}`] : []), `id ${id}`, name]
  return {
    exitCode: EXIT.failed,
    text: `The record is whole, but a file is BROKEN (${where.join(', ')}): ${what}.`,
    json: { ok: false, broken: { table: 'file', ...broken } },
  }
}
