/** One act on a ticket from a list: the ticket is opened for what the server says to it, and only the form is shown. */
import { Modal } from 'antd'
import { useAsk } from '../../asking.ts'
import { ActDialog } from '../../parts/ActDialog.tsx'
import { actOf } from '../../parts/acts.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'

interface Props {
  number: string
  name: 'urgeAssignment' | 'setLevel' | 'strikeOff'
  onClose: () => void
}

export function QuickAct({ number, name, onClose }: Props) {
  const ticket = useAsk('openAppeal', { params: { number } })
  const act = actOf(name)!
  const reason = ticket.data ? whyNot(ticket.data, name) : null
  if (ticket.data && reason === null) return <ActDialog act={act} ticket={ticket.data} onClose={onClose} />
  return (
    <Modal open title={t(act.zh, act.en)} onCancel={onClose} footer={null}>
      <Ask of={ticket} rows={2}>
        {() => <p role="alert">{reason}</p>}
      </Ask>
    </Modal>
  )
}
