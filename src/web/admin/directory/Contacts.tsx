/** The people who speak for an organisation: they sign in by a code to their phone and see its matters. */
import { Button, Flex, Form, Input, List, Select, Typography } from 'antd'
import { CONTACT_ROLES } from '../../../domain/directory/organisations.ts'
import { useAct, useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'

type Role = (typeof CONTACT_ROLES)[number]

const ROLES: Partial<Record<Role, readonly [string, string]>> = {
  owner: ['负责人', 'owner'],
  production: ['生产负责人', 'production head'],
  liaison: ['联络员', 'liaison'],
  delegate: ['代表', 'delegate'],
}
const roleName = (role: Role): string => nameOf(ROLES as Record<string, readonly [string, string]>, role)

export function Contacts({ code }: { code: string }) {
  const contacts = useAsk('listOrganisationContacts', { params: { code } })
  const [form] = Form.useForm()
  const add = useAct('addContact', () => form.resetFields())
  const end = useAct('endContact')
  return (
    <section aria-label={t('联系人', 'Contact people')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {t('联系人', 'Contact people')}
      </Typography.Title>
      <Ask of={contacts} isEmpty={c => c.items.length === 0} empty={t('还没有联系人', 'Nobody yet')}>
        {({ items }) => (
          <List
            size="small"
            dataSource={items}
            rowKey="id"
            renderItem={c => (
              <List.Item
                actions={[
                  <Button
                    key="end"
                    size="small"
                    onClick={() => end.mutate({ input: { params: { id: c.id } } })}
                  >
                    {t('停用', 'End')}
                  </Button>,
                ]}
              >
                {c.name} {roleName(c.role)} {c.phone} {c.subUnits.join('、')}
              </List.Item>
            )}
          />
        )}
      </Ask>
      {(add.error ?? end.error) && <Failed error={(add.error ?? end.error)!} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ role: CONTACT_ROLES[0] }}
        onFinish={body => add.mutate({ input: { params: { code }, body } })}
      >
        <Flex gap="small" align="flex-end" wrap>
          <Form.Item
            name="name"
            label={t('姓名', 'Name')}
            rules={[{ required: true }]}
            style={{ marginBottom: 0 }}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="phone"
            label={t('手机', 'Mobile')}
            rules={[{ required: true }]}
            style={{ marginBottom: 0 }}
          >
            <Input inputMode="tel" />
          </Form.Item>
          <Form.Item name="role" label={t('身份', 'Role')} style={{ marginBottom: 0, minWidth: 120 }}>
            <Select options={CONTACT_ROLES.map(value => ({ value, label: roleName(value) }))} />
          </Form.Item>
          <Button htmlType="submit" loading={add.isPending}>
            {t('添加', 'Add')}
          </Button>
        </Flex>
      </Form>
    </section>
  )
}
