/** One request before the leader: what was appealed, what is proposed, and the decision under the thumb. */
import { Flex, Tag, Typography } from 'antd'
import { Link } from 'wouter'
import type { Ticket } from '../../../contract/record.ts'
import { APPROVAL_NAMES, RESULT_NAMES } from '../../../domain/names.ts'
import { useAsk } from '../../asking.ts'
import { placeWords } from '../../parts/place-words.ts'
import { useReasonName } from '../../parts/reasons.ts'
import { Files } from '../../parts/ticket/Files.tsx'
import { limitWords } from '../../parts/ticket/limit-words.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Until, When } from '../../ui/When.tsx'
import { Decide } from './Decide.tsx'
import type { Request } from './requests.ts'

interface Props {
  request: Request
  place: string
  onNext: () => void
  onDecided: () => void
}

export function ToSign({ request, place, onNext, onDecided }: Props) {
  const ticket = useAsk('openAppeal', { params: { number: request.number } })
  return (
    <section aria-label={t('待签批的一件', 'The one to sign')} className="to-sign">
      <Ask of={ticket} rows={8}>
        {opened => (
          <>
            <Flex justify="space-between" gap="small" wrap align="center">
              <Typography.Title level={2} style={{ fontSize: 18, margin: 0 }}>
                {opened.title ?? opened.number}
              </Typography.Title>
              <Typography.Text type="secondary">{place}</Typography.Text>
            </Flex>
            <div className="sign-compare">
              <Appeal ticket={opened} />
              <Proposed ticket={opened} request={request} />
            </div>
            <Files ticket={opened} />
            <Link to={`/appeals/${opened.number}`} className="sign-whole">
              {t('看全单和经过', 'The whole ticket')}
            </Link>
            <Decide ticket={opened} request={request} onNext={onNext} onDecided={onDecided} />
          </>
        )}
      </Ask>
    </section>
  )
}

function Appeal({ ticket }: { ticket: Ticket }) {
  return (
    <Panel title={t('诉求', 'The appeal')}>
      <p className="prose sign-words">{ticket.content ?? t('（内容不公开）', '(withheld)')}</p>
      {ticket.purpose && (
        <p className="prose">
          <strong>{t('目的：', 'Wants: ')}</strong>
          {ticket.purpose}
        </p>
      )}
      <Typography.Text type="secondary">
        {placeWords(ticket)} <When at={ticket.receivedAt} />
        {ticket.dueAt && (
          <>
            {' · '}
            <Until at={ticket.dueAt} />
          </>
        )}
      </Typography.Text>
    </Panel>
  )
}

function Proposed({ ticket, request }: { ticket: Ticket; request: Request }) {
  const reasonName = useReasonName()
  const asked = ticket.events.findLast(e => e.kind === 'approval.asked' && e.facts.approvalNo === request.no)
  const { result, limit } = request.wanted
  const { internalNote, ...words } = asked?.texts ?? {}
  return (
    <Panel
      title={
        request.kind === 'innerReview' ? t('拟答复', 'Proposed answer') : nameOf(APPROVAL_NAMES, request.kind)
      }
      extra={typeof result === 'string' && <Tag color="blue">{nameOf(RESULT_NAMES, result)}</Tag>}
    >
      {typeof limit === 'string' && (
        <p>
          <strong>{t(`延长 ${limitWords(limit)}`, `By ${limitWords(limit)}`)}</strong>
        </p>
      )}
      {reasonName(request.reason) !== '' && <p>{reasonName(request.reason)}</p>}
      {Object.entries(words).map(([name, text]) => (
        <p key={name} className="prose sign-words">
          {text}
        </p>
      ))}
      {internalNote && (
        <p className="prose">
          <Typography.Text type="secondary">
            {t('内部说明：', 'Internal note: ')}
            {internalNote}
          </Typography.Text>
        </p>
      )}
      <Typography.Text type="secondary">
        {asked?.person?.name} <When at={request.askedAt} />
      </Typography.Text>
    </Panel>
  )
}
