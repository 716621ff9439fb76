/** One request: what is asked and why, what happened before, and the decision. */
import { Alert } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { APPROVAL_NAMES, VERDICT_NAMES } from '../../../domain/names.ts'
import { useRules } from '../../parts/directory.ts'
import { useReasonName } from '../../parts/reasons.ts'
import { limitWords } from '../../parts/ticket/limit-words.ts'
import { nameOf, t } from '../../text.ts'
import { When } from '../../ui/When.tsx'
import { useActing } from '../queue/acting.ts'
import { Race } from '../queue/Race.tsx'
import type { Place } from '../queue/rows.ts'
import { Bounces } from './Bounces.tsx'
import { ReturnDecision } from './ReturnDecision.tsx'
import { Ruling } from './Ruling.tsx'
import { wordsOf } from './requests.ts'
import { VerdictChoice } from './VerdictChoice.tsx'

interface Props {
  ticket: Ticket
  no: number
  place: Place
}

export function RequestWork({ ticket, no, place }: Props) {
  const rules = useRules()
  const reasonName = useReasonName()
  const acting = useActing(ticket, place.done)
  const asked = ticket.approvals.find(a => a.no === no)
  if (!asked) return <Alert type="warning" title={t('没有这项申请。', 'There is no such request.')} />
  const kind = asked.kind as 'return'
  const wanted = wantedText(asked.wanted)
  return (
    <div className="work">
      <h3>
        {nameOf(APPROVAL_NAMES, kind)} · {asked.unit.name}
      </h3>
      <p style={{ margin: '0 0 4px' }}>
        <strong>{reasonName(asked.reason)}</strong>
        {wanted && (
          <span className="chip" style={{ marginInlineStart: 8 }}>
            {wanted}
          </span>
        )}
      </p>
      {wordsOf(ticket.events, no).map(text => (
        <p key={text} className="prose script">
          {text}
        </p>
      ))}
      <p className="small">
        {asked.askedBy?.name} <When at={asked.askedAt} />
      </p>
      {(asked.kind === 'return' || asked.kind === 'objection') && (
        <Bounces number={ticket.number} max={rules?.returns.max} />
      )}
      <Race ticket={ticket} acting={acting} />
      {asked.verdict !== null ? (
        <Alert
          type="info"
          title={t(
            `已由 ${asked.decidedBy?.name ?? '系统'} 处理：${nameOf(VERDICT_NAMES, asked.verdict)}`,
            `Decided by ${asked.decidedBy?.name ?? 'the system'}: ${nameOf(VERDICT_NAMES, asked.verdict)}`,
          )}
        />
      ) : asked.kind === 'return' ? (
        <ReturnDecision ticket={ticket} no={no} acting={acting} />
      ) : asked.kind === 'objection' ? (
        <Ruling ticket={ticket} no={no} acting={acting} />
      ) : (
        <VerdictChoice ticket={ticket} no={no} acting={acting} />
      )}
    </div>
  )
}

/** What is asked for, where it has a measure. */
function wantedText(wanted: unknown): string {
  const { limit, reviewOn, to } = (wanted ?? {}) as Record<string, unknown>
  if (typeof limit === 'string') return t(`延长 ${limitWords(limit)}`, `by ${limitWords(limit)}`)
  if (reviewOn) return t(`复核日 ${String(reviewOn)}`, `to be looked at again ${String(reviewOn)}`)
  return to ? String(to) : ''
}
