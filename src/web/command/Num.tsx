/** A number with the list behind it: a link where there is one for the reader. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Cell } from '../../contract/overview.ts'
import { useSession } from '../session.tsx'
import { t } from '../text.ts'
import { grouped } from './ledger/Count.tsx'
import { ledgerOf, searchOf } from './ledger/filter.ts'

interface Props {
  cell: Cell
  /** What is counted, for who hears the link alone. */
  of: string
  /** The filter is one of contacts. */
  contacts?: boolean
  children?: ReactNode
}

/** Fewer than three are not told to who sees figures only. */
export const told = ({ n }: Pick<Cell, 'n'>): string => (n === null ? '<3' : grouped(n))

export function Num({ cell, of, contacts, children }: Props) {
  const { may } = useSession()
  const shown = children ?? told(cell)
  const isOpen = cell.filter !== null && (!contacts || may('contact.take'))
  if (!isOpen) return <span className="num">{shown}</span>
  const to = contacts ? `/contacts?${searchOf(cell.filter!)}` : ledgerOf(cell.filter!)
  return (
    <Link
      to={to}
      className="num"
      aria-label={t(`${of}：${told(cell)}，打开清单`, `${of}: ${told(cell)}, open the list`)}
    >
      {shown}
    </Link>
  )
}
