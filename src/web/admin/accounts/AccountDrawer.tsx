/** One account: its roles, its password and second factor, open or closed. */
import { App, Button, Divider, Drawer, Flex, Form, Input, Popconfirm, Select, Typography } from 'antd'
import { useState } from 'react'
import { ROLE_NAMES, type Role } from '../../../domain/access/roles.ts'
import { useAct } from '../../asking.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { UnitField } from '../../parts/fields/TreeField.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import type { Account } from './AccountsPage.tsx'
import { freshPassword } from './fresh-password.ts'
import { roleName } from './roles.ts'

export function AccountDrawer({ account, onClose }: { account: Account; onClose: () => void }) {
  return (
    <Drawer open onClose={onClose} size={480} title={`${account.name} ${account.login}`}>
      <Roles account={account} />
      <Divider />
      <Access account={account} />
    </Drawer>
  )
}

function Roles({ account }: { account: Account }) {
  const unitName = useNames(useUnits())
  const grant = useAct('grantRole')
  const take = useAct('takeRole')
  const error = grant.error ?? take.error
  const params = { personId: account.personId }
  return (
    <section aria-label={t('角色', 'Roles')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {t('角色', 'Roles')}
      </Typography.Title>
      {error && <Failed error={error} />}
      {account.grants.map(g => (
        <Flex
          key={`${g.role}${g.unitId}`}
          justify="space-between"
          align="center"
          style={{ padding: '4px 0' }}
        >
          <span>
            <strong>{roleName(g.role)}</strong> {t('管', 'for')} {unitName(g.unitId)}{' '}
            {t('及其下级', 'and all below')}
          </span>
          <Button
            size="small"
            onClick={() =>
              take.mutate({ input: { params: { ...params, role: g.role as Role, unitId: g.unitId } } })
            }
          >
            {t('收回', 'Take back')}
          </Button>
        </Flex>
      ))}
      <Form<{ role: Role; unitId: number }>
        layout="vertical"
        initialValues={{ unitId: account.unitId }}
        onFinish={body => grant.mutate({ input: { params, body } })}
      >
        <Form.Item name="role" label={t('授予角色', 'Give a role')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={ROLE_NAMES.map(value => ({ value, label: roleName(value) }))}
          />
        </Form.Item>
        <Form.Item
          name="unitId"
          label={t('对哪个单位及其下级', 'For which unit and all below')}
          rules={[{ required: true }]}
        >
          <UnitField />
        </Form.Item>
        <Button htmlType="submit" loading={grant.isPending}>
          {t('授予', 'Give')}
        </Button>
      </Form>
    </section>
  )
}

function Access({ account }: { account: Account }) {
  const { message } = App.useApp()
  const params = { personId: account.personId }
  const [shown, setShown] = useState<string | null>(null)
  const change = useAct('changeAccount', () => message.success(t('已保存', 'Saved')))
  const reset = useAct('resetPassword')
  const unbind = useAct('resetSecondFactor', () => message.success(t('已解绑', 'Unbound')))
  const error = change.error ?? reset.error ?? unbind.error
  const renew = () => {
    const password = freshPassword()
    reset.mutate({ input: { params, body: { password } } }, { onSuccess: () => setShown(password) })
  }
  return (
    <section aria-label={t('登录', 'Signing in')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {t('登录', 'Signing in')}
      </Typography.Title>
      {error && <Failed error={error} />}
      <Flex vertical gap="small" align="flex-start">
        <Popconfirm
          title={t('给一个新密码？原密码立即失效。', 'Give a new password? The old one ends at once.')}
          onConfirm={renew}
        >
          <Button loading={reset.isPending}>{t('重置密码', 'Reset the password')}</Button>
        </Popconfirm>
        {shown && (
          <Input
            readOnly
            className="number"
            value={shown}
            aria-label={t('新密码，只显示一次', 'The new password, shown once')}
            addonBefore={t('只显示一次', 'shown once')}
          />
        )}
        <Popconfirm
          title={t('解绑动态验证码？', 'Take the second factor away?')}
          onConfirm={() => unbind.mutate({ input: { params } })}
        >
          <Button disabled={!account.hasSecondFactor}>
            {t('解绑动态验证码', 'Unbind the second factor')}
          </Button>
        </Popconfirm>
        <Popconfirm
          title={
            account.active
              ? t('停用后此人的会话立即结束。', 'Closing ends their sessions at once.')
              : t('重新启用？', 'Open it again?')
          }
          onConfirm={() => change.mutate({ input: { params, body: { active: !account.active } } })}
        >
          <Button danger={account.active}>
            {account.active ? t('停用账号', 'Close the account') : t('启用账号', 'Open the account')}
          </Button>
        </Popconfirm>
      </Flex>
    </section>
  )
}
