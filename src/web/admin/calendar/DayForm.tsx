/** A day of the city's own: worked or not, by its name. */
import { Alert, App, Button, Flex, Form, Input, Modal, Radio } from 'antd'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import type { Day } from './Month.tsx'

interface Fields {
  workday: boolean
  name: string
}

export function DayForm({
  day,
  known,
  onClose,
}: {
  day: string
  known: Day | undefined
  onClose: () => void
}) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const done = () => {
    message.success(t('已保存', 'Saved'))
    onClose()
  }
  const put = useAct('putLocalDay', done)
  const drop = useAct('deleteLocalDay', done)
  const error = put.error ?? drop.error
  return (
    <Modal open title={day} onCancel={onClose} footer={null}>
      {error && <Failed error={error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          workday: known?.kind === 'makeUp' || known?.kind === 'workday',
          name: known?.name ?? '',
        }}
        onFinish={body => put.mutate({ input: { params: { day }, body } })}
      >
        <Alert
          type="info"
          title={t(
            '已经算好的时限不会悄悄改变；此后计算的按新的日历。',
            'Limits that were counted do not move silently; later ones follow the new calendar.',
          )}
        />
        <Form.Item name="workday" label={t('这一天', 'This day is')} style={{ marginTop: 12 }}>
          <Radio.Group
            options={[
              { value: true, label: t('上班', 'a working day') },
              { value: false, label: t('休息', 'a day off') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('名称', 'Name')}
          rules={[{ required: true, message: t('请填写名称', 'A name is needed') }]}
        >
          <Input placeholder={t('如：壮族三月三', 'e.g. a local holiday')} />
        </Form.Item>
        <Flex gap="small" justify="end">
          {known?.local && (
            <Button loading={drop.isPending} onClick={() => drop.mutate({ input: { params: { day } } })}>
              {t('取消本地设定', 'Take it out')}
            </Button>
          )}
          <Button type="primary" htmlType="submit" loading={put.isPending}>
            {t('保存', 'Save')}
          </Button>
        </Flex>
      </Form>
    </Modal>
  )
}
