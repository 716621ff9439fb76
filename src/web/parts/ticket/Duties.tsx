/** Whose duty it is: lead and assisting units, each with its own progress. */
import { Flex, Tag, Typography } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { ASSIGNMENT_STAGE_NAMES, RESULT_NAMES, ROLE_IN_MATTER_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Until, When } from '../../ui/When.tsx'

type Duty = Ticket['assignments'][number]

export function Duties({ ticket }: { ticket: Ticket }) {
  if (ticket.assignments.length === 0) return null
  return (
    <Panel title={t('承办', 'Duties')}>
      <Flex vertical gap="middle">
        {ticket.assignments.map(a => (
          <DutyRow key={a.no} duty={a} />
        ))}
      </Flex>
    </Panel>
  )
}

function DutyRow({ duty }: { duty: Duty }) {
  const isOver = duty.endedAt !== null
  const steps = [
    [t('派单', 'assigned'), duty.assignedAt],
    [t('签收', 'signed'), duty.signedAt],
    [t('联系', 'contacted'), duty.contactedAt],
    [t('初步回复', 'preliminary'), duty.preliminaryAt],
    [t('答复', 'replied'), duty.repliedAt],
    [t('审核通过', 'accepted'), duty.acceptedAt],
  ].filter((s): s is [string, string] => s[1] !== null)
  return (
    <div
      style={{
        opacity: isOver && duty.acceptedAt === null ? 0.75 : 1,
        paddingInlineStart: duty.parentNo ? 20 : 0,
      }}
    >
      <Flex gap="small" wrap align="center">
        <Tag color={duty.role === 'lead' ? 'blue' : 'default'}>{nameOf(ROLE_IN_MATTER_NAMES, duty.role)}</Tag>
        <strong>{duty.unit.name}</strong>
        {duty.person && <span>{duty.person.name}</span>}
        <Tag>{nameOf(ASSIGNMENT_STAGE_NAMES, duty.stage)}</Tag>
        {duty.result && <Tag>{nameOf(RESULT_NAMES, duty.result)}</Tag>}
        {!isOver && duty.dueAt && <Until at={duty.dueAt} />}
        {duty.urges > 0 && <Tag color="warning">{t(`催办 ${duty.urges} 次`, `urged ${duty.urges}×`)}</Tag>}
        {duty.bound && <Tag>{t('裁定', 'ruled')}</Tag>}
      </Flex>
      <Typography.Text type="secondary">
        {steps.map(([label, at], i) => (
          <span key={label}>
            {i > 0 && ' → '}
            {label} <When at={at} />
          </span>
        ))}
      </Typography.Text>
    </div>
  )
}
