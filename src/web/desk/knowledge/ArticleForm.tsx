/** Writing an article: every saving is a version of its own; nobody's edit is lost. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { NEXT_STATES } from '../../../domain/knowledge/article.ts'
import { type Answer, call, Refused } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { CategoryField, UnitField, UnitsField } from '../../parts/fields/TreeField.tsx'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { useDraft } from '../../ui/draft.ts'
import { Failed } from '../../ui/Failed.tsx'
import { type Filled, filledOf, sentOf } from './article-fields.ts'
import { STATE_NAMES } from './state-names.ts'

interface Props {
  /** A new one when left out. */
  article?: Answer<'readArticle'>
  onSaved: (id: number) => void
  onClose: () => void
}

export function ArticleForm({ article, onSaved, onClose }: Props) {
  const { me } = useSession()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Filled>()
  const [draft, keep, drop] = useDraft<Partial<Filled>>(`article.${me.personId}.${article?.id ?? 'new'}`, {})
  const [error, setError] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  // The version that was opened: another's edit in between is refused, not written over.
  const [seen] = useState(article?.version)
  const save = async (filled: Filled) => {
    setBusy(true)
    setError(null)
    try {
      const body = sentOf(filled)
      const saved = article
        ? await call('changeArticle', { params: { id: article.id }, body }, { ifMatch: seen })
        : await call('createArticle', { body })
      drop()
      message.success(t('已保存', 'Saved'))
      await refreshAll(client)
      onSaved(saved.id)
    } catch (e) {
      setError(e as Error)
      if (e instanceof Refused && e.field) form.setFields([{ name: e.field as 'title', errors: [e.message] }])
    }
    setBusy(false)
  }
  const states = article ? NEXT_STATES[article.state] : (['draft', 'published'] as const)
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ ...filledOf(article, me.unitId ?? undefined), ...draft }}
      onValuesChange={(_, all) => keep(all)}
      onFinish={filled => void save(filled)}
    >
      <h2 style={{ fontSize: 18, marginTop: 0 }}>
        {article ? t('修改知识', 'Edit the article') : t('写一篇知识', 'Write an article')}
      </h2>
      {error && <Failed error={error} />}
      <Form.Item name="title" label={t('标题', 'Title')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item
        name="body"
        label={t('内容（读给来电人听的话）', 'What is read to callers')}
        rules={[{ required: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 8, maxRows: 24 }} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="ownerUnitId" label={t('负责单位', 'Kept by')} rules={[{ required: true }]}>
          <UnitField />
        </Form.Item>
        <Form.Item name="categoryId" label={t('分类', 'Category')}>
          <CategoryField />
        </Form.Item>
        <Form.Item name="validFrom" label={t('起', 'From')}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="validUntil" label={t('止', 'Until')}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="documentNumber" label={t('文号', 'Document number')}>
          <Input />
        </Form.Item>
        <Form.Item name="issuedOn" label={t('发文日期', 'Issued on')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="issuers" label={t('发文单位', 'Issued by')}>
        <UnitsField />
      </Form.Item>
      <Form.Item name="state" label={t('状态', 'State')}>
        <Radio.Group options={states.map(s => ({ value: s, label: nameOf(STATE_NAMES, s) }))} />
      </Form.Item>
      <div className="acts">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t('保存', 'Save')}
        </Button>
        <Button onClick={onClose}>{t('取消', 'Cancel')}</Button>
      </div>
    </Form>
  )
}
