/** The limits that run, each with how much of it is gone. */
import { Card, Flex, Progress, Typography } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { CLOCK_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { Until, useNow, When } from '../../ui/When.tsx'
import { Light } from '../Light.tsx'

type Clock = Ticket['clocks'][number]
const COLOURS = { none: '#0958d9', green: '#389e0d', yellow: '#d48806', red: '#cf1322' } as const

export function Clocks({ ticket }: { ticket: Ticket }) {
  const running = ticket.clocks.filter(c => c.metAt === null && c.cancelledAt === null)
  const met = ticket.clocks.filter(c => c.metAt !== null)
  if (ticket.clocks.length === 0) return null
  return (
    <Card size="small" title={t('时限', 'Limits')}>
      <Flex vertical gap="small">
        {running.map(c => (
          <Running key={c.no} clock={c} />
        ))}
        {running.length === 0 && (
          <Typography.Text type="secondary">{t('没有在走的时限', 'No limit is running')}</Typography.Text>
        )}
        {met.length > 0 && (
          <details>
            <summary>{t(`已完成 ${met.length} 项`, `${met.length} met`)}</summary>
            {met.map(c => (
              <Flex key={c.no} justify="space-between" gap="small">
                <span>{nameOf(CLOCK_NAMES, c.kind)}</span>
                <Typography.Text type={c.metAt! > c.dueAt ? 'danger' : 'secondary'}>
                  <When at={c.metAt} /> {c.metAt! > c.dueAt ? t('（超时）', '(late)') : ''}
                </Typography.Text>
              </Flex>
            ))}
          </details>
        )}
      </Flex>
    </Card>
  )
}

function Running({ clock }: { clock: Clock }) {
  const now = useNow()
  const [from, to] = [Date.parse(clock.startedAt), Date.parse(clock.dueAt)]
  const gone = Math.max(0, Math.min(100, ((now - from) / Math.max(1, to - from)) * 100))
  const name = nameOf(CLOCK_NAMES, clock.kind)
  return (
    <div>
      <Flex justify="space-between" gap="small" wrap>
        <span>
          <strong>{name}</strong>{' '}
          <Typography.Text type="secondary">
            {clock.unit?.name} · {clock.limit}
          </Typography.Text>
        </span>
        <span>
          <Light light={clock.light} bare />{' '}
          {clock.paused ? t('已暂停', 'paused') : <Until at={clock.dueAt} />}
          {clock.provisional && t('（暂定）', ' (provisional)')}
        </span>
      </Flex>
      <Progress
        percent={Math.round(gone)}
        showInfo={false}
        size="small"
        strokeColor={COLOURS[clock.light]}
        aria-label={t(`${name}时限已过 ${Math.round(gone)}%`, `${Math.round(gone)} % of ${name} is gone`)}
      />
    </div>
  )
}
