/** 裁定: whose duty it is, on what basis; binding. */
import { useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { useAsk } from '../../asking.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Note } from '../../ui/Note.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { type Chosen, UnitChoice } from '../dispatch/UnitChoice.tsx'
import type { Acting } from '../queue/acting.ts'

interface Props {
  ticket: Ticket
  no: number
  acting: Acting
}

export function Ruling({ ticket, no, acting }: Props) {
  const suggestions = useAsk('suggestForAppeal', { params: { number: ticket.number } }, { fresh: 60_000 })
  const [unit, setUnit] = useState<Chosen[]>([])
  const [basis, setBasis] = useState('')
  const refused =
    whyNot(ticket, 'ruleOnObjection') ??
    (basis.trim() ? null : t('裁定须写明依据。', 'A ruling needs its basis.'))
  const rule = () => {
    if (refused !== null || acting.isBusy) return
    const unitId = unit[0]?.unitId
    const body = { basis: basis.trim(), ...(unitId && { unitId }) }
    acting.act({ name: 'ruleOnObjection', no, body, said: t('已裁定', 'Ruled') })
  }
  useOffer([{ key: 'rule', label: t('裁定', 'Rule'), chord: 'Ctrl+Enter', run: rule }])
  const current = ticket.assignments.find(a => a.endedAt === null && a.role === 'lead')?.unit
  const suggested = [
    ...(current ? [{ unitId: current.id, name: current.name, role: 'lead' as const, reasons: [] }] : []),
    ...(suggestions.data?.units ?? []),
  ]
  return (
    <>
      <h3 className="field-name">
        {t(
          `由谁办理（不选则由首接单位 ${ticket.firstUnit?.name ?? ''} 负责）`,
          `Whose duty (nobody chosen: ${ticket.firstUnit?.name ?? ''}, who had it first)`,
        )}
      </h3>
      <UnitChoice
        suggested={suggested}
        chosen={unit}
        onChange={next => setUnit(next.slice(-1).map(c => ({ ...c, role: 'lead' })))}
      />
      <Note
        name={t('裁定依据', 'Basis of the ruling')}
        hint={t('裁定依据：法规、三定、责任清单条款', 'Basis: law, duty list')}
        value={basis}
        onChange={setBasis}
        rows={2}
      />
      <div className="acts">
        <ReasonedButton type="primary" whyNot={refused} loading={acting.isBusy} onClick={rule}>
          {t('裁定，双方须执行', 'Rule, binding')}
          <Key of="Ctrl+Enter" />
        </ReasonedButton>
      </div>
    </>
  )
}
