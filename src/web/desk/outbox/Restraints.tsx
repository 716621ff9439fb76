/** 限制来电: callers slowed down by a person's decision; nobody is shut out. */
import { App, Button, Form, Input, InputNumber } from 'antd'
import { useAct, useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { When } from '../../ui/When.tsx'

interface Filled {
  phone: string
  reason: string
  perHour: number
  until?: string
}

export function Restraints() {
  const asked = useAsk('listRestraints', {})
  const end = useAct('endRestraint')
  return (
    <Page
      title={t('限制来电', 'Restraints')}
      about={t(
        '只放慢，不拒接；由人决定，写明理由。',
        'Slowed down, never shut out; decided by a person, with the reason.',
      )}
      narrow
    >
      <FreshRestraint />
      {end.error && <Failed error={end.error} />}
      <Ask
        of={asked}
        isEmpty={a => a.restraints.length === 0}
        empty={t('现在没有限制任何来电。', 'Nobody is restrained now.')}
      >
        {({ restraints }) => (
          <table className="bulk">
            <thead>
              <tr>
                <th scope="col">{t('理由', 'Why')}</th>
                <th scope="col">{t('每小时', 'An hour')}</th>
                <th scope="col">{t('自', 'From')}</th>
                <th scope="col">{t('至', 'Until')}</th>
                <th scope="col">{t('操作', 'Do')}</th>
              </tr>
            </thead>
            <tbody>
              {restraints.map(r => (
                <tr key={r.id}>
                  <td>{r.reason}</td>
                  <td>{r.perHour}</td>
                  <td>
                    <When at={r.from} />
                  </td>
                  <td>{r.until ? <When at={r.until} /> : t('另行解除', 'ended by hand')}</td>
                  <td>
                    <Button
                      size="small"
                      loading={end.isPending}
                      onClick={() => end.mutate({ input: { params: { id: r.id } } })}
                    >
                      {t('解除', 'End')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Ask>
    </Page>
  )
}

function FreshRestraint() {
  const [form] = Form.useForm<Filled>()
  const { message } = App.useApp()
  const create = useAct('createRestraint', () => {
    form.resetFields()
    message.success(t('已限制', 'Restrained'))
  })
  return (
    <details style={{ marginBottom: 16 }}>
      <summary>{t('新增限制', 'Restrain a number')}</summary>
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
    </details>
  )
}
