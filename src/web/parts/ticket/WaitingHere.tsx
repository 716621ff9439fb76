/** What of this ticket waits on this machine: on its way, or in need of a decision. */
import { Alert, Button, Flex } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { When } from '../../ui/When.tsx'
import { actOf } from '../acts.ts'
import { useKeeping } from '../keeping.ts'
import type { Waiting } from '../waiting.ts'

interface Props {
  ticket: Ticket
  /** Opens the form of the act with everything that was typed. */
  onEdit: (act: Waiting) => void
}

export function WaitingHere({ ticket, onEdit }: Props) {
  const { waiting } = useKeeping()
  return waiting
    .filter(w => w.number === ticket.number)
    .map(w => <WaitingAct key={w.key} act={w} version={ticket.version} onEdit={() => onEdit(w)} />)
}

interface ActProps {
  act: Waiting
  /** The ticket's present version, where it is open. */
  version?: number
  onEdit: () => void
}

const STATES = {
  waiting: ['等网络恢复后发送', 'waits for the network'],
  sending: ['正在发送', 'is being sent'],
  decide: ['填写期间有人动过这一单，请决定', 'somebody changed the ticket meanwhile: please decide'],
  refused: ['没有成功', 'was refused'],
} as const

export function WaitingAct({ act, version, onEdit }: ActProps) {
  const { sendAnyway, drop } = useKeeping()
  const spec = actOf(act.name)
  const isStuck = act.state === 'decide' || act.state === 'refused'
  const name = spec ? t(spec.zh, spec.en) : act.name
  return (
    <Alert
      type={isStuck ? 'warning' : 'info'}
      showIcon
      role="status"
      className="waiting-act no-print"
      title={`${name}：${t(STATES[act.state][0], STATES[act.state][1])}`}
      description={
        <Flex gap="small" wrap align="center">
          <span style={{ flex: '1 1 auto' }}>
            {act.problem ? t(act.problem.detail, act.problem.detailEn) : <When at={act.at} />}
          </span>
          {act.state === 'decide' && version !== undefined && (
            <Button type="primary" onClick={() => sendAnyway(act.key, version)}>
              {t('看过了，仍然发送', 'Seen, send it')}
            </Button>
          )}
          {act.state !== 'sending' && (
            <>
              <Button onClick={onEdit}>{t('修改', 'Edit')}</Button>
              <Button danger onClick={() => void drop(act.key)}>
                {t('放弃', 'Discard')}
              </Button>
            </>
          )}
        </Flex>
      }
    />
  )
}
