/** Binds an authenticator app: the second factor that staff sign in with. */
import { Alert, Button, Flex, Form, Input, QRCode, Typography } from 'antd'
import { useEffect } from 'react'
import { useAct } from '../asking.ts'
import { t } from '../text.ts'
import { Failed, sentenceOf } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'

export function SecondFactor({ onDone }: { onDone: () => void }) {
  const enrol = useAct('enrolSecondFactor')
  const confirm = useAct('confirmSecondFactor', onDone)
  const { mutate } = enrol
  useEffect(() => mutate({ input: {} }), [mutate])
  if (enrol.error) return <Failed error={enrol.error} again={() => mutate({ input: {} })} />
  if (!enrol.data) return <Loading />
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={body => confirm.mutate({ input: { body } })}
    >
      <Typography.Paragraph>
        {t(
          '请用验证器应用扫描，再输入它显示的六位数字。',
          'Scan this with an authenticator app, then enter the six digits it shows.',
        )}
      </Typography.Paragraph>
      <Flex vertical align="center" gap="small">
        <QRCode value={enrol.data.uri} />
        <Typography.Text copyable className="number">
          {enrol.data.secret}
        </Typography.Text>
      </Flex>
      {confirm.error && <Alert role="alert" type="warning" showIcon title={sentenceOf(confirm.error)} />}
      <Form.Item label={t('动态验证码', 'One-time code')} name="code" rules={[{ required: true }]}>
        <Input inputMode="numeric" autoComplete="one-time-code" autoFocus />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={confirm.isPending}>
        {t('绑定并进入', 'Bind and go on')}
      </Button>
    </Form>
  )
}
