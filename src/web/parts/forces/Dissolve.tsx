/** Dissolving a task force: what came of it is written down, its members' sight ends. */
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import type { Force } from './ForcePage.tsx'

export function Dissolve({ of: f }: { of: Force }) {
  const { message } = App.useApp()
  const [isOpen, setOpen] = useState(false)
  const [outcome, setOutcome] = useState('')
  const dissolve = useAct('dissolveTaskForce', () => {
    setOpen(false)
    message.success(t('专班已撤销', 'Dissolved'))
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('撤销专班', 'Dissolve')}</Button>
      <Modal
        open={isOpen}
        title={t(`撤销“${f.name}”`, `Dissolve “${f.name}”`)}
        okText={t('撤销', 'Dissolve')}
        confirmLoading={dissolve.isPending}
        okButtonProps={{ disabled: !outcome.trim() }}
        onCancel={() => setOpen(false)}
        onOk={() =>
          dissolve.mutate({ input: { params: { id: f.id }, body: { outcome } }, ifMatch: f.version })
        }
      >
        {dissolve.error && <Failed error={dissolve.error} />}
        <p>
          {t(
            '撤销后成员不再看到其他单位的件；成员、件和进展都保留可查。',
            'Its members no longer see what other units have; everything stays to be read.',
          )}
        </p>
        <Input.TextArea
          aria-label={t('任务完成情况', 'What came of it')}
          placeholder={t('任务完成情况', 'What came of it')}
          autoSize={{ minRows: 3, maxRows: 8 }}
          value={outcome}
          onChange={e => setOutcome(e.target.value)}
        />
      </Modal>
    </>
  )
}
