/** Merging: the two tickets side by side before anything is done; undone from the message about it. */
import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { useAsk } from '../../asking.ts'
import { useUndo } from '../../parts/use-undo.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { useActing } from '../queue/acting.ts'
import { Race } from '../queue/Race.tsx'
import { Alike } from './Alike.tsx'
import { Compared } from './Compared.tsx'

interface Props {
  ticket: Ticket
  onDone: () => void
  onClose: () => void
}

export function MergeWork({ ticket, onDone, onClose }: Props) {
  const [into, setInto] = useState<string>()
  const undo = useUndo()
  const acting = useActing(ticket, (version, before) => {
    undo({ name: 'mergeAppeals', before, no: undefined, version })
    onClose()
    onDone()
  })
  const other = useAsk('openAppeal', { params: { number: into ?? '' } }, { enabled: into !== undefined })
  return (
    <Modal
      open
      width={960}
      title={t('并单：并入哪一单？', 'Merge into which?')}
      onCancel={onClose}
      okText={t('并入右边这一单', 'Merge into the one on the right')}
      okButtonProps={{ disabled: !other.data, loading: acting.isBusy }}
      onOk={() => into && acting.act({ name: 'mergeAppeals', body: { into }, said: t('已并单', 'Merged') })}
      destroyOnHidden
    >
      <p className="small">
        {t(
          '每位诉求人保留自己的单号、查询码和回访；本单成为指向右边一单的路标。',
          'Everybody keeps their number, code and call-back; this ticket becomes a signpost to the one on the right.',
        )}
      </p>
      <Race ticket={ticket} acting={acting} />
      <Alike ticket={ticket} chosen={into} onChoose={setInto} />
      <Input.Search
        aria-label={t('或输入单号', 'Or a number')}
        placeholder={t('或输入单号', 'Or a number')}
        enterButton={t('对比', 'Compare')}
        style={{ maxWidth: 360, margin: '8px 0' }}
        onSearch={number => /^\d{6,}$/.test(number.trim()) && setInto(number.trim())}
      />
      {other.error && <Failed error={other.error} />}
      {other.data && <Compared left={ticket} right={other.data} />}
    </Modal>
  )
}
