/** `./yidan export`: all tickets of a city as a CSV file or an Excel workbook, masked as every list is. */
import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Summary } from '../contract/record.ts'
import { systemActor } from '../domain/access/actor.ts'
import { isoOf } from '../domain/instant.ts'
import { momentFrom } from '../domain/time/moment-text.ts'
import type { Zone } from '../domain/time/zone.ts'
import { exportCity } from '../server/directory/city.ts'
import { openTenants } from '../server/directory/tenants.ts'
import type { Installation } from '../server/installation.ts'
import type { Asked } from '../server/record/read/ask.ts'
import { exportStream } from '../server/record/read/export.ts'
import { exportRows } from '../server/record/read/export-rows.ts'
import { type CliCommand, CliError, EXIT, type Invocation, type Outcome } from './command.ts'
import { exportReplies, REPLY_FIELDS, type RepliesOptions } from './export-replies.ts'
import { withInstallation } from './installed.ts'
import { tenantFor } from './tenant.ts'

export const exportCommand: CliCommand = {
  summary: 'Write all tickets to a CSV file or an Excel workbook 导出',
  usage:
    '--out FILE [--format csv|xlsx] [--tenant CODE] [--from TIME] [--until TIME] | --city FOLDER | replies --platform CODE --out FILE',
  help: `The tickets as lists show them: masked, without any appellant. Newest first. --from and --until narrow the
time of receipt: a day, or a moment such as 2026-10-01T08:00, by the city's clock unless an offset is given; --until is
not included. The file appears when it is complete.

--city FOLDER writes the folder that ./yidan import loads as the same city. replies writes, as CSV, the answers an
external platform has not acknowledged yet, in its own columns: --columns 留言编号=messageId,答复=text (fields:
${REPLY_FIELDS.join(', ')}); --after ID leaves out what an earlier file had.

Example: ./yidan export --out appeals.csv`,
  takesWords: true,
  options: {
    out: { type: 'string' },
    format: { type: 'string' },
    tenant: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    city: { type: 'string' },
    platform: { type: 'string' },
    columns: { type: 'string' },
    after: { type: 'string' },
  },
  run: call => {
    const go = runFor(call)
    return withInstallation(installation => go(installation, call))
  },
}

function runFor({
  values,
  positionals,
}: Invocation): (i: Installation, call: Invocation) => Promise<Outcome> {
  if (values.city !== undefined) return cityInto
  if (positionals[0] === 'replies') return (i, call) => exportReplies(i, call.values as RepliesOptions)
  if (positionals.length > 0)
    throw new CliError(`'${positionals[0]}' is too much; say where to with --out FILE`, EXIT.usage)
  return run
}

async function cityInto(installation: Installation, { values }: Invocation): Promise<Outcome> {
  const folder = String(values.city)
  const { id, code } = await tenantFor(installation, values.tenant as string | undefined)
  const files = await exportCity(installation.db, id, folder)
  return {
    text: `City ${code} written to ${folder}: ${files.join(', ')}`,
    json: { tenant: code, folder, files },
  }
}

async function run(installation: Installation, { values, progress }: Invocation): Promise<Outcome> {
  const { out, tenant, from, until, ...given } = values as Record<string, string | undefined>
  if (!out) throw new CliError('say where to with --out FILE', EXIT.usage)
  if (!existsSync(dirname(out))) throw new CliError(`there is no folder ${dirname(out)}`, EXIT.input)
  const format = given.format ?? (/\.xlsx$/i.test(out) ? 'xlsx' : 'csv')
  if (format !== 'csv' && format !== 'xlsx') throw new CliError('--format is csv or xlsx', EXIT.usage)
  const { id } = await tenantFor(installation, tenant)
  const tenants = openTenants(installation.db)
  try {
    const { directory, policy, calendar } = await tenants.get(id)
    const context = { actor: systemActor(id), now: Date.now(), policy, calendar, directory }
    const counted = { rows: 0 }
    const rows = counting(exportRows(installation.db, everything(context, from, until)), counted, progress)
    await writeWhole(out, exportStream(rows, format, calendar.zone).stream)
    return { text: `Wrote ${counted.rows} tickets to ${out}.`, json: { rows: counted.rows, out, format } }
  } finally {
    tenants.close()
  }
}

/** All tickets of the tenant, within a time of receipt. */
function everything(context: Asked['context'], from: string | undefined, until: string | undefined): Asked {
  const { zone } = context.calendar
  return {
    filters: {
      ...(from && { receivedFrom: momentOf('from', from, zone) }),
      ...(until && { receivedTo: momentOf('until', until, zone) }),
    },
    context,
    ground: { tenantId: context.actor.tenantId, receivedFrom: null },
    below: {},
    tops: null,
    conditions: [],
    also: [],
    words: null,
    ids: null,
  }
}

function momentOf(option: string, text: string, zone: Zone): string {
  try {
    return isoOf(momentFrom(text, zone))
  } catch (error) {
    throw new CliError(`--${option}: ${(error as Error).message}`, EXIT.usage)
  }
}

async function* counting(
  rows: AsyncIterable<Summary>,
  counted: { rows: number },
  progress: Invocation['progress'],
): AsyncGenerator<Summary> {
  for await (const row of rows) {
    counted.rows += 1
    if (counted.rows % 10_000 === 0) progress('writing', counted.rows)
    yield row
  }
}

/** A half-written file never stands under the name asked for. */
async function writeWhole(out: string, stream: NodeJS.ReadableStream): Promise<void> {
  const draft = `${out}.part`
  try {
    await pipeline(stream, createWriteStream(draft))
    await rename(draft, out)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
