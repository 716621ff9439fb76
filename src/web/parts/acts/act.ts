/** What an act on a ticket is called, whose it is and what is asked; and the questions that several acts ask alike. */
import type { CallName } from '../../api.ts'
import type { Asked } from '../fields/Field.tsx'

export type Group = 'receive' | 'transfer' | 'handle' | 'supervise' | 'visit'

export interface ActSpec {
  name: CallName
  zh: string
  en: string
  group: Group
  /** What of the ticket it is about, where it isn't all of it. */
  on?: 'assignment' | 'approval' | 'visit' | 'sheet' | 'recipient'
  asks: readonly Asked[]
  /** What it leads to is shown beside the form while it is written. */
  shows?: 'sheet'
  /** Takes something away or can't be undone: asked once more. */
  grave?: boolean
}

export const note = (zh = '说明', en = 'Note', required = false): Asked => ({
  name: 'note',
  zh,
  en,
  kind: 'prose',
  required,
})

export const files = (zh: string, en: string): Asked => ({
  name: 'fileIds',
  zh,
  en,
  kind: 'files',
  purpose: 'evidence',
})

export const YES_NO = { yes: ['是', 'yes'], no: ['否', 'no'] } as const
