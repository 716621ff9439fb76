/** What was asked for on the way, and what was decided. */
import { Card, Flex, Tag } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { APPROVAL_NAMES, VERDICT_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { When } from '../../ui/When.tsx'

export function Requests({ ticket }: { ticket: Ticket }) {
  if (ticket.approvals.length === 0) return null
  return (
    <Card size="small" title={t('申请与审批', 'Requests')}>
      <Flex vertical gap="small">
        {ticket.approvals.map(a => (
          <Flex key={a.no} gap="small" wrap align="center">
            <Tag color={a.verdict === null ? 'warning' : 'default'}>{nameOf(APPROVAL_NAMES, a.kind)}</Tag>
            <span>
              {a.unit.name} {a.askedBy?.name} <When at={a.askedAt} />
            </span>
            <span>
              {a.verdict === null ? t('待审批', 'open') : nameOf(VERDICT_NAMES, a.verdict)}
              {a.decidedBy && ` ${a.decidedBy.name}`} <When at={a.decidedAt} />
            </span>
          </Flex>
        ))}
      </Flex>
    </Card>
  )
}
