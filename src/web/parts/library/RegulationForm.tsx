/** Adding a policy document, or saving its next version. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { RegulationScope } from '../../../domain/knowledge/regulation.ts'
import { type Answer, call, Refused } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { FilesField } from '../fields/FilesField.tsx'
import { UnitField } from '../fields/TreeField.tsx'
import { RegulationField } from './RegulationField.tsx'
import { pathOf, SCOPE_NAMES } from './words.ts'

interface Filled {
  title: string
  number?: string
  issuer: string
  issuedOn: string
  inForceFrom?: string
  repealedOn?: string
  replacedById?: number | null
  scope: RegulationScope
  ownerUnitId: number
  body?: string
  files?: (number | string)[]
}

const filledOf = (r: Answer<'readRegulation'> | undefined, unitId: number | null): Partial<Filled> =>
  r
    ? {
        title: r.title,
        issuer: r.issuer,
        issuedOn: r.issuedOn,
        inForceFrom: r.inForceFrom,
        scope: r.scope,
        ownerUnitId: r.owner.id,
        body: r.body,
        replacedById: r.replacedBy?.id ?? null,
        ...(r.number && { number: r.number }),
        ...(r.repealedOn && { repealedOn: r.repealedOn }),
        ...(r.file && { files: [r.file.id] }),
      }
    : { scope: 'inside', ...(unitId && { ownerUnitId: unitId }) }

const sentOf = (f: Filled) => ({
  title: f.title,
  number: f.number?.trim() || null,
  issuer: f.issuer,
  issuedOn: f.issuedOn,
  inForceFrom: f.inForceFrom || f.issuedOn,
  repealedOn: f.repealedOn || null,
  replacedById: f.replacedById ?? null,
  scope: f.scope,
  ownerUnitId: f.ownerUnitId,
  body: f.body ?? '',
  fileId: f.files?.findLast(id => typeof id === 'number') ?? null,
})

interface Props {
  /** A new one when left out. */
  regulation?: Answer<'readRegulation'>
  onClose?: () => void
}

export function RegulationForm({ regulation, onClose }: Props) {
  const { me } = useSession()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [form] = Form.useForm<Filled>()
  const [error, setError] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const close = onClose ?? (() => go('/policies'))
  const save = async (filled: Filled) => {
    setBusy(true)
    setError(null)
    try {
      const body = sentOf(filled)
      const saved = regulation
        ? await call(
            'changeRegulation',
            { params: { id: regulation.id }, body },
            { ifMatch: regulation.version },
          )
        : await call('createRegulation', { body })
      message.success(t('已保存', 'Saved'))
      await refreshAll(client)
      if (regulation) close()
      else go(pathOf(saved.id))
    } catch (e) {
      setError(e as Error)
      if (e instanceof Refused && e.field) form.setFields([{ name: e.field as 'title', errors: [e.message] }])
    }
    setBusy(false)
  }
  return (
    <Page
      title={regulation ? t('修改政策文件', 'Edit the document') : t('收录政策文件', 'Add a policy document')}
      narrow
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={filledOf(regulation, me.unitId)}
        onFinish={f => void save(f)}
      >
        {error && <Failed error={error} />}
        <Form.Item name="title" label={t('标题（不带书名号）', 'Title')} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <div style={PAIR}>
          <Form.Item name="number" label={t('文号', 'Number')}>
            <Input maxLength={100} placeholder="示政发〔2026〕3号" />
          </Form.Item>
          <Form.Item name="issuer" label={t('发布机关', 'Issued by')} rules={[{ required: true }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="issuedOn" label={t('发布日期', 'Issued on')} rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="inForceFrom"
            label={t('施行日期（不填为发布之日）', 'In force from (else the day of issue)')}
          >
            <Input type="date" />
          </Form.Item>
          <Form.Item name="repealedOn" label={t('废止日期', 'Repealed on')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="replacedById" label={t('由哪份文件代替', 'Replaced by')}>
            <RegulationField />
          </Form.Item>
          <Form.Item name="ownerUnitId" label={t('维护单位', 'Kept by')} rules={[{ required: true }]}>
            <UnitField />
          </Form.Item>
          <Form.Item name="scope" label={t('范围', 'For')}>
            <Radio.Group
              options={(['inside', 'public'] as const).map(s => ({
                value: s,
                label: nameOf(SCOPE_NAMES, s),
              }))}
            />
          </Form.Item>
        </div>
        <Form.Item
          name="body"
          label={t('正文（第×条、一、各起一行）', 'Text (each 第×条 or 一、 on a line of its own)')}
        >
          <Input.TextArea autoSize={{ minRows: 10, maxRows: 30 }} />
        </Form.Item>
        <Form.Item name="files" label={t('原件（PDF、Word 等，取最后一个）', 'File (the last one is taken)')}>
          <FilesField purpose="other" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t('保存', 'Save')}
        </Button>{' '}
        <Button onClick={close}>{t('取消', 'Cancel')}</Button>
      </Form>
    </Page>
  )
}

const PAIR = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
  columnGap: 16,
} as const
