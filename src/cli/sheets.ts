/** `./yidan sheets`: the sheets that are out, and one about each of many tickets at once. */
import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { SHEET_NAMES } from '../domain/names.ts'
import { LIMIT_PATTERN } from '../domain/policy/when.ts'
import { SHEET_KINDS } from '../domain/vocabulary.ts'
import { listSheets } from '../server/supervision/lists.ts'
import { sendSheets } from '../server/supervision/send-many.ts'
import { unitFrom, wholeFrom, wordFrom } from './chosen.ts'
import { type CliCommand, CliError, EXIT, type Invocation, type Outcome } from './command.ts'
import { type AtWork, withParts } from './with-parts.ts'

const STATES = ['open', 'proposed', 'all'] as const
/** Whoever assigns a leader's words writes them down in the ticket. */
const BY_HAND = SHEET_KINDS.filter(kind => kind !== 'leaderAssign')
const MOST = 1000

export const sheetsCommand: CliCommand = {
  summary: 'List sheets, or issue one about each of many tickets 督办单',
  usage:
    'list [--state S] [--kind K] [--unit CODE] [--rows N] | issue --kind K --numbers FILE [--demand TEXT] [--limit 2wd] [--dry-run]',
  help: `list        sheets with the units that owe an answer, the latest first
issue       a sheet about each ticket whose number stands in FILE, one a line (- reads standard input), to the units
            that have it. --dry-run says what would become of each and changes nothing. Exit code 65 when some
            could not get one.

  --state S   ${STATES.join(', ')}; open
  --kind K    ${SHEET_KINDS.join(', ')}
  --unit CODE sent to this unit or one below it
  --rows N    1 to 200; 50
  --demand T  what is asked; the kind's own words when left out
  --limit L   to answer it, e.g. 2wd; as the rules say when left out

Example: ./yidan sheets issue --kind taskNotice --numbers late.txt --dry-run`,
  takesWords: true,
  options: {
    state: { type: 'string' },
    kind: { type: 'string' },
    unit: { type: 'string' },
    rows: { type: 'string' },
    numbers: { type: 'string' },
    demand: { type: 'string' },
    limit: { type: 'string' },
    'dry-run': { type: 'boolean' },
    tenant: { type: 'string' },
  },
  run: async call => {
    const run = { list, issue }[call.positionals[0] as 'list']
    if (!run || call.positionals.length > 1)
      throw new CliError(`say list or issue\nUsage: ./yidan sheets ${sheetsCommand.usage}`, EXIT.usage)
    return withParts(call.values.tenant, at => run(at, call))
  },
}

async function list({ parts, actor, tenantId }: AtWork, { values }: Invocation): Promise<Outcome> {
  const kind = wordFrom('kind', values.kind, SHEET_KINDS)
  const state = wordFrom('state', values.state, STATES)
  const unitId = await unitFrom(parts, tenantId, values.unit)
  const { sheets, next } = await listSheets(parts, actor, {
    limit: wholeFrom('rows', values.rows, 50, 200),
    ...(state && { state }),
    ...(kind && { kind: [kind] }),
    ...(unitId && { unitId }),
  })
  const line = (s: (typeof sheets)[number]) =>
    [
      s.sheetNumber ?? SHEET_NAMES[s.kind][0],
      s.number,
      s.stage,
      s.recipients.map(r => `${r.unit.name} ${r.stage}${r.dueAt ? ` ${r.dueAt}` : ''}`).join('; '),
    ].join('  ')
  return { text: sheets.map(line).join('\n') || 'No sheets.', json: { sheets, next } }
}

async function issue({ parts, actor }: AtWork, { values }: Invocation): Promise<Outcome> {
  const { demand, limit, numbers: file } = values as Record<string, string | undefined>
  const kind = wordFrom('kind', values.kind, BY_HAND)
  if (!kind || !file) throw new CliError('issue needs --kind and --numbers', EXIT.usage)
  if (limit !== undefined && !new RegExp(LIMIT_PATTERN).test(limit))
    throw new CliError(`--limit is written 2wd, 5d, 24h or 4wh, not '${limit}'`, EXIT.usage)
  const dryRun = values['dry-run'] === true
  const numbers = await numbersIn(file)
  const done = await sendSheets(parts, actor, {
    numbers,
    kind,
    dryRun,
    ...(demand && { demand }),
    ...(limit && { limit }),
  })
  const refused = done.results.filter(r => r.code !== null)
  return {
    exitCode: refused.length === 0 ? EXIT.ok : EXIT.input,
    text: [
      `${done.done} sheets ${dryRun ? 'would be' : 'were'} issued, ${done.kept} not.`,
      ...refused.map(r => `  ${r.number}: ${r.detailEn}`),
    ].join('\n'),
    json: { ...done, dryRun },
  }
}

async function numbersIn(file: string): Promise<string[]> {
  const text = await (file === '-' ? textOf(process.stdin) : readFile(file, 'utf8')).catch(error => {
    throw new CliError(`${file}: ${(error as Error).message}`, EXIT.input)
  })
  const numbers = [...new Set(text.split(/\s+/).filter(line => line !== ''))]
  const wrong = numbers.find(n => !/^\d{23,34}$/.test(n))
  if (wrong !== undefined) throw new CliError(`${file}: '${wrong}' is no number of a ticket`, EXIT.input)
  if (numbers.length === 0 || numbers.length > MOST)
    throw new CliError(`${file} must have 1 to ${MOST} numbers, not ${numbers.length}`, EXIT.input)
  return numbers
}
