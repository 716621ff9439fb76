/** One question of a form, by its kind: from an act's description to what is shown and what is sent. */
import { Checkbox, Form, Input, InputNumber, Radio, Rate, Select } from 'antd'
import type { ReactNode } from 'react'
import type { Ticket } from '../../../contract/record.ts'
import { t } from '../../text.ts'
import { type Rules, useRules } from '../directory.ts'
import { DispatchField } from './DispatchField.tsx'
import { FilesField, type Purpose } from './FilesField.tsx'
import { PersonField } from './PersonField.tsx'
import { ProseField } from './ProseField.tsx'
import { ReportField } from './ReportField.tsx'
import { CategoryField, GridField, RegionField, UnitField, UnitsField } from './TreeField.tsx'
import { BLANK, templatesFor } from './templates.ts'

type Names = Readonly<Record<string, readonly [zh: string, en: string]>>
type Coded = { code: string; zh: string; en: string }

interface Common {
  name: string
  zh: string
  en: string
  required?: boolean
  /** A word of help under the field. */
  help?: readonly [zh: string, en: string]
  /** Only asked when this holds of what was filled in. */
  when?: (values: Record<string, unknown>) => boolean
  /** Only asked of tickets of which this holds. */
  where?: (ticket: Ticket) => boolean
  initial?: unknown
}

/** What is asked, and how. */
export type Asked = Common &
  (
    | { kind: 'prose' | 'line' | 'limit' | 'number' | 'date' | 'moment' | 'switch' | 'stars' }
    | { kind: 'unit' | 'units' | 'category' | 'region' | 'grid' | 'person' | 'dispatch' | 'passDown' }
    | { kind: 'choice'; among: Names; only?: readonly string[] }
    | { kind: 'reason' | 'reasons'; of: (rules: Rules) => readonly Coded[] }
    | { kind: 'paper' }
    | { kind: 'files'; purpose: Purpose; pictures?: boolean }
  )

interface Props {
  asked: Asked
  ticket: Ticket
  assignmentNo: number | undefined
  /** The act it is asked for. */
  act?: string
}

export function Field({ asked, ticket, assignmentNo, act = '' }: Props) {
  const { name, zh, en, required = false, help } = asked
  const values = Form.useWatch([], Form.useFormInstance()) as Record<string, unknown> | undefined
  if (asked.when && !asked.when(values ?? {})) return null
  if (asked.where && !asked.where(ticket)) return null
  const label = t(zh, en)
  return (
    <Form.Item
      name={name}
      label={label}
      initialValue={asked.initial}
      valuePropName={asked.kind === 'switch' ? 'checked' : 'value'}
      rules={[
        { required, message: t(`请填写${zh}`, `${en} is needed`) },
        ...(asked.kind === 'prose' ? [noBlanks] : []),
      ]}
      {...(help && { extra: t(help[0], help[1]) })}
    >
      {inputOf(asked, { ticket, assignmentNo, label, act })}
    </Form.Item>
  )
}

const noBlanks = {
  validator: (_: unknown, text: unknown) =>
    BLANK.test(String(text ?? ''))
      ? Promise.reject(new Error(t('还有〔〕没有填', 'There are 〔blanks〕 left')))
      : Promise.resolve(),
}

interface Around {
  ticket: Ticket
  assignmentNo: number | undefined
  label: string
  act: string
}

function inputOf(asked: Asked, { ticket, assignmentNo, label, act }: Around): ReactNode {
  switch (asked.kind) {
    case 'prose':
      return <ProseField templates={templatesFor(act, asked.name, ticket)} />
    case 'line':
      return <Input />
    case 'limit':
      return <Input placeholder="2wd, 5d, 24h" style={{ width: 140 }} />
    case 'number':
      return <InputNumber style={{ width: 160 }} />
    case 'date':
      return <Input type="date" style={{ width: 180 }} />
    case 'moment':
      return <Input type="datetime-local" style={{ width: 240 }} />
    case 'switch':
      return <Checkbox>{label}</Checkbox>
    case 'stars':
      return <Rate aria-label={label} />
    case 'unit':
      return <UnitField />
    case 'units':
      return <UnitsField />
    case 'category':
      return <CategoryField />
    case 'region':
      return <RegionField />
    case 'grid':
      return <GridField />
    case 'person':
      return <PersonField number={ticket.number} assignmentNo={assignmentNo} />
    case 'dispatch':
      return <DispatchField />
    case 'passDown':
      return <DispatchField plain />
    case 'paper':
      return <ReportField number={ticket.number} />
    case 'files':
      return <FilesField purpose={asked.purpose} pictures={asked.pictures ?? false} />
    case 'choice':
      return <ChoiceField among={asked.among} only={asked.only} />
    case 'reason':
    case 'reasons':
      return <ReasonField of={asked.of} several={asked.kind === 'reasons'} />
  }
}

interface Filled<Value> {
  value?: Value
  onChange?: (value: Value) => void
  id?: string
}

function ChoiceField({
  among,
  only,
  ...filled
}: Filled<string> & { among: Names; only?: readonly string[] | undefined }) {
  const options = (only ?? Object.keys(among)).map(value => ({
    value,
    label: t(among[value]![0], among[value]![1]),
  }))
  if (options.length > 5) return <Select {...filled} options={options} />
  return <Radio.Group {...filled} options={options} onChange={e => filled.onChange?.(e.target.value)} />
}

function ReasonField({
  of,
  several,
  ...filled
}: Filled<string | string[]> & { of: (rules: Rules) => readonly Coded[]; several: boolean }) {
  const rules = useRules()
  const options = (rules ? of(rules) : []).map(r => ({ value: r.code, label: t(r.zh, r.en) }))
  return (
    <Select {...filled} options={options} loading={!rules} {...(several && { mode: 'multiple' as const })} />
  )
}
