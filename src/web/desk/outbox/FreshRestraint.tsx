/** Slows a caller down: which number, why, how often it may call, until when. */
import { App, Button, Form, Input, InputNumber } from 'antd'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'

interface Filled {
  phone: string
  reason: string
  perHour: number
  until?: string
}

export function FreshRestraint() {
  const [form] = Form.useForm<Filled>()
  const { message } = App.useApp()
  const create = useAct('createRestraint', () => {
    form.resetFields()
    message.success(t('已限制', 'Restrained'))
  })
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ perHour: 2 }}
      style={{ maxWidth: 480, marginTop: 12 }}
      onFinish={({ until, ...filled }) =>
        create.mutate({
          input: { body: { ...filled, ...(until && { until: new Date(until).toISOString() }) } },
        })
      }
    >
      {create.error && <Failed error={create.error} />}
      <Form.Item name="phone" label={t('号码', 'Number')} rules={[{ required: true }]}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="reason" label={t('理由', 'Why')} rules={[{ required: true }]}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="perHour" label={t('每小时最多几次', 'Calls an hour at most')}>
        <InputNumber min={1} max={100} />
      </Form.Item>
      <Form.Item name="until" label={t('到什么时候', 'Until when')}>
        <Input type="datetime-local" style={{ width: 240 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={create.isPending}>
        {t('限制', 'Restrain')}
      </Button>
    </Form>
  )
}
