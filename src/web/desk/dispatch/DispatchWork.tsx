/** Dispatching what is in front: suggested units with reasons, one key, and a way to take it back. */

import { Button } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { useAsk } from '../../asking.ts'
import { useUndo } from '../../parts/use-undo.tsx'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'
import { Note } from '../../ui/Note.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { Acts } from '../queue/Acts.tsx'
import { useActing } from '../queue/acting.ts'
import { Race } from '../queue/Race.tsx'
import type { Place } from '../queue/rows.ts'
import { type Chosen, UnitChoice } from './UnitChoice.tsx'

const MergeWork = lazy(() => import('../merges/MergeWork.tsx').then(m => ({ default: m.MergeWork })))

export function DispatchWork({ ticket, place }: { ticket: Ticket; place: Place }) {
  const suggestions = useAsk('suggestForAppeal', { params: { number: ticket.number } }, { fresh: 60_000 })
  const [chosen, setChosen] = useState<Chosen[] | null>(null)
  const [note, setNote] = useState('')
  const [isMerging, setMerging] = useState(false)
  const offerUndo = useUndo()
  const acting = useActing(ticket, (version, before) => {
    offerUndo({ name: 'dispatchAppeal', before, no: undefined, version })
    place.done()
  })
  const suggested = suggestions.data?.units ?? []
  const lead = suggested.find(s => s.role === 'lead')
  useEffect(() => {
    if (chosen === null && suggestions.data) setChosen(lead ? [{ unitId: lead.unitId, role: 'lead' }] : [])
  }, [chosen, suggestions.data, lead])
  const units = chosen ?? []
  const reason =
    whyNot(ticket, 'dispatchAppeal') ??
    (units.some(u => u.role === 'lead') ? null : t('先选一个主办单位。', 'Choose the unit that leads first.'))
  const dispatch = () => {
    if (reason !== null || acting.isBusy) return
    const body = { units, ...(note.trim() && { note: note.trim() }) }
    acting.act({ name: 'dispatchAppeal', body, said: t('已派单', 'Dispatched') })
  }
  useOffer([
    { key: 'dispatch', label: t('派单', 'Dispatch'), shortcut: 'd', run: dispatch },
    { key: 'merge', label: t('并单', 'Merge'), shortcut: 'm', run: () => setMerging(true) },
  ])
  return (
    <div className="work">
      <h3>{t('派给谁', 'Whose duty')}</h3>
      <Race ticket={ticket} acting={acting} />
      {suggestions.error && <Failed error={suggestions.error} again={() => suggestions.refetch()} />}
      {suggestions.data?.units.length === 0 && (
        <p className="small">
          {t(
            '没有推荐：先归类，或直接选单位。',
            'Nothing is suggested: classify it first, or choose a unit.',
          )}
        </p>
      )}
      <UnitChoice suggested={suggested} chosen={units} onChange={setChosen} />
      <Note
        name={t('交办意见', 'Instruction')}
        hint={t('交办意见（可不填）', 'Instruction (optional)')}
        value={note}
        onChange={setNote}
      />
      <div className="acts">
        <ReasonedButton type="primary" whyNot={reason} loading={acting.isBusy} onClick={dispatch}>
          {t('派单', 'Dispatch')}
          <Key of="D" />
        </ReasonedButton>
        <ReasonedButton whyNot={whyNot(ticket, 'mergeAppeals')} onClick={() => setMerging(true)}>
          {t('并单', 'Merge')}
          <Key of="M" />
        </ReasonedButton>
        <Acts
          ticket={ticket}
          acts={ACTS}
          onDone={(name, version) => {
            acting.own(version)
            if (ENDS.has(name)) place.done()
          }}
        />
      </div>
      {isMerging && (
        <Suspense fallback={<Button loading />}>
          <MergeWork ticket={ticket} onDone={place.done} onClose={() => setMerging(false)} />
        </Suspense>
      )}
    </div>
  )
}

const ACTS = [
  { name: 'classifyAppeal', shortcut: 'c' },
  { name: 'askAppellant', shortcut: 'q' },
  { name: 'answerAppeal', shortcut: 'a' },
  { name: 'refuseAppeal', shortcut: 'r' },
  { name: 'handOverAppeal', shortcut: 'h' },
] as const
const ENDS = new Set<string>(['answerAppeal', 'refuseAppeal', 'handOverAppeal'])
