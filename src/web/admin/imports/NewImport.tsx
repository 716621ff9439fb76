/** A file and a mapping: a shipped one by name, or one of one's own; what stands at the file's beginning is shown before it is sent. */
import { App, Button, Card, Flex, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { Input as CallInput } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Preview } from './Preview.tsx'

/** The mappings that are shipped; a text of one's own begins with `own`. */
const SHIPPED: readonly (readonly [name: string, zh: string, en: string])[] = [
  ['replied', '平台留言（含答复），JSONL', 'Messages with replies, JSONL'],
  ['labelled', '带分类的留言，CSV', 'Messages with categories, CSV'],
  ['stream', '平台留言（未答复），JSONL', 'Messages without replies, JSONL'],
  ['baltimore311', 'Baltimore 311，CSV', 'Baltimore 311, CSV'],
]

interface Fields {
  mapping: string
  text?: string
}

export function NewImport() {
  const { message } = App.useApp()
  const [chosen, setChosen] = useState<File | null>(null)
  const [form] = Form.useForm<Fields>()
  const mapping = Form.useWatch('mapping', form)
  const start = useAct('startImport', run =>
    message.info(run.dryRun ? t('开始试导入', 'Trying it') : t('开始导入', 'Importing')),
  )
  const send = (dryRun: boolean) => async () => {
    const { mapping: named, text } = await form.validateFields()
    const body = new FormData()
    // The fields go before the file, so that the server knows them when it comes.
    body.append('mapping', named === 'own' ? (text ?? '') : named)
    body.append('dryRun', String(dryRun))
    body.append('file', chosen!)
    start.mutate({ input: { body } as never as CallInput<'startImport'> })
  }
  return (
    <Card size="small" style={{ marginBottom: 16 }}>
      {start.error && <Failed error={start.error} />}
      <Form form={form} layout="vertical" initialValues={{ mapping: 'replied' }}>
        <Flex gap="middle" wrap align="flex-end">
          <div>
            <label htmlFor="import-file">{t('文件（CSV、Excel、JSONL）', 'File (CSV, Excel, JSONL)')}</label>
            <br />
            <input
              id="import-file"
              type="file"
              accept=".csv,.xlsx,.jsonl"
              onChange={e => setChosen(e.target.files?.[0] ?? null)}
            />
          </div>
          <Form.Item name="mapping" label={t('映射', 'Mapping')} style={{ marginBottom: 0, minWidth: 240 }}>
            <Select
              options={[
                ...SHIPPED.map(([value, zh, en]) => ({ value, label: t(zh, en) })),
                { value: 'own', label: t('自己的映射（YAML）', 'my own (YAML)') },
              ]}
            />
          </Form.Item>
          <Button disabled={!chosen} loading={start.isPending} onClick={send(true)}>
            {t('先试一遍', 'Try it first')}
          </Button>
          <Button type="primary" disabled={!chosen} loading={start.isPending} onClick={send(false)}>
            {t('导入', 'Import')}
          </Button>
        </Flex>
        {mapping === 'own' && (
          <Form.Item
            name="text"
            label={t('映射文本（YAML）', 'The mapping (YAML)')}
            rules={[{ required: true }]}
            style={{ marginTop: 12 }}
          >
            <Input.TextArea className="number" autoSize={{ minRows: 6, maxRows: 20 }} spellCheck={false} />
          </Form.Item>
        )}
      </Form>
      {chosen && <Preview file={chosen} />}
    </Card>
  )
}
