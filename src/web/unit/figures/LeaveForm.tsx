/** From when one is away, until when, and who stands in. */
import { Button, Form, Input, Select } from 'antd'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import type { Person } from './people.ts'

/** Moments; the person by their code. All null: back again. */
export interface Said {
  from: string | null
  until: string | null
  substitute: string | null
}

interface Filled {
  from: string
  until?: string
  substitute?: string
}

/** The morning of a day in the city. */
const morningOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString()

interface Props {
  own: Person
  colleagues: readonly Person[]
  error: Error | null
  isBusy: boolean
  onSay: (said: Said) => void
}

export function LeaveForm({ own, colleagues, error, isBusy, onSay }: Props) {
  return (
    <Form<Filled>
      layout="vertical"
      className="leave-form"
      onFinish={({ from, until, substitute }) =>
        onSay({
          from: morningOf(from),
          until: until ? morningOf(until) : null,
          substitute: substitute ?? null,
        })
      }
    >
      {error && <Failed error={error} />}
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
      <Button htmlType="submit" loading={isBusy}>
        {t('登记请假', 'Note it')}
      </Button>
    </Form>
  )
}
