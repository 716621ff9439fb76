/** Who is away and who stands in; everybody sets their own. */

import type { UseQueryResult } from '@tanstack/react-query'
import { App, Button, Card, Flex, Form, Input, Select, Tag } from 'antd'
import { useAct } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { When } from '../../ui/When.tsx'
import { type Person, useColleagues } from './people.ts'

const isAway = (p: Person): boolean =>
  p.awayFrom !== null && (p.awayUntil === null || Date.parse(p.awayUntil) > Date.now())

export function Leave() {
  const { me } = useSession()
  const people = useColleagues()
  return (
    <Card size="small" title={t('请假与代办', 'Away, and who stands in')}>
      <Ask of={people as UseQueryResult<Person[], Error>} rows={3}>
        {all => {
          const own = all.find(p => p.id === me.personId)
          const away = all.filter(isAway)
          return (
            <Flex vertical gap="middle">
              {away.length === 0 && <span>{t('今天都在岗。', 'Everybody is here.')}</span>}
              {away.map(p => (
                <div key={p.id}>
                  <Tag color="warning">{t('请假', 'away')}</Tag> <strong>{p.name}</strong>{' '}
                  <When at={p.awayFrom} /> →{' '}
                  {p.awayUntil ? <When at={p.awayUntil} /> : t('另行通知', 'open end')}
                  {p.substituteId !== null &&
                    t(`，由${nameIn(all, p.substituteId)}代办`, `, ${nameIn(all, p.substituteId)} stands in`)}
                </div>
              ))}
              {own && <OwnLeave key={`${own.awayFrom}`} own={own} colleagues={all} />}
            </Flex>
          )
        }}
      </Ask>
    </Card>
  )
}

const nameIn = (all: readonly Person[], id: number): string => all.find(p => p.id === id)?.name ?? `#${id}`

interface Said {
  from: string
  until?: string
  substitute?: string
}

/** The morning of a day in the city. */
const morningOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString()

function OwnLeave({ own, colleagues }: { own: Person; colleagues: readonly Person[] }) {
  const { message } = App.useApp()
  const put = useAct('putLeave', () => message.success(t('已登记', 'Noted')))
  const say = (body: { from: string | null; until: string | null; substitute: string | null }) =>
    put.mutate({ input: { params: { code: own.code }, body } })
  if (isAway(own))
    return (
      <div>
        {put.error && <Failed error={put.error} />}
        <Button loading={put.isPending} onClick={() => say({ from: null, until: null, substitute: null })}>
          {t('我已销假', 'I am back')}
        </Button>
      </div>
    )
  return (
    <Form<Said>
      layout="vertical"
      className="leave-form"
      onFinish={({ from, until, substitute }) =>
        say({
          from: morningOf(from),
          until: until ? morningOf(until) : null,
          substitute: substitute ?? null,
        })
      }
    >
      {put.error && <Failed error={put.error} />}
      <Form.Item
        name="from"
        label={t('我请假，从', 'I am away from')}
        rules={[{ required: true, message: t('请填写日期', 'A date is needed') }]}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item name="until" label={t('到（当天回来）', 'until (back that day)')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="substitute" label={t('代办人', 'Who stands in')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={colleagues.filter(p => p.id !== own.id).map(p => ({ value: p.code, label: p.name }))}
        />
      </Form.Item>
      <Button htmlType="submit" loading={put.isPending}>
        {t('登记请假', 'Note it')}
      </Button>
    </Form>
  )
}
