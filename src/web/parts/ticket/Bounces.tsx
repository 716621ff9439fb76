/** Which units had it, one after the other, and how long it went to and fro: only where it did. */
import { Flex, Tag, Typography } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { spanOf } from '../../ui/moment.ts'
import { Panel } from '../../ui/Panel.tsx'
import { When } from '../../ui/When.tsx'
import { useNames, useUnits } from '../directory.ts'

export function Bounces({ ticket }: { ticket: Ticket }) {
  return ticket.hops > 1 || ticket.returns > 0 || ticket.objections > 0 ? (
    <Opened number={ticket.number} />
  ) : null
}

function Opened({ number }: { number: string }) {
  const bounces = useAsk('showBounces', { params: { number } })
  const nameOf = useNames(useUnits())
  return (
    <Panel title={t('流转', 'To and fro')}>
      <Ask of={bounces} rows={2}>
        {b => (
          <>
            {b.bouncedSeconds > 0 && (
              <Typography.Text type="secondary">
                {t(
                  `经 ${b.hops} 次派单，退来退去用了 ${spanOf(b.bouncedSeconds * 1000)}`,
                  `${b.hops} dispatches, ${spanOf(b.bouncedSeconds * 1000)} spent to and fro`,
                )}
              </Typography.Text>
            )}
            <Flex component="ol" vertical gap={4} style={{ margin: '6px 0 0', paddingInlineStart: 20 }}>
              {b.stays.map(s => (
                <li key={`${s.unitId}.${s.from}`}>
                  <strong>{nameOf(s.unitId)}</strong>{' '}
                  <Typography.Text type="secondary">
                    <When at={s.from} /> → {s.to ? <When at={s.to} /> : t('现在', 'now')}
                  </Typography.Text>{' '}
                  {s.returned && <Tag color="warning">{t('退单', 'returned')}</Tag>}
                </li>
              ))}
            </Flex>
          </>
        )}
      </Ask>
    </Panel>
  )
}
