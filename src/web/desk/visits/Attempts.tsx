/** When it was tried before, and when to try next. */
import type { Ticket } from '../../../contract/record.ts'
import { nameOf, t } from '../../text.ts'
import { Until, When } from '../../ui/When.tsx'

const OUTCOMES = {
  reached: ['已接通', 'reached'],
  noAnswer: ['无人接听', 'no answer'],
  refused: ['拒绝回访', 'declined'],
} as const

export function Attempts({ ticket }: { ticket: Ticket }) {
  const visit = ticket.visits.find(v => v.endedAt === null)
  const tried = ticket.events.filter(e => e.kind === 'visit.attempted' && e.facts.visitNo === visit?.no)
  if (!visit) return null
  return (
    <p className="small" style={{ margin: '6px 0' }}>
      {t('回访时限', 'Due')} <Until at={visit.dueAt} />
      {visit.nextAttemptAt && (
        <>
          {' · '}
          {t('宜拨', 'best at')} <When at={visit.nextAttemptAt} />
        </>
      )}
      {tried.map(e => (
        <span key={e.seq}>
          {' · '}
          <When at={e.at} /> {nameOf(OUTCOMES, String(e.facts.outcome))}
          {e.texts?.note && `（${e.texts.note}）`}
        </span>
      ))}
    </p>
  )
}
