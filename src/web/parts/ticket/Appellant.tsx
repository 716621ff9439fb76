/** Who it is from: masked, until somebody says why they need to know; every look is written down. */
import { Alert, Button, Typography } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { useNow } from '../../ui/When.tsx'
import { whyNot } from '../why-not.ts'

const RevealDialog = lazy(() => import('./RevealDialog.tsx').then(m => ({ default: m.RevealDialog })))

/** So long a name and number stay open; then they are masked again. */
const OPEN_FOR = 90_000

export function Appellant({ ticket }: { ticket: Ticket }) {
  const [isAsking, setAsking] = useState(false)
  const see = useAct('seeIdentity', () => setAsking(false))
  const isOpen = see.data !== undefined
  const hide = see.reset
  useEffect(() => {
    if (!isOpen) return
    const timer = setTimeout(hide, OPEN_FOR)
    return () => clearTimeout(timer)
  }, [isOpen, hide])
  const shown = see.data ?? ticket.appellant
  if (!ticket.appellant)
    return (
      <Panel title={t('诉求人', 'Appellant')}>
        {ticket.anonymous
          ? t('匿名，没有留下姓名和电话。', 'Anonymous: left neither name nor telephone.')
          : t('不向您显示。', 'Not shown to you.')}
      </Panel>
    )
  return (
    <Panel
      title={t('诉求人', 'Appellant')}
      extra={
        isOpen ? (
          <Button size="small" onClick={hide}>
            {t('隐藏', 'Hide')}
          </Button>
        ) : (
          <ReasonedButton size="small" whyNot={whyNot(ticket, 'seeIdentity')} onClick={() => setAsking(true)}>
            {t('查看', 'Reveal')}
          </ReasonedButton>
        )
      }
    >
      {ticket.appellant.erased ? (
        <Alert type="info" title={t('已按要求删除。', 'Erased as asked.')} />
      ) : (
        <Facts
          of={[
            [t('姓名', 'Name'), shown?.name ?? '—'],
            [t('电话', 'Telephone'), <Telephone key="t" of={shown?.phone} isOpen={isOpen} />],
          ]}
        />
      )}
      {isOpen && <HidesSoon />}
      {isAsking && (
        <Suspense>
          <RevealDialog
            error={see.error}
            isBusy={see.isPending}
            onClose={() => setAsking(false)}
            onSay={body => see.mutate({ input: { params: { number: ticket.number }, body } })}
          />
        </Suspense>
      )}
    </Panel>
  )
}

function Telephone({ of, isOpen }: { of: string | null | undefined; isOpen: boolean }) {
  if (!of) return '—'
  return isOpen ? <a href={`tel:${of}`}>{of}</a> : of
}

function HidesSoon() {
  const [until] = useState(() => Date.now() + OPEN_FOR)
  const left = Math.max(0, Math.round((until - useNow(1000)) / 1000))
  return (
    <Typography.Text type="secondary">
      {t(`${left} 秒后自动隐藏，本次查看已留痕`, `Hidden again in ${left} s; this look is on record`)}
    </Typography.Text>
  )
}
