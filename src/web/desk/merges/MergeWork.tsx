/** Merging: the two tickets side by side before anything is done; undone from the message about it. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { call } from '../../api.ts'
import { refreshAll, useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed, sentenceOf } from '../../ui/Failed.tsx'
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
  const undo = useUnmerge()
  const acting = useActing(ticket, (_, version) => {
    undo(ticket, version)
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

function useUnmerge() {
  const client = useQueryClient()
  const { notification, message } = App.useApp()
  return ({ number, title }: Ticket, version: number) => {
    const key = `unmerge.${number}`
    const run = async () => {
      notification.destroy(key)
      try {
        await call('unmergeAppeals', { params: { number } }, { ifMatch: version })
        message.success(t('已撤销并单', 'The merge is undone'))
      } catch (error) {
        message.error(sentenceOf(error as Error))
      }
      await refreshAll(client)
    }
    notification.success({
      key,
      duration: 10,
      placement: 'bottomLeft',
      title: t('已并单', 'Merged'),
      description: title,
      actions: (
        <Button size="small" onClick={() => void run()}>
          {t('撤销并单', 'Undo')}
        </Button>
      ),
    })
  }
}
