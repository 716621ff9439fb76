/** Accounts and roles: who may sign in, and what they may do where. */
import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Flex, Input, Tag } from 'antd'
import { useState } from 'react'
import { type Answer, call } from '../../api.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'
import { AccountDrawer } from './AccountDrawer.tsx'
import { NewAccount } from './NewAccount.tsx'
import { roleName } from './roles.ts'

export type Account = Answer<'listAccounts'>['accounts'][number]

function useAccounts() {
  const found = useInfiniteQuery({
    queryKey: ['listAccounts'],
    queryFn: ({ pageParam, signal }) =>
      call('listAccounts', { query: { limit: 200, ...(pageParam && { after: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
  })
  return { ...found, accounts: found.data?.pages.flatMap(p => p.accounts) ?? [] }
}

export function AccountsPage() {
  const { may } = useSession()
  const { accounts, error, isPending, hasNextPage, fetchNextPage, refetch } = useAccounts()
  const [words, setWords] = useState('')
  const [openId, setOpen] = useState<number | null>(null)
  const [isNew, setNew] = useState(false)
  const unitName = useNames(useUnits())
  const shown = accounts.filter(a => `${a.name}${a.login}${unitName(a.unitId)}`.includes(words.trim()))
  const open = accounts.find(a => a.personId === openId)
  return (
    <Page
      title={t('账号与角色', 'Accounts and roles')}
      about={t(
        '系统管理员、安全管理员、审计员必须是三个人。',
        'System administrator, security administrator and auditor are three people.',
      )}
      actions={
        may('account.edit') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
            {t('开户', 'Open an account')}
          </Button>
        )
      }
    >
      <Input.Search
        allowClear
        style={{ maxWidth: 320, marginBottom: 12 }}
        aria-label={t('按姓名、账号或单位查找', 'Find by name, login or unit')}
        placeholder={t('姓名、账号、单位', 'Name, login, unit')}
        onChange={e => setWords(e.target.value)}
      />
      {error && <Failed error={error} again={() => void refetch()} />}
      <Table<Account>
        name={t('账号', 'Accounts')}
        keyOf={row => row.personId}
        isLoading={isPending}
        rows={shown}
        page={50}
        columns={[
          {
            title: t('账号', 'Login'),
            render: a => (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(a.personId)}>
                {a.login}
              </Button>
            ),
          },
          { title: t('姓名', 'Name'), field: 'name' },
          { title: t('单位', 'Unit'), render: a => unitName(a.unitId) },
          {
            title: t('角色', 'Roles'),
            render: a => (
              <Flex gap={4} wrap>
                {a.grants.map(g => (
                  <Tag key={`${g.role}${g.unitId}`}>
                    {roleName(g.role)} · {unitName(g.unitId)}
                  </Tag>
                ))}
              </Flex>
            ),
          },
          {
            title: t('第二因素', 'Second factor'),
            render: a =>
              a.hasSecondFactor
                ? t('已绑定', 'bound')
                : a.hasSignOn
                  ? t('统一认证', 'sign-on')
                  : t('未绑定', 'none'),
          },
          { title: t('上次登录', 'Last here'), render: a => <When at={a.lastLoginAt} /> },
          {
            title: t('状态', 'State'),
            render: a => (a.active ? t('在用', 'open') : <Tag>{t('停用', 'closed')}</Tag>),
          },
        ]}
      />
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('更多', 'More')}</Button>}
      {open && <AccountDrawer account={open} onClose={() => setOpen(null)} />}
      {isNew && <NewAccount onClose={() => setNew(false)} />}
    </Page>
  )
}
