/** The limits that run: one's own first, then the others'; a window that closes is not something late. */
import { Flex, Typography } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { CLOCK_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { spanOf } from '../../ui/moment.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Until, useNow, When } from '../../ui/When.tsx'
import { Light } from '../Light.tsx'
import { useMine } from '../mine.ts'
import { limitWords } from './limit-words.ts'
import './ticket.css'

type Clock = Ticket['clocks'][number]

/** Until then one may; nothing is owed. */
const isWindow = (c: Clock): boolean => c.kind === 'return'

export function Clocks({ ticket }: { ticket: Ticket }) {
  const isMine = useMine()
  const now = useNow()
  if (ticket.clocks.length === 0) return null
  const running = ticket.clocks.filter(
    c => c.metAt === null && c.cancelledAt === null && !(isWindow(c) && Date.parse(c.dueAt) < now),
  )
  const mine = running.filter(c => isMine(c.unit.id))
  const others = running.filter(c => !isMine(c.unit.id))
  const met = ticket.clocks.filter(c => c.metAt !== null && !isWindow(c))
  return (
    <Panel title={t('时限', 'Limits')}>
      <Flex vertical gap="small">
        {mine.map(c => (
          <Running key={c.no} clock={c} />
        ))}
        {others.length > 0 && mine.length > 0 && (
          <Typography.Text type="secondary">{t('其他单位', 'Other units')}</Typography.Text>
        )}
        {others.map(c => (
          <Running key={c.no} clock={c} named />
        ))}
        {running.length === 0 && (
          <Typography.Text type="secondary">{t('没有在走的时限', 'No limit is running')}</Typography.Text>
        )}
        {met.length > 0 && <Met clocks={met} />}
      </Flex>
    </Panel>
  )
}

function Running({ clock, named }: { clock: Clock; named?: boolean }) {
  const now = useNow()
  const [from, to] = [Date.parse(clock.startedAt), Date.parse(clock.dueAt)]
  const gone = Math.max(0, Math.min(100, ((now - from) / Math.max(1, to - from)) * 100))
  const name = isWindow(clock) ? t('可申请退单', 'May be returned') : nameOf(CLOCK_NAMES, clock.kind)
  return (
    <div>
      <Flex justify="space-between" gap="small" wrap>
        <span>
          <strong>{name}</strong>{' '}
          <Typography.Text type="secondary">
            {[named && clock.unit.name, limitWords(clock.limit)].filter(Boolean).join(' · ')}
          </Typography.Text>
        </span>
        <span>{isWindow(clock) ? <Closes at={to} now={now} /> : <Runs clock={clock} />}</span>
      </Flex>
      <div
        className={`gone light-${isWindow(clock) ? 'window' : clock.light}`}
        role="progressbar"
        aria-valuenow={Math.round(gone)}
        aria-label={t(`${name}时限已过 ${Math.round(gone)}%`, `${Math.round(gone)} % of ${name} is gone`)}
      >
        <span style={{ width: `${gone}%` }} />
      </div>
    </div>
  )
}

function Runs({ clock }: { clock: Clock }) {
  if (clock.paused) return t('已暂停', 'paused')
  return (
    <>
      <Light light={clock.light} bare /> <Until at={clock.dueAt} />
      {clock.provisional && t('（暂定）', ' (provisional)')}
    </>
  )
}

const Closes = ({ at, now }: { at: number; now: number }) => (
  <>{t(`${spanOf(at - now)}后关闭`, `closes in ${spanOf(at - now)}`)}</>
)

function Met({ clocks }: { clocks: readonly Clock[] }) {
  return (
    <details>
      <summary>{t(`已完成 ${clocks.length} 项`, `${clocks.length} met`)}</summary>
      {clocks.map(c => (
        <Flex key={c.no} justify="space-between" gap="small">
          <span>{nameOf(CLOCK_NAMES, c.kind)}</span>
          <Typography.Text type={c.metAt! > c.dueAt ? 'danger' : 'secondary'}>
            <When at={c.metAt} /> {c.metAt! > c.dueAt ? t('（超时）', '(late)') : ''}
          </Typography.Text>
        </Flex>
      ))}
    </details>
  )
}
