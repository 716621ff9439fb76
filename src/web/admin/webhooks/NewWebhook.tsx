/** A new address that is told. */
import { Form, Input, Modal, Select } from 'antd'
import { EVENT_KINDS, type EventKind } from '../../../domain/record/event-kinds.ts'
import { useAct } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Secret } from './Secret.tsx'

const KINDS = (Object.keys(EVENT_KINDS) as EventKind[]).map(value => ({
  value,
  label: nameOf(EVENT_KINDS, value),
}))

export function NewWebhook({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<{ url: string; kinds: EventKind[] }>()
  const create = useAct('createWebhook')
  return (
    <Modal
      open
      title={t('新建推送', 'New webhook')}
      onCancel={onClose}
      okText={create.data ? t('好', 'Done') : t('新建', 'Create')}
      confirmLoading={create.isPending}
      onOk={() => (create.data ? onClose() : form.submit())}
    >
      {create.error && <Failed error={create.error} />}
      {create.data ? (
        <Secret secret={create.data.secret} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ kinds: [] }}
          onFinish={body => create.mutate({ input: { body } })}
        >
          <Form.Item name="url" label={t('地址', 'Address')} rules={[{ required: true, type: 'url' }]}>
            <Input placeholder="https://" inputMode="url" />
          </Form.Item>
          <Form.Item name="kinds" label={t('事件（不选为全部）', 'Events (all when none is chosen)')}>
            <Select mode="multiple" options={KINDS} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  )
}
