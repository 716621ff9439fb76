/** Setting up a task force, or changing one. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { call, Refused } from '../../api.ts'
import { refreshAll } from '../../asking.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { StaffField, StaffsField } from '../fields/StaffField.tsx'
import { CategoriesField, RegionsField } from '../fields/TreeField.tsx'
import type { Force } from './ForcePage.tsx'

interface Filled {
  name: string
  task: string
  basis: string
  startsOn: string
  endsOn?: string
  leaderId: number
  deputyId?: number | null
  people?: number[]
  categoryIds?: number[]
  regionIds?: number[]
  numbers?: string
}

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** A hot domain begins with its category. */
function filledOf(f: Force | undefined, categoryId: number): Partial<Filled> {
  if (!f) return { startsOn: today(), ...(categoryId > 0 && { categoryIds: [categoryId] }) }
  const here = f.members.filter(m => m.untilOn === null)
  const deputy = here.find(m => m.role === 'deputy')
  return {
    ...{ name: f.name, task: f.task, basis: f.basis, startsOn: f.startsOn },
    ...(f.endsOn && { endsOn: f.endsOn }),
    ...(f.leader && { leaderId: f.leader.person.id }),
    deputyId: deputy?.person.id ?? null,
    people: here.filter(m => m.role === 'member').map(m => m.person.id),
    categoryIds: f.categories.map(c => c.id),
    regionIds: f.regions.map(r => r.id),
    numbers: f.numbers.join('\n'),
  }
}

const sentOf = (f: Filled, before: Force | undefined) => ({
  ...{ name: f.name, task: f.task, basis: f.basis, startsOn: f.startsOn, leaderId: f.leaderId },
  endsOn: f.endsOn || null,
  deputyId: f.deputyId ?? null,
  members: (f.people ?? []).map(personId => ({
    personId,
    duty: before?.members.find(m => m.untilOn === null && m.person.id === personId)?.duty ?? null,
  })),
  categoryIds: f.categoryIds ?? [],
  regionIds: f.regionIds ?? [],
  numbers: [...new Set((f.numbers ?? '').split(/\D+/).filter(Boolean))],
})

export function ForceForm({ force, onClose }: { force?: Force; onClose?: () => void }) {
  const { message } = App.useApp()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [form] = Form.useForm<Filled>()
  const [error, setError] = useState<Error | null>(null)
  const [isBusy, setBusy] = useState(false)
  const close = onClose ?? (() => go('/forces'))
  const categoryId = Number(new URLSearchParams(useSearch()).get('category'))
  const known = force?.members.map(m => m.person) ?? []
  const save = async (filled: Filled) => {
    setBusy(true)
    setError(null)
    try {
      const body = sentOf(filled, force)
      const saved = force
        ? await call('changeTaskForce', { params: { id: force.id }, body }, { ifMatch: force.version })
        : await call('createTaskForce', { body })
      message.success(t('已保存', 'Saved'))
      await refreshAll(client)
      if (force) close()
      else go(`/forces/${saved.id}`)
    } catch (e) {
      setError(e as Error)
      if (e instanceof Refused && e.field) form.setFields([{ name: e.field as 'name', errors: [e.message] }])
    }
    setBusy(false)
  }
  return (
    <Page
      title={force ? t('调整专班', 'Change the task force') : t('成立专班', 'Set up a task force')}
      narrow
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={filledOf(force, categoryId)}
        onFinish={f => void save(f)}
      >
        {error && <Failed error={error} />}
        <Form.Item name="name" label={t('名称', 'Name')} rules={[{ required: true }]}>
          <Input maxLength={100} placeholder={t('冬季供热保障工作专班', 'Winter heating')} />
        </Form.Item>
        <Form.Item name="task" label={t('任务', 'Task')} rules={[{ required: true }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        <Form.Item
          name="basis"
          label={t('依据（文件或批示）', 'Set up by (document or instruction)')}
          rules={[{ required: true }]}
        >
          <Input maxLength={500} placeholder="《关于推行“接诉即办”改革工作的实施意见》（示发〔2026〕1号）" />
        </Form.Item>
        <div style={PAIR}>
          <Form.Item name="startsOn" label={t('起', 'From')} rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="endsOn" label={t('止（不填为撤销为止）', 'Until (else until dissolved)')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="leaderId" label={t('组长', 'Leader')} rules={[{ required: true }]}>
            <StaffField known={known} />
          </Form.Item>
          <Form.Item name="deputyId" label={t('副组长', 'Deputy')}>
            <StaffField known={known} />
          </Form.Item>
        </div>
        <Form.Item name="people" label={t('成员', 'Members')}>
          <StaffsField known={known} />
        </Form.Item>
        <h2 style={{ fontSize: 16 }}>{t('负责哪些件', 'What it is responsible for')}</h2>
        <p>
          {t(
            '写了分类又写了区域的，两样都符合才算；单号另外加入。保密举报不在内。',
            'With categories and places both must fit; tickets are added one by one. Confidential reports are never among them.',
          )}
        </p>
        <Form.Item name="categoryIds" label={t('分类', 'Categories')}>
          <CategoriesField />
        </Form.Item>
        <Form.Item name="regionIds" label={t('区域', 'Places')}>
          <RegionsField />
        </Form.Item>
        <Form.Item name="numbers" label={t('单号（一行一个）', 'Ticket numbers, one a line')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} />
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
