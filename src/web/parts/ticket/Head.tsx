/** Number, stage, light and what sets the ticket apart, in a line. */
import { Flex, Tag, Typography } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { LEVEL_NAMES, MATTER_NAMES, RESULT_NAMES, STAGE_NAMES, URGENCY_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { Until } from '../../ui/When.tsx'
import { Light } from '../Light.tsx'
import { riskName } from '../risks.ts'

export function Head({ ticket }: { ticket: Ticket }) {
  const { light, stage, dueAt, endedAt } = ticket
  const marks = [
    ticket.confidential && t('保密', 'confidential'),
    ticket.anonymous && t('匿名', 'anonymous'),
    ticket.imported && t('导入', 'imported'),
    ticket.urgency !== 'general' && nameOf(URGENCY_NAMES, ticket.urgency),
    ticket.level !== 'general' && nameOf(LEVEL_NAMES, ticket.level),
    ticket.repeats > 0 && t(`重复 ${ticket.repeats} 次`, `came ${ticket.repeats}× before`),
    ticket.reworks > 0 && t(`重办 ${ticket.reworks} 次`, `reworked ${ticket.reworks}×`),
    ticket.returns > 0 && t(`退单 ${ticket.returns} 次`, `returned ${ticket.returns}×`),
    ticket.reopened > 0 && t('重新打开过', 'was reopened'),
    ticket.published && t('已公开', 'published'),
    ...ticket.risks.map(riskName),
    ...ticket.tags,
  ].filter(m => typeof m === 'string')
  return (
    <Flex gap="small" wrap align="center">
      <Typography.Text
        className="number"
        copyable={{ tooltips: [t('复制单号', 'Copy the number'), t('已复制', 'Copied')] }}
      >
        {ticket.number}
      </Typography.Text>
      <Tag color="processing">{nameOf(STAGE_NAMES, stage)}</Tag>
      <Tag>{nameOf(MATTER_NAMES, ticket.kind)}</Tag>
      {ticket.result && <Tag>{nameOf(RESULT_NAMES, ticket.result)}</Tag>}
      {endedAt === null && <Light light={light} />}
      {endedAt === null && dueAt && <Until at={dueAt} />}
      {marks.map(mark => (
        <Tag key={mark}>{mark}</Tag>
      ))}
    </Flex>
  )
}
