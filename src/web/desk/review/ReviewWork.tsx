/** Accepting an answer, or sending it back with coded defects. */
import { useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { useRules } from '../../parts/directory.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Note } from '../../ui/Note.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { Acts } from '../queue/Acts.tsx'
import { useActing } from '../queue/acting.ts'
import { Race } from '../queue/Race.tsx'
import type { Place } from '../queue/rows.ts'

const ACTS = [{ name: 'askCloseException', shortcut: 'e' }] as const

export function ReviewWork({ ticket, place }: { ticket: Ticket; place: Place }) {
  const acting = useActing(ticket, place.done)
  const [defects, setDefects] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const lead = ticket.assignments.find(a => a.role === 'lead' && a.parentNo === null && a.stage === 'replied')
  const noLead = lead ? null : t('没有待审核的答复。', 'There is no answer to review.')
  const notAccept = whyNot(ticket, 'acceptAnswer') ?? noLead
  const notBack =
    whyNot(ticket, 'sendBackAnswer') ??
    noLead ??
    (defects.length > 0 ? null : t('先勾选问题。', 'Tick what is wrong first.'))
  const accept = () =>
    notAccept === null && acting.act({ name: 'acceptAnswer', no: lead!.no, said: t('审核通过', 'Accepted') })
  const sendBack = () =>
    notBack === null &&
    acting.act({
      name: 'sendBackAnswer',
      no: lead!.no,
      body: { reasons: defects, ...(note.trim() && { note: note.trim() }) },
      said: t('已退回重办', 'Sent back'),
    })
  useOffer([
    { key: 'accept', label: t('审核通过', 'Accept'), shortcut: 'a', run: accept },
    { key: 'back', label: t('退回重办', 'Send back'), shortcut: 'b', run: sendBack },
  ])
  return (
    <div className="work">
      <Race ticket={ticket} acting={acting} />
      <Defects chosen={defects} onChange={setDefects} />
      {defects.length > 0 && (
        <Note
          name={t('退回说明', 'What is wrong')}
          hint={t('退回说明（承办单位会看到）', 'What is wrong; the unit will read it')}
          value={note}
          onChange={setNote}
        />
      )}
      <div className="acts">
        <ReasonedButton type="primary" whyNot={notAccept} loading={acting.isBusy} onClick={accept}>
          {t('审核通过', 'Accept')}
          <Key of="A" />
        </ReasonedButton>
        <ReasonedButton danger whyNot={notBack} onClick={sendBack}>
          {t('退回重办', 'Send back')}
          <Key of="B" />
        </ReasonedButton>
        <Acts ticket={ticket} acts={ACTS} onDone={(_, version) => acting.own(version)} />
      </div>
    </div>
  )
}

/** The defects of the rules, each with a number key. */
function Defects({
  chosen,
  onChange,
}: {
  chosen: readonly string[]
  onChange: (codes: readonly string[]) => void
}) {
  const reasons = useRules()?.rework.reasons ?? []
  const toggle = (code: string) =>
    onChange(chosen.includes(code) ? chosen.filter(c => c !== code) : [...chosen, code])
  useOffer(
    reasons.slice(0, 9).map((r, i) => ({
      key: `defect.${r.code}`,
      label: t(`问题：${r.zh}`, `Defect: ${r.en}`),
      shortcut: String(i + 1),
      run: () => toggle(r.code),
    })),
  )
  return (
    <fieldset className="choices">
      <legend className="field-name">{t('有什么问题（退回时勾选）', 'What is wrong with it')}</legend>
      {reasons.map((r, i) => (
        <label key={r.code}>
          <input type="checkbox" checked={chosen.includes(r.code)} onChange={() => toggle(r.code)} />
          <span>
            {t(r.zh, r.en)}
            {i < 9 && <Key of={String(i + 1)} />}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
