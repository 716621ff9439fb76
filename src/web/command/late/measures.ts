/** What a supervisor can do about late matters: one of the sheets, or a kind of supervision; tried first, then done some at a time. */
import type { Permission } from '../../../domain/access/roles.ts'
import { SHEET_NAMES, SUPERVISION_NAMES } from '../../../domain/names.ts'
import type { SheetKind, Supervision } from '../../../domain/vocabulary.ts'
import { call } from '../../api.ts'
import { nameOf, t } from '../../text.ts'
import { type Matters, partOf } from './picked.ts'

export type Measure =
  | { is: 'sheet'; kind: Exclude<SheetKind, 'leaderAssign'> }
  | { is: 'supervision'; kind: Supervision }

export interface Wording {
  demand: string
  limit: string
}

/** What would become, or became, of one ticket. */
export interface Fate {
  number: string
  /** Null when it can be, or was, done. */
  whyNot: string | null
  sheetNumber: string | null
  documentId: number | null
  units: readonly { unit: { id: number; name: string }; role: string }[]
}

/** A leader's instruction has a form of its own. */
const SHEETS = [
  'greenUrge',
  'yellowUrge',
  'redSupervise',
  'returnForRework',
  'taskNotice',
  'advanceNotice',
] as const satisfies readonly SheetKind[]

export const measureName = ({ is, kind }: Measure): string =>
  is === 'sheet' ? nameOf(SHEET_NAMES, kind) : nameOf(SUPERVISION_NAMES, kind)

export function measuresOf(may: (...permissions: Permission[]) => boolean): Measure[] {
  const sheets = SHEETS.map(kind => ({ is: 'sheet' as const, kind }))
  const kinds = Object.keys(SUPERVISION_NAMES) as Supervision[]
  const supervisions = kinds.map(kind => ({ is: 'supervision' as const, kind }))
  return [...(may('sheet.issue') ? sheets : []), ...(may('appeal.supervise') ? supervisions : [])]
}

/** Higher kinds are asked for by who may not order them. */
export const isAskedFor = ({ is, kind }: Measure, may: (...permissions: Permission[]) => boolean): boolean =>
  is === 'supervision' && kind !== 'realTime' && kind !== 'circular' && !may('supervision.order')

interface Asking {
  measure: Measure
  wording: Wording
  signal: AbortSignal
}

/** What would become of each; nothing is changed. */
export const tryAll = (matters: Matters, asking: Asking): Promise<Fate[]> => ask(matters, asking, true)

const AT_ONCE = 25

/** Does it, some at a time; tells of them as they are done. Throws what is refused as a whole. */
export async function doAll(
  matters: Matters,
  asking: Asking,
  onSome: (fates: readonly Fate[]) => void,
): Promise<void> {
  const { numbers } = matters
  for (let from = 0; from < numbers.length && !asking.signal.aborted; from += AT_ONCE)
    onSome(await ask(partOf(matters, numbers.slice(from, from + AT_ONCE)), asking, false))
}

async function ask(matters: Matters, { measure, wording, signal }: Asking, dryRun: boolean): Promise<Fate[]> {
  const demand = wording.demand.trim()
  const limit = wording.limit.trim()
  if (measure.is === 'supervision') {
    const { numbers } = matters
    const body = { numbers, supervision: measure.kind, dryRun, ...(demand && { reason: demand }) }
    const { results } = await call('superviseMany', { body }, { signal })
    return results.map(r => ({ ...fateOf(r), sheetNumber: null, documentId: null, units: [] }))
  }
  const said = { ...(demand && { demand }), ...(limit && { limit }) }
  const body = { ...matters, kind: measure.kind, dryRun, ...said }
  const { results } = await call('sendSheets', { body }, { signal })
  return results.map(r => ({ ...r, ...fateOf(r) }))
}

interface Said {
  number: string
  code: string | null
  detail: string | null
  detailEn: string | null
}

const fateOf = ({ number, code, detail, detailEn }: Said) => ({
  number,
  whyNot: code === null ? null : t(detail ?? code, detailEn ?? code),
})
