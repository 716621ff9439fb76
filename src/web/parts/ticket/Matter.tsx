/** What it is about: the words, the place, how it came. */
import { Typography } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { CAUSE_NAMES, SEVERITY_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { type Fact, Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { When } from '../../ui/When.tsx'
import { placeWords } from '../place-words.ts'
import { PlaceShown } from './PlaceShown.tsx'
import { TicketLink } from './TicketLink.tsx'

export function Matter({ ticket }: { ticket: Ticket }) {
  const { links } = ticket
  const linked = [
    [t('并入', 'merged into'), links.mergedInto],
    [t('群体事件', 'mass incident'), links.parent],
    [t('拆自', 'split from'), links.splitFrom],
    [t('前一单', 'reopened from'), links.reopenedFrom],
    ...links.tookIn.map(n => [t('并入本单', 'took in'), n]),
    ...links.children.map(n => [t('下属', 'under it'), n]),
    ...links.splitInto.map(n => [t('拆出', 'split into'), n]),
  ].filter((l): l is [string, string] => l[1] !== null)
  return (
    <Panel title={t('诉求', 'The matter')}>
      {ticket.rewritten && (
        <Typography.Text type="secondary">
          {t('（已改写，隐去诉求人身份）', '(rewritten: says nothing of who it is from)')}
        </Typography.Text>
      )}
      <Typography.Paragraph className="prose" style={{ fontSize: 16 }}>
        {ticket.content ?? t('（内容不公开或已删除）', '(withheld or erased)')}
      </Typography.Paragraph>
      {ticket.purpose && (
        <Typography.Paragraph className="prose">
          <strong>{t('目的：', 'Wants: ')}</strong>
          {ticket.purpose}
        </Typography.Paragraph>
      )}
      <Facts
        of={[
          [t('分类', 'Category'), ticket.category?.name],
          [t('地点', 'Place'), placeWords(ticket)],
          [t('渠道', 'Channel'), [ticket.channel?.name, ticket.externalId].filter(Boolean).join(' ')],
          [t('受理', 'Received'), <When key="r" at={ticket.receivedAt} />],
          [t('主办', 'Lead'), ticket.leadUnit?.name],
          [t('轻重', 'Severity'), nameOf(SEVERITY_NAMES, ticket.severity)],
          [t('事发', 'Happened'), ticket.happenedAt && <When key="h" at={ticket.happenedAt} />],
          [t('原因', 'Cause'), nameOf(CAUSE_NAMES, ticket.cause)],
          ...linked.map(([label, number]): Fact => [label, <TicketLink key={number} number={number} />]),
        ]}
      />
      <PlaceShown ticket={ticket} />
    </Panel>
  )
}
