/** What is known of a matter, in few lines: who, where, when, how it came. */
import type { Ticket } from '../../../contract/record.ts'
import { SEVERITY_NAMES } from '../../../domain/names.ts'
import { placeWords } from '../../parts/place-words.ts'
import { TicketLink } from '../../parts/ticket/TicketLink.tsx'
import { nameOf, t } from '../../text.ts'
import { type Fact, Facts } from '../../ui/Facts.tsx'
import { When } from '../../ui/When.tsx'

export function MatterFacts({ ticket }: { ticket: Ticket }) {
  const { appellant, links } = ticket
  const linked = [
    [t('拆自', 'split from'), links.splitFrom],
    [t('前一单', 'before'), links.reopenedFrom],
    [t('群体事件', 'incident'), links.parent],
    [t('并入', 'merged into'), links.mergedInto],
    ...links.tookIn.map(n => [t('并入本单', 'took in'), n]),
  ].filter((l): l is [string, string] => l[1] !== null)
  const facts: Fact[] = [
    [t('期望', 'Wants'), ticket.purpose],
    [t('地点', 'Place'), placeWords(ticket)],
    [t('分类', 'Category'), ticket.category?.name ?? t('未分类', 'none')],
    [
      t('诉求人', 'From'),
      ticket.anonymous
        ? t('匿名', 'anonymous')
        : appellant && [appellant.name, appellant.phone].filter(Boolean).join(' '),
    ],
    [t('渠道', 'Channel'), [ticket.channel?.name, ticket.externalId].filter(Boolean).join(' ')],
    [t('受理', 'Received'), <When key="r" at={ticket.receivedAt} />],
    [t('事发', 'Happened'), ticket.happenedAt && <When key="h" at={ticket.happenedAt} />],
    [t('轻重', 'Severity'), nameOf(SEVERITY_NAMES, ticket.severity)],
    ...linked.map(([name, number]): Fact => [name, <TicketLink key={number} number={number} />]),
  ]
  return <Facts of={facts} />
}
