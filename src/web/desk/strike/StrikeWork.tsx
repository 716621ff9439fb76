/** One ticket before strike-off: what the visit found, and whether anything is still open. */
import type { Ticket } from '../../../contract/record.ts'
import { whyNot } from '../../parts/why-not.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { Acts } from '../queue/Acts.tsx'
import { useActing } from '../queue/acting.ts'
import { Race } from '../queue/Race.tsx'
import type { Place } from '../queue/rows.ts'

const ACTS = [
  { name: 'reopenAppeal', shortcut: 'r' },
  { name: 'askExclusion', shortcut: 'e' },
  { name: 'publishAppeal', shortcut: 'p' },
] as const

export function StrikeWork({ ticket, place }: { ticket: Ticket; place: Place }) {
  const acting = useActing(ticket, place.done)
  const reason = whyNot(ticket, 'strikeOff')
  const strike = () =>
    reason === null && !acting.isBusy && acting.act({ name: 'strikeOff', said: t('已销号', 'Struck off') })
  useOffer([{ key: 'strike', label: t('销号', 'Strike off'), shortcut: 's', run: strike }])
  return (
    <div className="work">
      <Race ticket={ticket} acting={acting} />
      {reason && <p className="chip warn">{reason}</p>}
      <div className="acts" style={{ marginTop: 0 }}>
        <ReasonedButton type="primary" whyNot={reason} loading={acting.isBusy} onClick={strike}>
          {t('销号', 'Strike off')}
          <Key of="S" />
        </ReasonedButton>
        <Acts
          ticket={ticket}
          acts={ACTS}
          onDone={(name, version) => {
            acting.own(version)
            if (name === 'reopenAppeal') place.done()
          }}
        />
      </div>
    </div>
  )
}
