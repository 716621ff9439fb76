/** The acts at hand on one row, grey with the reason where the server would refuse; the ticket is read when one is chosen. */
import { lazy, Suspense, useState } from 'react'
import type { StepRow } from '../../../contract/steps.ts'
import type { CallName } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { actOf } from '../acts.ts'

const ActDialog = lazy(() => import('../ActDialog.tsx').then(m => ({ default: m.ActDialog })))

/** Which of the rows below the ticket the act is about. */
function noOf(row: StepRow, act: string): number | undefined {
  if (act === 'acceptSheet') return row.sheet?.recipientNo ?? undefined
  if (act === 'decideProposal' || act === 'withdrawSheet') return row.sheet?.no
  return act === 'urgeAssignment' || act === 'acceptAnswer' ? (row.assignmentNo ?? undefined) : undefined
}

export function RowActs({ row }: { row: StepRow }) {
  const [chosen, setChosen] = useState<CallName | null>(null)
  return (
    <span className="steps-acts no-print">
      {Object.entries(row.can).map(([name, reason]) => {
        const act = actOf(name as CallName)
        return (
          act && (
            <ReasonedButton
              key={name}
              size="small"
              whyNot={reason && t(reason.zh, reason.en)}
              aria-label={`${t(act.zh, act.en)}：${row.title ?? row.number}`}
              onClick={() => setChosen(act.name)}
            >
              {t(act.zh, act.en)}
            </ReasonedButton>
          )
        )
      })}
      {chosen && <Chosen row={row} name={chosen} onClose={() => setChosen(null)} />}
    </span>
  )
}

function Chosen({ row, name, onClose }: { row: StepRow; name: CallName; onClose: () => void }) {
  const ticket = useAsk('openAppeal', { params: { number: row.number } })
  const act = actOf(name)
  if (ticket.error && !ticket.data) return <Failed error={ticket.error} again={() => ticket.refetch()} />
  if (!ticket.data || !act) return null
  return (
    <Suspense>
      <ActDialog act={act} ticket={ticket.data} no={noOf(row, name)} onClose={onClose} />
    </Suspense>
  )
}
