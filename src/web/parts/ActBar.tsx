/** What can be done with a ticket now: the next steps in front, the rest in a list, grey ones with the reason. */
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Flex } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Ticket } from '../../contract/record.ts'
import type { CallName } from '../api.ts'
import { t } from '../text.ts'
import { useOffer } from '../ui/commands.ts'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { ACTS, type ActSpec, GROUP_NAMES, type Group } from './acts.ts'

const ActDialog = lazy(() => import('./ActDialog.tsx').then(m => ({ default: m.ActDialog })))

/** Why the server would refuse it now; null when it wouldn't. */
export function whyNot(ticket: Ticket, name: CallName): string | null {
  const reason = ticket.can[name]
  return reason === undefined || reason === null ? null : t(reason.zh, reason.en)
}

interface Props {
  ticket: Ticket
  /** Shown as buttons even when they can't be done yet, in this order; the door says which are its own. */
  first: readonly CallName[]
  groups: readonly Group[]
}

export function ActBar({ ticket, first, groups }: Props) {
  const [open, setOpen] = useState<ActSpec | null>(null)
  const offered = ACTS.filter(a => groups.includes(a.group))
  const able = offered.filter(a => whyNot(ticket, a.name) === null)
  const front = first.map(name => offered.find(a => a.name === name)).filter(a => a !== undefined)
  const buttons = [...front.filter(a => able.includes(a)), ...front.filter(a => !able.includes(a))].slice(
    0,
    5,
  )
  const rest = offered.filter(a => !buttons.includes(a))
  useOffer(able.map(a => ({ key: a.name, label: t(a.zh, a.en), run: () => setOpen(a) })))
  return (
    <Flex gap="small" wrap>
      {buttons.map((a, i) => (
        <ReasonedButton
          key={a.name}
          whyNot={whyNot(ticket, a.name)}
          type={i === 0 && able.includes(a) ? 'primary' : 'default'}
          onClick={() => setOpen(a)}
        >
          {t(a.zh, a.en)}
        </ReasonedButton>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          style: { maxHeight: '60vh', overflow: 'auto' },
          items: groups.map(g => ({
            key: g,
            type: 'group' as const,
            label: t(GROUP_NAMES[g][0], GROUP_NAMES[g][1]),
            children: rest
              .filter(a => a.group === g)
              .map(a => itemOf(a, whyNot(ticket, a.name), () => setOpen(a))),
          })),
        }}
      >
        <Button icon={<DownOutlined />} iconPlacement="end">
          {t('更多', 'More')}
        </Button>
      </Dropdown>
      {open && (
        <Suspense>
          <ActDialog act={open} ticket={ticket} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Flex>
  )
}

const itemOf = (act: ActSpec, reason: string | null, onClick: () => void) => ({
  key: act.name,
  disabled: reason !== null,
  onClick,
  label: (
    <>
      {t(act.zh, act.en)}
      {reason && <div style={{ fontSize: 12, opacity: 0.85 }}>{reason}</div>}
    </>
  ),
})
