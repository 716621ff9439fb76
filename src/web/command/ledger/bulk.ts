/** Acts on many tickets: first what would become of each, then what did; some at a time, so that progress shows. */
import { call } from '../../api.ts'
import { t } from '../../text.ts'

export type BulkAct = 'urgeAssignment' | 'strikeOff' | 'dispatchAppeal'

/** Of one ticket: why it can't be, or wasn't, done; null when it can be, or was. */
export interface Verdict {
  number: string
  whyNot: string | null
}

export interface BulkBody {
  note: string
  unitId: number | undefined
}

interface Run {
  body: BulkBody
  /** Say what would happen and change nothing. */
  dryRun: boolean
  signal: AbortSignal
  onSome: (verdicts: readonly Verdict[]) => void
}

/** At most so many in one go; the API takes more, nobody reads more. */
export const MOST = 500
const AT_ONCE = 25

interface Said {
  number: string
  code: string | null
  detail: string | null
  detailEn: string | null
}

const verdictOf = ({ number, code, detail, detailEn }: Said): Verdict => ({
  number,
  whyNot: code === null ? null : t(detail ?? code, detailEn ?? code),
})

/** Throws what the API refuses as a whole; each ticket has a verdict of its own. */
export async function runOn(act: BulkAct, numbers: readonly string[], run: Run): Promise<void> {
  for (let from = 0; from < numbers.length && !run.signal.aborted; from += AT_ONCE)
    run.onSome(await some(act, numbers.slice(from, from + AT_ONCE), run))
}

async function some(act: BulkAct, numbers: string[], { body, dryRun, signal }: Run): Promise<Verdict[]> {
  const { note, unitId } = body
  if (act === 'urgeAssignment')
    return (await call('urgeMany', { body: { numbers, note, dryRun } }, { signal })).results.map(verdictOf)
  if (act === 'strikeOff')
    return (await call('strikeOffMany', { body: { numbers, dryRun } }, { signal })).results.map(verdictOf)
  const units = [{ unitId: unitId!, role: 'lead' as const }]
  const rows = numbers.map(number => ({ number, units, ...(note && { note }) }))
  const { rows: said } = await call('dispatchMany', { body: { rows, dryRun } }, { signal })
  return said.map(({ number, refused }) => ({
    number,
    whyNot: refused ? t(refused.detail, refused.detailEn) : null,
  }))
}
