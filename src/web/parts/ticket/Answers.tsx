/** What the appellant was told, or will be told when it is signed: under the appeal, to compare. */
import { Flex, Tag, Typography } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { Panel } from '../../ui/Panel.tsx'
import { When } from '../../ui/When.tsx'
import { type Answered, answersOf } from './answers.ts'

const NAMES = {
  preliminary: ['初步回复', 'Preliminary reply'],
  proposed: ['拟答复，待签批', 'Proposed, to be signed'],
  final: ['答复', 'Reply'],
} as const

export function Answers({ ticket }: { ticket: Ticket }) {
  const answers = answersOf(ticket)
  if (answers.length === 0) return null
  return (
    <Panel title={t('答复', 'Answers')}>
      <Flex vertical gap="middle">
        {answers.map(a => (
          <AnswerShown key={a.seq} answer={a} />
        ))}
      </Flex>
    </Panel>
  )
}

export function AnswerShown({ answer: a }: { answer: Answered }) {
  return (
    <div>
      <Flex gap="small" wrap align="center">
        <Tag color={a.kind === 'proposed' ? 'warning' : 'success'}>
          {t(NAMES[a.kind][0], NAMES[a.kind][1])}
        </Tag>
        <Typography.Text type="secondary">
          {[a.unit, a.person].filter(Boolean).join(' ')} <When at={a.at} />
        </Typography.Text>
      </Flex>
      <Typography.Paragraph className="prose" style={{ fontSize: 16, margin: '6px 0 0' }}>
        {a.text}
      </Typography.Paragraph>
      {a.internalNote && (
        <Typography.Paragraph className="prose" type="secondary" style={{ margin: '6px 0 0' }}>
          {t('内部说明：', 'Internal note: ')}
          {a.internalNote}
        </Typography.Paragraph>
      )}
    </div>
  )
}
