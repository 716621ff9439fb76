/** Who is told by machine what happened: addresses, the kinds of events, and how delivering goes. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Popconfirm, Switch, Tag } from 'antd'
import { useState } from 'react'
import { EVENT_KINDS } from '../../../domain/record/event-kinds.ts'
import type { Answer } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'
import { Deliveries } from './Deliveries.tsx'
import { NewWebhook } from './NewWebhook.tsx'
import { Secret } from './Secret.tsx'

type Webhook = Answer<'listWebhooks'>['webhooks'][number]

export function WebhooksPage() {
  const all = useAsk('listWebhooks', {})
  const change = useAct('changeWebhook')
  const renew = useAct('renewWebhookSecret')
  const drop = useAct('deleteWebhook')
  const [isNew, setNew] = useState(false)
  const [open, setOpen] = useState<number | null>(null)
  const error = change.error ?? renew.error ?? drop.error
  return (
    <Page
      title={t('推送', 'Webhooks')}
      about={t('签名发送，失败自动重试，内容不含个人信息。', 'Signed, retried, without personal data.')}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
          {t('新建推送', 'New webhook')}
        </Button>
      }
    >
      {error && <Failed error={error} />}
      {renew.data && <Secret secret={renew.data.secret} />}
      <Ask
        of={all}
        isEmpty={a => a.webhooks.length === 0}
        empty={t(
          '没有推送。别的系统想知道单子的变化，可以在这里登记地址。',
          'None yet. Another system that wants to know what changes is entered here.',
        )}
      >
        {({ webhooks }) => (
          <Table<Webhook>
            name={t('推送地址', 'Webhooks')}
            keyOf={row => row.id}
            rows={webhooks}
            columns={[
              { title: t('地址', 'Address'), field: 'url' },
              {
                title: t('事件', 'Events'),
                render: w =>
                  w.kinds.length === 0
                    ? t('全部', 'all')
                    : w.kinds.map(k => <Tag key={k}>{nameOf(EVENT_KINDS, k)}</Tag>),
              },
              { title: t('登记', 'Since'), render: w => <When at={w.createdAt} /> },
              {
                title: t('启用', 'On'),
                render: w => (
                  <Switch
                    checked={w.active}
                    aria-label={t('启用', 'On')}
                    onChange={active => change.mutate({ input: { params: { id: w.id }, body: { active } } })}
                  />
                ),
              },
              {
                title: t('操作', 'Actions'),
                render: w => (
                  <Flex gap={4}>
                    <Button size="small" onClick={() => setOpen(w.id)}>
                      {t('推送记录', 'Deliveries')}
                    </Button>
                    <Popconfirm
                      title={t('更换密钥？旧的立即失效。', 'A new secret? The old one ends at once.')}
                      onConfirm={() => renew.mutate({ input: { params: { id: w.id } } })}
                    >
                      <Button size="small">{t('更换密钥', 'New secret')}</Button>
                    </Popconfirm>
                    <Popconfirm
                      title={t('删除？还没送出的一并删除。', 'Delete it, with what still waits?')}
                      onConfirm={() => drop.mutate({ input: { params: { id: w.id } } })}
                    >
                      <Button size="small" danger>
                        {t('删除', 'Delete')}
                      </Button>
                    </Popconfirm>
                  </Flex>
                ),
              },
            ]}
          />
        )}
      </Ask>
      {isNew && <NewWebhook onClose={() => setNew(false)} />}
      {open !== null && <Deliveries id={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}
