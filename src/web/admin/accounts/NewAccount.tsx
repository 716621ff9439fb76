/** Opens an account for a person of the directory. */
import { Form, Input, Modal, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useAct, useAsk } from '../../asking.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { freshPassword } from './fresh-password.ts'

interface Fields {
  personId: number
  login: string
  password: string
}

export function NewAccount({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Fields>()
  const [words, setWords] = useState('')
  const sought = useDeferredValue(words)
  const people = useAsk(
    'listPeople',
    { query: { limit: 50, ...(sought && { q: sought }) } },
    { keepLast: true },
  )
  const unitName = useNames(useUnits())
  const create = useAct('createAccount', onClose)
  return (
    <Modal
      open
      title={t('开户', 'Open an account')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('开户', 'Open')}
      confirmLoading={create.isPending}
    >
      {create.error && <Failed error={create.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ password: freshPassword() }}
        onFinish={body => create.mutate({ input: { body } })}
      >
        <Form.Item name="personId" label={t('谁', 'For whom')} rules={[{ required: true }]}>
          <Select
            showSearch={{ filterOption: false, onSearch: setWords }}
            options={(people.data?.items ?? []).map(p => ({
              value: p.id,
              label: `${p.name} ${unitName(p.unitId)} ${p.code}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="login" label={t('账号', 'Login')} rules={[{ required: true }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('初始密码', 'First password')}
          extra={t('首次登录时必须修改', 'Has to be changed at the first sign-in')}
          rules={[{ required: true }]}
        >
          <Input className="number" autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
