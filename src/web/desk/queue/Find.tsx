/** The box that narrows a queue to the rows that say what was typed. */
import { type ReactNode, useMemo, useState } from 'react'
import type { Summary } from '../../../contract/record.ts'
import { riskName } from '../../parts/risks.ts'
import { t } from '../../text.ts'

export interface Found<Row> {
  rows: Row[] | undefined
  /** What was typed, without blanks at its ends. */
  words: string
  box: ReactNode
}

type Words = (string | null | undefined)[]

/** `wordsOf` should be the same function each time. */
export function useFind<Row>(all: readonly Row[] | undefined, wordsOf: (row: Row) => Words): Found<Row> {
  const [typed, setTyped] = useState('')
  const words = typed.trim()
  const rows = useMemo(
    () => all?.filter(row => words === '' || wordsOf(row).some(w => w?.includes(words))),
    [all, words, wordsOf],
  )
  const box = (
    <input
      className="find-box"
      type="search"
      aria-label={t('在队列里找', 'Find in the queue')}
      placeholder={t('标题、分类、地点', 'Title, category, place')}
      value={typed}
      onChange={e => setTyped(e.target.value)}
    />
  )
  return { rows, words, box }
}

/** What a ticket's row is found by. */
export const wordsOfTicket = (row: Summary): Words => [
  row.title,
  row.category?.name,
  row.region?.name,
  row.leadUnit?.name,
  row.number,
  ...row.risks.map(riskName),
]

/** Instead of an empty queue's own words, when only nothing fits. */
export const nothingFits = (words: string, empty: ReactNode): ReactNode =>
  words ? t('没有符合的', 'Nothing fits') : empty
