/** A password of one's own, before anything else. */
import { Alert, Button, Form, Input } from 'antd'
import { useAct } from '../asking.ts'
import { t } from '../text.ts'
import { sentenceOf } from '../ui/Failed.tsx'

interface Fields {
  old: string
  fresh: string
}

export function FreshPassword({ onDone }: { onDone: () => void }) {
  const change = useAct('changeMyPassword', onDone)
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      onFinish={body => change.mutate({ input: { body } })}
    >
      <Alert
        type="info"
        showIcon
        title={t('请先设置自己的密码。', 'Set a password of your own first.')}
        style={{ marginBottom: 16 }}
      />
      {change.error && (
        <Alert
          role="alert"
          type="warning"
          showIcon
          title={sentenceOf(change.error)}
          style={{ marginBottom: 16 }}
        />
      )}
      <Form.Item label={t('现在的密码', 'Present password')} name="old" rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item label={t('新密码', 'New password')} name="fresh" rules={[{ required: true }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={change.isPending}>
        {t('保存', 'Save')}
      </Button>
    </Form>
  )
}
