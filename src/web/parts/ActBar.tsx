/** What can be done with a ticket now: the next steps in front, the rest in a list, grey ones with the reason. */
import { DownOutlined } from '@ant-design/icons'
import { Flex } from 'antd'
import type { Ticket } from '../../contract/record.ts'
import type { CallName } from '../api.ts'
import { t } from '../text.ts'
import { useOffer } from '../ui/commands.ts'
import { MenuButton, type MenuChoice } from '../ui/MenuButton.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { useWide } from '../ui/wide.ts'
import { ACTS, type ActSpec, GROUP_NAMES, type Group } from './acts.ts'
import { useWhyNot } from './why-not.ts'

interface Props {
  ticket: Ticket
  /** Shown as buttons even when they can't be done yet, in this order; the door says which are its own. */
  first: readonly CallName[]
  groups: readonly Group[]
  /** What is asked for next: the primary button. */
  next?: CallName | undefined
  onOpen: (act: ActSpec) => void
}

/** Side by side; the rest is in the list. */
const MOST = { wide: 5, phone: 2 }

export function ActBar({ ticket, first, groups, next, onOpen }: Props) {
  const whyNot = useWhyNot(ticket)
  const isWide = useWide(992)
  // What is about one sheet is offered beside it.
  const offered = ACTS.filter(a => groups.includes(a.group) && a.on !== 'sheet' && a.on !== 'recipient')
  const able = offered.filter(a => whyNot(a.name) === null)
  const named = [...(next ? [next] : []), ...first.filter(f => f !== next)]
  const front = named.map(name => offered.find(a => a.name === name)).filter(a => a !== undefined)
  const buttons = [...front.filter(a => able.includes(a)), ...front.filter(a => !able.includes(a))].slice(
    0,
    isWide ? MOST.wide : MOST.phone,
  )
  // What somebody may never do is no news to them; what they may not do yet says why.
  const rest = offered.filter(a => !buttons.includes(a) && ticket.can[a.name]?.code !== 'not-permitted')
  useOffer(able.map(a => ({ key: a.name, label: t(a.zh, a.en), run: () => onOpen(a) })))
  return (
    <Flex
      gap="small"
      wrap
      className="act-bar no-print"
      role="group"
      aria-label={t('可以做的', 'What can be done')}
    >
      {buttons.map((a, i) => (
        <ReasonedButton
          key={a.name}
          size="large"
          whyNot={whyNot(a.name)}
          type={i === 0 && able.includes(a) ? 'primary' : 'default'}
          onClick={() => onOpen(a)}
        >
          {t(a.zh, a.en)}
        </ReasonedButton>
      ))}
      <MenuButton
        size="large"
        icon={<DownOutlined />}
        iconPlacement="end"
        isUp={!isWide}
        side={isWide ? 'start' : 'end'}
        parts={groups.map(g => ({
          key: g,
          name: t(GROUP_NAMES[g][0], GROUP_NAMES[g][1]),
          choices: rest.filter(a => a.group === g).map(a => choiceOf(a, whyNot(a.name), () => onOpen(a))),
        }))}
      >
        {t('更多', 'More')}
      </MenuButton>
    </Flex>
  )
}

const choiceOf = (act: ActSpec, reason: string | null, onClick: () => void): MenuChoice => ({
  key: act.name,
  disabled: reason !== null,
  onClick,
  label: (
    <>
      {t(act.zh, act.en)}
      {reason && <small>{reason}</small>}
    </>
  ),
})
