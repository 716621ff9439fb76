/** Asks why somebody needs to know who it is, before it is shown and written down. */
import { Alert, Button, Flex, Form, Input, Modal, Select } from 'antd'
import type { SightPurpose } from '../../../contract/identity.ts'
import type { Permission } from '../../../domain/access/roles.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'

const PURPOSES: Record<SightPurpose, readonly [string, string]> = {
  call: ['正在通话', 'in a call with them'],
  handling: ['正在办理', 'handling it'],
  visit: ['正在回访', 'calling back'],
  reveal: ['其他理由', 'another reason'],
}

/** Who looks for a purpose does the work that it serves. */
const PURPOSE_OF: Record<Exclude<SightPurpose, 'reveal'>, readonly Permission[]> = {
  call: ['contact.take'],
  handling: ['appeal.handle'],
  visit: ['appeal.visit'],
}
interface Said {
  purpose: SightPurpose
  reason?: string
}

export function RevealDialog({
  error,
  isBusy,
  onClose,
  onSay,
}: {
  error: Error | null
  isBusy: boolean
  onClose: () => void
  onSay: (said: Said) => void
}) {
  const [form] = Form.useForm<Said>()
  const purpose = Form.useWatch('purpose', form)
  const { may } = useSession()
  const purposes = (Object.keys(PURPOSES) as SightPurpose[]).filter(p =>
    p === 'reveal' ? may('identity.reveal') : may('identity.see') && PURPOSE_OF[p].some(q => may(q)),
  )
  return (
    <Modal
      open
      title={t('为什么要看诉求人信息？', 'Why do you need to know who it is?')}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ purpose: purposes.includes('handling') ? 'handling' : purposes[0] }}
        onFinish={({ purpose: p, reason }) => onSay({ purpose: p, ...(reason && { reason }) })}
      >
        <Alert
          type="info"
          showIcon
          title={t(
            '每次查看都会留痕，诉求人可以知道哪个单位看过。',
            'Every look is written down; the appellant can learn which unit looked.',
          )}
        />
        {error && <Failed error={error} />}
        <Form.Item name="purpose" label={t('用途', 'Purpose')} style={{ marginTop: 12 }}>
          <Select
            options={purposes.map(value => ({ value, label: t(PURPOSES[value][0], PURPOSES[value][1]) }))}
          />
        </Form.Item>
        {purpose === 'reveal' && (
          <Form.Item
            name="reason"
            label={t('理由（至少五个字）', 'Why, at least five characters')}
            rules={[{ required: true, min: 5 }]}
          >
            <Input.TextArea rows={2} />
          </Form.Item>
        )}
        <Flex justify="end" gap="small">
          <Button onClick={onClose}>{t('不看了', 'Cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t('查看并留痕', 'Reveal, on record')}
          </Button>
        </Flex>
      </Form>
    </Modal>
  )
}
