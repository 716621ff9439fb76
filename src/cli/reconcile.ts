/** `./yidan reconcile`: proves that what came in is what was recorded, and in whose hands it is. */
import { numberOfDay } from '../domain/time/day.ts'
import { compareWithList, readExternalList } from '../server/assessment/external-list.ts'
import {
  type Difference,
  type HandsBalance,
  periodOfDays,
  type Reconciliation,
  reconcile,
} from '../server/assessment/reconcile.ts'
import type { Tenant } from '../server/directory/tenants.ts'
import { openTenants } from '../server/directory/tenants.ts'
import { type CliCommand, CliError, EXIT, type Invocation } from './command.ts'
import { withInstallation } from './installed.ts'

export const reconcileCommand: CliCommand = {
  summary: 'Prove that what came in is what was recorded 对账',
  usage: '--from DAY --until DAY [--tenant CODE] [--platform NAME --list FILE] [--whole]',
  help: `Two identities are checked: contacts in = answered on the spot + appeals + refused + handed over + abandoned,
channel by channel; and for the centre and every unit, open before + in = open after + out. With --list, a CSV with
the columns id and status (open, closed), the external platform's own list is compared as well. Every difference is
listed by number. Tickets that ended before the period are left aside; --whole reads them too. Exit code 0 when all balances, 1 when something differs.

Example: ./yidan reconcile --from 2026-10-01 --until 2026-10-31`,
  options: {
    from: { type: 'string' },
    until: { type: 'string' },
    tenant: { type: 'string' },
    platform: { type: 'string' },
    list: { type: 'string' },
    whole: { type: 'boolean' },
  },
  run: call => withInstallation(installation => run(installation.db, call)),
}

async function run(db: Parameters<typeof openTenants>[0], { values, progress }: Invocation) {
  const tenants = openTenants(db)
  try {
    const tenant = await chosenTenant(await tenants.all(), values.tenant as string | undefined)
    const period = { ...periodOf(tenant, values.from, values.until), whole: values.whole === true }
    const found = await reconcile(db, period, events => progress('reading the history', events))
    const { platform, list } = values as Record<string, string | undefined>
    if ((platform === undefined) !== (list === undefined))
      throw new CliError('--platform and --list go together', EXIT.usage)
    if (platform && list)
      found.differences.push(...(await compareWithList(db, period, platform, await readExternalList(list))))
    const balanced = found.balanced && found.differences.length === 0
    return {
      exitCode: balanced ? EXIT.ok : EXIT.failed,
      text: inWords({ ...found, balanced }, tenant),
      json: { ...found, balanced },
    }
  } finally {
    tenants.close()
  }
}

function chosenTenant(all: readonly Tenant[], code: string | undefined): Tenant {
  const found = code === undefined ? all : all.filter(t => t.code === code)
  if (found.length === 1) return found[0]!
  const codes = all.map(t => t.code).join(', ') || 'none'
  throw new CliError(
    code === undefined ? `say which city with --tenant: ${codes}` : `no city '${code}'; there are: ${codes}`,
    EXIT.usage,
  )
}

function periodOf(tenant: Tenant, from: unknown, until: unknown) {
  const start = (name: string, day: unknown) => {
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day))
      throw new CliError(`--${name} must be a day, YYYY-MM-DD`, EXIT.usage)
    try {
      return numberOfDay(day)
    } catch (error) {
      throw new CliError(`--${name}: ${(error as Error).message}`, EXIT.usage)
    }
  }
  const [first, last] = [start('from', from), start('until', until)]
  if (last < first) throw new CliError('--until is before --from', EXIT.usage)
  return periodOfDays(tenant.id, tenant.calendar.zone, first, last)
}

const listOf = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([why, n]) => `${why} ${n}`)
    .join(', ') || '0'

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0)

function inWords(r: Reconciliation, { directory }: Tenant): string {
  const channels = r.channels.map(
    c =>
      `  ${directory.channels.get(c.channelId)?.name ?? c.channelId}: ${c.in} in = ${c.answered} answered + ${c.appeal} appeals + ${c.refused} refused + ${c.handedOver} handed over + ${c.abandoned} abandoned${c.pending ? ` + ${c.pending} PENDING` : ''}`,
  )
  const hand = (h: HandsBalance) =>
    `  ${h.hands === 'centre' ? '中心 centre ' : ''}${directory.units.get(h.unitId)?.name ?? h.unitId}: ${h.before} + ${sum(h.in)} (${listOf(h.in)}) = ${h.after} + ${sum(h.out)} (${listOf(h.out)})`
  const difference = (d: Difference) =>
    `  ${d.kind} ${d.which}${d.facts ? ` ${JSON.stringify(d.facts)}` : ''}`
  const verdict = r.balanced
    ? '平 Balanced: nothing differs.'
    : `不平 ${r.differences.length} differences:\n${r.differences.map(difference).join('\n')}`
  return [
    '来件 Contacts',
    ...channels,
    '在办 Open before + in = open after + out',
    ...r.hands.map(hand),
    verdict,
  ].join('\n')
}
