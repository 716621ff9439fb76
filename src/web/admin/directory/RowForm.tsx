/** One row of the directory: added or changed; the server says what doesn't hold together. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { Refused } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { sentenceOf } from '../../ui/Failed.tsx'
import { Contacts } from './Contacts.tsx'
import type { FieldSpec, PartSpec } from './parts.ts'
import { type Row, useCoded } from './rows.ts'
import { wordOf } from './words.ts'

interface Props {
  part: PartSpec
  /** Null for a new one. */
  row: Row | null
  onClose: () => void
}

type Coded = ReturnType<typeof useCoded>

/** From the listed row, where ids stand, to the fields of the form, where codes do. */
function valuesOf(part: PartSpec, row: Row, coded: Coded): Row {
  const valueIn = (f: FieldSpec): unknown => {
    if (f.kind === 'code') return coded[f.of!].find(c => c.id === row[f.from!])?.code
    return (part.read ? part.read(row, f.name) : row[f.name]) ?? undefined
  }
  return { [part.id]: row[part.id], ...Object.fromEntries(part.fields.map(f => [f.name, valueIn(f)])) }
}

/** What is sent: empty fields as null where they were cleared. */
function bodyOf(part: PartSpec, values: Row): Row {
  const cleared = (f: FieldSpec) => (values[f.name] === '' || values[f.name] === undefined) && !f.required
  const kept = part.fields.filter(f => !cleared(f))
  return Object.fromEntries(kept.map(f => [f.name, values[f.name]]))
}

export function RowForm({ part, row, onClose }: Props) {
  const coded = useCoded()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Row>()
  const put = useAct(part.put as 'putUnit', () => {
    message.success(t('已保存', 'Saved'))
    // The directory is otherwise taken to stand still for a while.
    void client.invalidateQueries({ queryKey: [part.list] })
    onClose()
  })
  const field = put.error instanceof Refused ? put.error.field : undefined
  return (
    <Drawer
      open
      onClose={onClose}
      size={480}
      title={
        row
          ? `${t('修改', 'Change')} ${String(row.name)}`
          : t(`新增${part.zh}`, `Add to ${part.en.toLowerCase()}`)
      }
      extra={
        <Button type="primary" loading={put.isPending} onClick={() => form.submit()}>
          {t('保存', 'Save')}
        </Button>
      }
    >
      {put.error && (
        <Alert
          role="alert"
          type="warning"
          showIcon
          title={sentenceOf(put.error)}
          description={field}
          style={{ marginBottom: 16 }}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={row ? valuesOf(part, row, coded) : { active: true }}
        onFinish={values =>
          put.mutate({
            input: { params: { [part.id]: String(values[part.id]) }, body: bodyOf(part, values) } as never,
          })
        }
      >
        <Form.Item name={part.id} label={t('代码', 'Code')} rules={[{ required: true }]}>
          <Input disabled={row !== null} />
        </Form.Item>
        {part.fields.map(f => (
          <Form.Item
            key={f.name}
            name={f.name}
            label={t(f.zh, f.en)}
            valuePropName={f.kind === 'switch' ? 'checked' : 'value'}
            rules={[{ required: f.required ?? false, message: t(`请填写${f.zh}`, `${f.en} is needed`) }]}
          >
            {inputOf(f, coded)}
          </Form.Item>
        ))}
      </Form>
      {part.key === 'organisations' && row && <Contacts code={String(row.code)} />}
    </Drawer>
  )
}

function inputOf(f: FieldSpec, coded: Coded) {
  switch (f.kind) {
    case 'prose':
      return <Input.TextArea autoSize={{ minRows: 3 }} />
    case 'number':
      return <InputNumber style={{ width: '100%' }} />
    case 'switch':
      return <Checkbox>{t(f.zh, f.en)}</Checkbox>
    case 'date':
      return <Input type="date" />
    case 'words':
      return <Select mode="tags" tokenSeparators={['、', ',', '，']} open={false} suffixIcon={null} />
    case 'choice':
      return <Select options={f.among!.map(value => ({ value, label: wordOf(value) }))} />
    case 'code':
      return (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={coded[f.of!].map(c => ({ value: c.code, label: `${c.name}（${c.code}）` }))}
        />
      )
    default:
      return <Input />
  }
}
