/** The telephone number for this call-back; every look is written down. */
import { Button } from 'antd'
import type { Ticket } from '../../../contract/record.ts'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Key } from '../../ui/Key.tsx'

export function PhoneSeen({ ticket }: { ticket: Ticket }) {
  const see = useAct('seeIdentity')
  const look = () =>
    !see.data && see.mutate({ input: { params: { number: ticket.number }, body: { purpose: 'visit' } } })
  useOffer([{ key: 'phone', label: t('看电话号码', 'See the number'), shortcut: 'p', run: look }])
  return (
    <div className="acts" style={{ marginTop: 0 }}>
      {see.data ? (
        <strong style={{ fontSize: 20 }} role="status">
          {see.data.name} <a href={`tel:${see.data.phone}`}>{see.data.phone}</a>
        </strong>
      ) : (
        <>
          <Button loading={see.isPending} onClick={look}>
            {t('看电话号码（留痕）', 'See the number, on record')}
            <Key of="P" />
          </Button>
          <span>
            {ticket.appellant?.name} {ticket.appellant?.phone}
          </span>
        </>
      )}
      {see.error && <Failed error={see.error} />}
    </div>
  )
}
