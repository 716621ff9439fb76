/** A ticket as a unit has it before it. */
import { LeftOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import { Link } from 'wouter'
import type { CallName } from '../api.ts'
import type { Group } from '../parts/acts.ts'
import { t } from '../text.ts'

const TicketPage = lazy(() => import('../parts/ticket/TicketPage.tsx').then(m => ({ default: m.TicketPage })))

const FIRST: readonly CallName[] = [
  'reply',
  'recordProgress',
  'contactAppellant',
  'checkSite',
  'handAssignment',
]
const GROUPS: readonly Group[] = ['handle', 'transfer']

export function UnitTicket({ number }: { number: string }) {
  return (
    <>
      <Link to="/" className="unit-back no-print">
        <LeftOutlined aria-hidden="true" /> {t('收件箱', 'Inbox')}
      </Link>
      <TicketPage number={number} first={FIRST} groups={GROUPS} />
    </>
  )
}
