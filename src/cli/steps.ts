/** `./yidan steps`: the six-step ledger – how much stands on which step, what doesn't add up, and the rows behind it. */
import { TASK_NAMES } from '../domain/names.ts'
import { isRefusal } from '../domain/refusal.ts'
import { AMISS, LEDGER_KINDS, LEDGER_STEPS } from '../domain/supervision/steps.ts'
import { LIGHTS } from '../domain/time/lights.ts'
import { listSteps, readSteps } from '../server/supervision/steps.ts'
import { unitFrom, wholeFrom, wordFrom } from './chosen.ts'
import { type CliCommand, CliError, EXIT, type Invocation, type Outcome } from './command.ts'
import { type AtWork, withParts } from './with-parts.ts'

export const stepsCommand: CliCommand = {
  summary: 'Say on which of the six steps everything open stands 六步台账',
  usage:
    '[--step S] [--kind K] [--light L] [--amiss A] [--unit CODE] [--rows N] [--after NEXT] [--tenant CODE]',
  help: `建立台账 → 明确责任及时限 → 跟踪调度 → 逐一记录 → 逐一对账 → 逐一销号: what is open, by step and kind, and what
doesn't add up. With any of the filters, or --rows, the rows themselves, the most urgent first: who owes what until when.
Exit code 1 when something doesn't add up.

  --step S    ${LEDGER_STEPS.join(', ')}
  --kind K    ${LEDGER_KINDS.join(', ')}
  --light L   ${LIGHTS.join(', ')}
  --amiss A   only what doesn't add up: ${AMISS.join(', ')}
  --unit CODE who owes it is this unit or one below it
  --rows N    so many rows, 1 to 100; 20
  --after T   goes on after the page before (\`next\` of --json)

Example: ./yidan steps --step record --light red`,
  options: {
    step: { type: 'string' },
    kind: { type: 'string' },
    light: { type: 'string' },
    amiss: { type: 'string' },
    unit: { type: 'string' },
    rows: { type: 'string' },
    after: { type: 'string' },
    tenant: { type: 'string' },
  },
  run: async call => {
    const { values } = call
    const asked = {
      step: wordFrom('step', values.step, LEDGER_STEPS),
      kind: wordFrom('kind', values.kind, LEDGER_KINDS),
      light: wordFrom('light', values.light, LIGHTS),
      amiss: wordFrom('amiss', values.amiss, AMISS),
      limit: wholeFrom('rows', values.rows, 20, 100),
    }
    const wantsRows = ['step', 'kind', 'light', 'amiss', 'rows', 'after'].some(
      name => values[name] !== undefined,
    )
    return withParts(values.tenant, at => (wantsRows ? rows(at, call, asked) : counts(at, call)))
  },
}

type Asked = { [K in 'step' | 'kind' | 'light' | 'amiss']: unknown } & { limit: number }

async function counts({ parts, actor, tenantId }: AtWork, { values }: Invocation): Promise<Outcome> {
  const unitId = await unitFrom(parts, tenantId, values.unit)
  const found = await readSteps(parts, actor, { ...(unitId && { unitId }) })
  if (isRefusal(found)) throw new CliError(found.refused)
  const of = (kind: string, step: string) =>
    String(found.counts.find(c => c.kind === kind && c.step === step)?.n ?? 0).padStart(10)
  const name = (kind: string) =>
    kind in TASK_NAMES ? TASK_NAMES[kind as 'keyWork'][0] : kind === 'sheet' ? '督办单' : '诉求'
  const table = LEDGER_KINDS.map(
    kind => `${LEDGER_STEPS.map(step => of(kind, step)).join('')}  ${name(kind)}`,
  )
  const amiss = found.amiss.filter(a => a.n > 0)
  return {
    exitCode: amiss.length === 0 ? EXIT.ok : EXIT.failed,
    text: [
      LEDGER_STEPS.map(step => step.padStart(10)).join(''),
      ...table,
      amiss.length === 0
        ? '账目相符 Everything adds up.'
        : `对不上 Doesn't add up: ${amiss.map(a => `${a.what} ${a.n}`).join(', ')}`,
    ].join('\n'),
    json: found,
  }
}

async function rows(
  { parts, actor, tenantId }: AtWork,
  { values }: Invocation,
  asked: Asked,
): Promise<Outcome> {
  const unitId = await unitFrom(parts, tenantId, values.unit)
  const { step, kind, light, amiss, limit } = asked
  const found = await listSteps(parts, actor, {
    limit,
    ...(step !== undefined && { step }),
    ...(kind !== undefined && { kind: [kind] }),
    ...(light !== undefined && { light: [light] }),
    ...(amiss !== undefined && { amiss }),
    ...(unitId && { unitId }),
    ...(values.after !== undefined && { after: String(values.after) }),
  } as Parameters<typeof listSteps>[2])
  if (isRefusal(found)) throw new CliError(found.refused)
  const line = (row: (typeof found.rows)[number]) =>
    [
      row.number,
      row.step ?? 'over',
      row.sheet ? (row.sheet.number ?? row.sheet.kind) : row.kind,
      row.owes ? `${row.owes.unit.name}: ${row.owes.act} ${row.owes.dueAt ?? ''} ${row.owes.light}` : '',
      row.title ?? '',
      row.amiss.join(' '),
    ].join('  ')
  return { text: found.rows.map(line).join('\n') || 'Nothing stands here.', json: found }
}
