/** What was asked for on the way, why, and what was decided; what waits for the reader first. */
import { Flex, Tag, Typography } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { APPROVAL_NAMES, VERDICT_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { Panel } from '../../ui/Panel.tsx'
import { When } from '../../ui/When.tsx'
import { useReasonName } from '../reasons.ts'
import { limitWords } from './limit-words.ts'

type Request = Ticket['approvals'][number]

export function Requests({ ticket }: { ticket: Ticket }) {
  if (ticket.approvals.length === 0) return null
  return (
    <Panel title={t('申请与审批', 'Requests')}>
      <Flex vertical gap="small">
        {ticket.approvals.map(a => (
          <RequestRow key={a.no} request={a} />
        ))}
      </Flex>
    </Panel>
  )
}

function RequestRow({ request: a }: { request: Request }) {
  const reasonName = useReasonName()
  const wanted = a.wanted as { limit?: unknown } | null
  const asked = [
    typeof wanted?.limit === 'string' &&
      t(`延长${limitWords(wanted.limit)}`, `by ${limitWords(wanted.limit)}`),
    reasonName(a.reason),
  ].filter(Boolean)
  return (
    <div>
      <Flex gap="small" wrap align="center">
        <Tag color={a.verdict === null ? 'warning' : a.verdict === 'approved' ? 'success' : 'default'}>
          {nameOf(APPROVAL_NAMES, a.kind)}
        </Tag>
        <span>{asked.join('，')}</span>
        <strong>{a.verdict === null ? t('待审批', 'open') : nameOf(VERDICT_NAMES, a.verdict)}</strong>
      </Flex>
      <Typography.Text type="secondary">
        {a.unit.name} {a.askedBy?.name} <When at={a.askedAt} />
        {a.decidedAt && (
          <>
            {' → '}
            {a.decidedBy?.name} <When at={a.decidedAt} />
          </>
        )}
      </Typography.Text>
    </div>
  )
}
