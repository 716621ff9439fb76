/** Signing in: login and password, the second factor, and what must be done before anything else. */
import { Alert, Button, Card, Flex, Form, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import { call, Refused } from '../api.ts'
import type { Me } from '../session.tsx'
import { t } from '../text.ts'
import { sentenceOf } from '../ui/Failed.tsx'
import { FreshPassword } from './FreshPassword.tsx'
import { SecondFactor } from './SecondFactor.tsx'

interface Props {
  /** Signed in, but something has to be done first. */
  me: Me | undefined
  /** The session ended while somebody worked: their page stays behind. */
  over: boolean
  onDone: () => void
}

export function SignIn({ me, over, onDone }: Props) {
  const step =
    me?.needs[0] === 'newPassword' ? (
      <FreshPassword onDone={onDone} />
    ) : me?.needs[0] === 'secondFactor' ? (
      <SecondFactor onDone={onDone} />
    ) : (
      <Credentials onDone={onDone} />
    )
  if (over)
    return (
      <Modal
        open
        closable={false}
        footer={null}
        title={t('请重新登录，写下的内容都在', 'Please sign in again; what you wrote is kept')}
      >
        {step}
      </Modal>
    )
  return (
    <Flex component="main" justify="center" style={{ padding: '12vh 16px 32px' }}>
      <div style={{ width: '100%', maxWidth: 380 }}>
        <Typography.Title level={1} style={{ textAlign: 'center', fontSize: 28 }}>
          一单 <Typography.Text type="secondary">{t('工作台', 'Workbench')}</Typography.Text>
        </Typography.Title>
        <Card>{step}</Card>
        <Typography.Paragraph style={{ textAlign: 'center', marginTop: 16 }}>
          <a href="/">{t('公众首页', 'Public pages')}</a>
        </Typography.Paragraph>
      </div>
    </Flex>
  )
}

interface Fields {
  login: string
  password: string
  code?: string
}

function Credentials({ onDone }: { onDone: () => void }) {
  const [error, setError] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const asksCode = error instanceof Refused && /code/.test(error.code)
  const send = async ({ login, password, code }: Fields) => {
    setBusy(true)
    try {
      await call('signIn', { body: { login, password, ...(code && { code }) } })
      onDone()
    } catch (e) {
      setError(e as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Fields> layout="vertical" onFinish={send} requiredMark={false}>
      {error && (
        <Alert role="alert" type="warning" showIcon title={sentenceOf(error)} style={{ marginBottom: 16 }} />
      )}
      <Form.Item
        label={t('账号', 'Login')}
        name="login"
        rules={[{ required: true, message: t('请输入账号', 'Enter your login') }]}
      >
        <Input autoComplete="username" autoFocus size="large" />
      </Form.Item>
      <Form.Item
        label={t('密码', 'Password')}
        name="password"
        rules={[{ required: true, message: t('请输入密码', 'Enter your password') }]}
      >
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      {asksCode && (
        <Form.Item label={t('动态验证码', 'One-time code')} name="code">
          <Input inputMode="numeric" autoComplete="one-time-code" size="large" />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block size="large" loading={isBusy}>
        {t('登录', 'Sign in')}
      </Button>
    </Form>
  )
}
