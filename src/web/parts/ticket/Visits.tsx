/** What the appellant said when called back, and how they rated it. */
import { Flex, Tag } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { RESULT_NAMES, STAR_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { Panel } from '../../ui/Panel.tsx'
import { When } from '../../ui/When.tsx'
import './ticket.css'

const stars = (n: number | null): string => (n === null ? '' : nameOf(STAR_NAMES, String(n)))

export function Visits({ ticket }: { ticket: Ticket }) {
  if (ticket.visits.length + ticket.reviews.length === 0) return null
  return (
    <Panel title={t('回访与评价', 'Call-back and rating')}>
      <Flex vertical gap="small">
        {ticket.visits.map(v => (
          <Flex key={v.no} gap="small" wrap align="center">
            <Tag>{t(`第 ${v.no} 次回访`, `Call-back ${v.no}`)}</Tag>
            {v.endedAt === null ? (
              <span>
                {t('应于', 'due')} <When at={v.dueAt} />
                {v.attempts > 0 && t(`，已拨 ${v.attempts} 次`, `, tried ${v.attempts}×`)}
              </span>
            ) : (
              <span>
                <When at={v.endedAt} /> {nameOf(RESULT_NAMES, v.result)}
                {v.processSatisfaction !== null &&
                  ` · ${t('过程', 'process')} ${stars(v.processSatisfaction)}`}
                {v.resultSatisfaction !== null && ` · ${t('结果', 'result')} ${stars(v.resultSatisfaction)}`}
              </span>
            )}
          </Flex>
        ))}
        {ticket.reviews.map(r => (
          <Flex key={r.no} gap="small" wrap align="center">
            <Tag>{t('好差评', 'Rating')}</Tag>
            <span className="stars" aria-hidden="true">
              {'★'.repeat(r.stars)}
              <i>{'★'.repeat(5 - r.stars)}</i>
            </span>
            <span>{stars(r.stars)}</span> <When at={r.givenAt} />
          </Flex>
        ))}
      </Flex>
    </Panel>
  )
}
