/** What can be done with one sheet, or by and about one of the units that got it. */
import { Flex } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import type { SheetView } from '../../../contract/supervision.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { type ActSpec, actOf } from '../acts.ts'
import { useMine } from '../mine.ts'
import { useWhyNot } from '../why-not.ts'

type Recipient = SheetView['recipients'][number]
type Name = ActSpec['name']

interface Props {
  ticket: Ticket
  sheet?: SheetView
  recipient?: Recipient
  onOpen: (name: Name, no: number) => void
}

const OF_SHEET: Partial<Record<SheetView['stage'], readonly Name[]>> = {
  proposed: ['decideProposal'],
  issued: ['withdrawSheet'],
}
const OF_UNIT: Partial<Record<Recipient['stage'], readonly Name[]>> = {
  sent: ['signSheet', 'objectToSheet'],
  signed: ['answerSheet', 'objectToSheet'],
}
const OF_CENTRE: Partial<Record<Recipient['stage'], readonly Name[]>> = {
  answered: ['acceptSheet', 'sendBackSheet'],
}

export function SheetActs({ ticket, sheet, recipient, onOpen }: Props) {
  const { may } = useSession()
  const isMine = useMine()
  const whyNot = useWhyNot(ticket)
  const centre = may('sheet.issue', 'sheet.review')
  const unit =
    recipient !== undefined && recipient.role !== 'copy' && may('appeal.handle') && isMine(recipient.unit.id)
  const names = [
    ...(sheet && centre ? (OF_SHEET[sheet.stage] ?? []) : []),
    ...(recipient && unit ? (OF_UNIT[recipient.stage] ?? []) : []),
    ...(recipient && centre ? (OF_CENTRE[recipient.stage] ?? []) : []),
  ]
  const no = recipient?.no ?? sheet?.no
  if (names.length === 0 || no === undefined) return null
  return (
    <Flex gap="small" wrap className="no-print">
      {names.map((name, i) => {
        const act = actOf(name)
        return (
          act && (
            <ReasonedButton
              key={name}
              whyNot={whyNot(name)}
              type={i === 0 && recipient ? 'primary' : 'default'}
              onClick={() => onOpen(name, no)}
            >
              {t(act.zh, act.en)}
            </ReasonedButton>
          )
        )
      })}
    </Flex>
  )
}
