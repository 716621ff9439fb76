/** The ways back the rules of the city know: a duty that was given, handed on or passed down, and a merge. */
import type { Ticket } from '../../contract/record.ts'
import { type CallName, call } from '../api.ts'
import { t } from '../text.ts'

type Assignment = Ticket['assignments'][number]

export interface Done {
  name: CallName
  /** The ticket as it was before. */
  before: Pick<Ticket, 'number' | 'title' | 'assignments'>
  /** Of the duty it was about. */
  no: number | undefined
  /** The version it led to: nothing is taken back once somebody else went on from there. */
  version: number
}

type Words = readonly [zh: string, en: string]

/** What is said of it: that it was done, on the button, and that it was taken back. */
export const UNDO_WORDS: Partial<Record<CallName, Record<'done' | 'undo' | 'undone', Words>>> = {
  dispatchAppeal: {
    done: ['已派单', 'Dispatched'],
    undo: ['撤回', 'Undo'],
    undone: ['已撤回，回到待派', 'Taken back: it waits to be dispatched again'],
  },
  passDown: {
    done: ['已转下级办理', 'Passed down'],
    undo: ['撤回', 'Undo'],
    undone: ['已撤回，仍由本单位办理', 'Taken back: it is with your unit again'],
  },
  handAssignment: {
    done: ['已指定经办人', 'Handed on'],
    undo: ['撤回', 'Undo'],
    undone: ['已改回原经办人', 'It is with who had it before'],
  },
  mergeAppeals: {
    done: ['已并单', 'Merged'],
    undo: ['撤销并单', 'Undo the merge'],
    undone: ['已撤销并单', 'The merge is undone'],
  },
}

/** How to take it back; null when that can't be done. What it answers throws Refused. */
export function wayBack({ name, before, no, version }: Done): (() => Promise<unknown>) | null {
  const { number, assignments } = before
  switch (name) {
    case 'dispatchAppeal':
    case 'passDown':
      return () => cancelSince(number, lastNo(assignments), version)
    case 'mergeAppeals':
      return () => call('unmergeAppeals', { params: { number } }, { ifMatch: version })
    case 'handAssignment': {
      const had = assignments.find(a => a.no === no)?.person
      if (!had || no === undefined) return null
      const body = { personId: had.id, note: t('指定有误，改回', 'Handed on by mistake') }
      return () => call('handAssignment', { params: { number, no }, body }, { ifMatch: version })
    }
    default:
      return null
  }
}

const lastNo = (assignments: readonly Assignment[]): number => Math.max(0, ...assignments.map(a => a.no))

/** Every duty that was given since is taken away, as long as nobody else changed the ticket. */
async function cancelSince(number: string, last: number, version: number): Promise<void> {
  const { assignments } = await call('openAppeal', { params: { number } })
  let seen = version
  for (const { no, endedAt } of assignments) {
    if (endedAt !== null || no <= last) continue
    const body = { note: t('误派，撤回', 'Dispatched by mistake, taken back') }
    const done = await call('cancelAssignment', { params: { number, no }, body }, { ifMatch: seen })
    seen = done.version
  }
}
