/** Writing up a struck-off matter as a typical case, without anybody's name. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { call, Refused } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import type { Case } from './Cases.tsx'

interface Filled {
  number?: string
  title: string
  situation: string
  handling: string
  outcome: string
  lesson?: string
}

export function CaseForm({ of, onClose }: { of?: Case; onClose?: () => void }) {
  const { message } = App.useApp()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [form] = Form.useForm<Filled>()
  const [error, setError] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const number = new URLSearchParams(useSearch()).get('number')
  const close = onClose ?? (() => go('/cases'))
  const save = async ({ number: named, lesson, ...words }: Filled) => {
    setBusy(true)
    setError(null)
    try {
      const body = { ...words, lesson: lesson?.trim() || null }
      if (of) await call('changeCase', { params: { id: of.id }, body }, { ifMatch: of.version })
      else await call('writeCase', { body: { ...body, number: (named ?? '').trim() } })
      message.success(t('已保存，等审批', 'Saved; it waits for approval'))
      await refreshAll(client)
      close()
    } catch (e) {
      setError(e as Error)
      if (e instanceof Refused && e.field) form.setFields([{ name: e.field as 'title', errors: [e.message] }])
    }
    setBusy(false)
  }
  const prose = (name: 'situation' | 'handling' | 'outcome' | 'lesson', label: string) => (
    <Form.Item name={name} label={label} rules={name === 'lesson' ? [] : [{ required: true }]}>
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
    </Form.Item>
  )
  return (
    <Page title={of ? t('修改案例', 'Edit the case') : t('选为典型案例', 'Write up a case')} narrow>
      <p>
        {t(
          '不写姓名、住址、电话；写了能认出诉求人的内容会被退回。',
          'No names, addresses or numbers: what would tell who it was is refused.',
        )}
      </p>
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={
          of
            ? {
                title: of.title,
                situation: of.situation,
                handling: of.handling,
                outcome: of.outcome,
                lesson: of.lesson ?? '',
              }
            : { ...(number && { number }) }
        }
        onFinish={f => void save(f)}
      >
        {error && <Failed error={error} />}
        {!of && (
          <Form.Item
            name="number"
            label={t('已销号的单号', 'Number of a struck-off ticket')}
            rules={[{ required: true }]}
          >
            <Input className="number" inputMode="numeric" maxLength={34} />
          </Form.Item>
        )}
        <Form.Item name="title" label={t('标题', 'Title')} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        {prose('situation', t('诉求', 'The matter'))}
        {prose('handling', t('做法', 'What was done'))}
        {prose('outcome', t('成效', 'What came of it'))}
        {prose('lesson', t('启示', 'What to learn'))}
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t('保存', 'Save')}
        </Button>{' '}
        <Button onClick={close}>{t('取消', 'Cancel')}</Button>
      </Form>
    </Page>
  )
}
