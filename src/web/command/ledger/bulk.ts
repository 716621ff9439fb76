/** Acts on many tickets: what each would say to it now, then one after the other, each with its own result. */

import { STAGE_NAMES } from '../../../domain/names.ts'
import { type CallName, call, Refused } from '../../api.ts'
import { nameOf, t } from '../../text.ts'

export type BulkAct = 'urgeAssignment' | 'strikeOff' | 'dispatchAppeal'

/** Of one ticket: why it can't be done; null when it can, undefined while nobody has looked. */
export interface Preview {
  number: string
  title: string
  stage: string
  unit: string
  whyNot: string | null
  /** Assignments that are open, for acts on one. */
  open: readonly number[]
}

export interface Outcome {
  number: string
  /** Null: done. */
  failed: string | null
}

/** At most so many at a time. */
const AT_ONCE = 4
export const MOST = 200

export const sentence = (error: unknown): string =>
  error instanceof Error ? error.message : t('没有成功', 'It did not succeed')

/** Works through the numbers, a few at a time; tells of each as it is done. Stops early when the signal says so. */
export async function eachOf<T>(
  numbers: readonly string[],
  work: (number: string) => Promise<T>,
  { signal, onOne }: { signal: AbortSignal; onOne: (done: T) => void },
): Promise<void> {
  const waiting = [...numbers]
  const worker = async () => {
    for (let number = waiting.shift(); number !== undefined && !signal.aborted; number = waiting.shift())
      onOne(await work(number))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** What would happen to this ticket. A ticket that can't be opened can't be acted on either. */
export async function previewOf(act: CallName, number: string): Promise<Preview> {
  try {
    const ticket = await call('openAppeal', { params: { number } })
    const no = ticket.can[act]
    return {
      number,
      title: ticket.title ?? '',
      stage: nameOf(STAGE_NAMES, ticket.stage),
      unit: ticket.leadUnit?.name ?? '',
      whyNot:
        no === null ? null : no === undefined ? t('您的角色不能做', 'not for your role') : t(no.zh, no.en),
      open: ticket.assignments.filter(a => a.endedAt === null).map(a => a.no),
    }
  } catch (error) {
    return { number, title: '', stage: '', unit: '', whyNot: sentence(error), open: [] }
  }
}

export interface BulkBody {
  note: string
  unitId: number | undefined
}

/** Does it to one ticket; the key makes a second try after a lost connection harmless. */
export async function actOn(
  act: BulkAct,
  { number, open }: Preview,
  { note, unitId }: BulkBody,
): Promise<Outcome> {
  const key = crypto.randomUUID()
  try {
    if (act === 'strikeOff') await call('strikeOff', { params: { number } }, { key })
    else if (act === 'dispatchAppeal') {
      const units = [{ unitId: unitId!, role: 'lead' as const }]
      await call('dispatchAppeal', { params: { number }, body: { units, ...(note && { note }) } }, { key })
    } else for (const no of open) await urge(number, no, note)
    return { number, failed: null }
  } catch (error) {
    return { number, failed: sentence(error) }
  }
}

/** Of several duties on one ticket, one urged lately does not keep the others from being urged. */
async function urge(number: string, no: number, note: string): Promise<void> {
  try {
    await call('urgeAssignment', { params: { number, no }, body: { note } }, { key: crypto.randomUUID() })
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'urged-lately') throw error
  }
}
