/** A ticket beside the list it was found in. */
import { CloseOutlined, ExpandOutlined } from '@ant-design/icons'
import { Button, Flex } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useAsk } from '../../asking.ts'
import { Ticket } from '../../parts/ticket/Ticket.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { FIRST_ACTS, GROUPS } from '../acts.ts'

export function Panel({ number, onClose }: { number: string; onClose: () => void }) {
  const ticket = useAsk('openAppeal', { params: { number } })
  const [, go] = useLocation()
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another ticket begins at its top
  useEffect(() => {
    place.current?.scrollTo({ top: 0 })
  }, [number])
  return (
    <aside
      ref={place}
      className="panel no-print"
      aria-label={t('打开的单', 'The open ticket')}
      onKeyDown={e => e.key === 'Escape' && !e.defaultPrevented && onClose()}
    >
      <Flex justify="space-between" align="center" gap="small" className="panel-head">
        <h2>{ticket.data?.title ?? (ticket.data ? t('（内容不公开）', '(content withheld)') : number)}</h2>
        <span style={{ whiteSpace: 'nowrap' }}>
          <Button
            type="text"
            icon={<ExpandOutlined />}
            aria-label={t('整页打开', 'Open as a page')}
            onClick={() => go(`/appeals/${number}`)}
          />
          <Button type="text" icon={<CloseOutlined />} aria-label={t('关闭', 'Close')} onClick={onClose} />
        </span>
      </Flex>
      <div className="panel-body">
        <Ask of={ticket} rows={10}>
          {found => <Ticket ticket={found} first={FIRST_ACTS} groups={GROUPS} />}
        </Ask>
      </div>
    </aside>
  )
}
