/** One duty of the catalogue: category, place and unit name it; the rest says how. */
import { App, Form, Input, Modal, Radio, Select } from 'antd'
import { UNIT_KINDS } from '../../../domain/directory/units.ts'
import { useAct } from '../../asking.ts'
import { useCategories, useRegions, useUnits } from '../../parts/directory.ts'
import { CategoryField, RegionField, UnitField } from '../../parts/fields/TreeField.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { wordOf } from '../directory/words.ts'
import type { Duty } from './CataloguePage.tsx'

interface Fields {
  categoryId: number
  regionId?: number
  unitId: number
  role: 'lead' | 'assist'
  legalBasis: string
  floor?: string
  skill?: string
}

export function DutyForm({ duty, onClose }: { duty: Duty | null; onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [categories, regions, units] = [useCategories(), useRegions(), useUnits()]
  const put = useAct('putCatalogueEntry', () => {
    message.success(t('已保存', 'Saved'))
    onClose()
  })
  const send = ({ categoryId, regionId, unitId, role, legalBasis, floor, skill }: Fields) =>
    put.mutate({
      input: {
        body: {
          category: categories.find(c => c.id === categoryId)!.code,
          region: regions.find(r => r.id === regionId)?.code ?? null,
          unit: units.find(u => u.id === unitId)!.code,
          role,
          legalBasis,
          floor: floor ?? null,
          skill: skill || null,
        },
      },
    })
  const known = duty
    ? Object.fromEntries(Object.entries(duty).filter(([, v]) => v !== null))
    : { role: 'lead' }
  return (
    <Modal
      open
      title={duty ? t('修改责任', 'Change a duty') : t('新增责任', 'Add a duty')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={put.isPending}
      okText={t('保存', 'Save')}
    >
      {put.error && <Failed error={put.error} />}
      <Form form={form} layout="vertical" initialValues={known} onFinish={send}>
        <Form.Item name="categoryId" label={t('分类', 'Category')} rules={[{ required: true }]}>
          <CategoryField disabled={duty !== null} />
        </Form.Item>
        <Form.Item name="regionId" label={t('地点（不选为全市）', 'Place (the whole city when left out)')}>
          <RegionField disabled={duty !== null} />
        </Form.Item>
        <Form.Item name="unitId" label={t('单位', 'Unit')} rules={[{ required: true }]}>
          <UnitField disabled={duty !== null} />
        </Form.Item>
        <Form.Item name="role" label={t('角色', 'Role')}>
          <Radio.Group
            options={[
              { value: 'lead', label: t('主办', 'lead') },
              { value: 'assist', label: t('协办', 'assist') },
            ]}
          />
        </Form.Item>
        <Form.Item name="legalBasis" label={t('法律依据', 'Legal basis')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="floor" label={t('不得转到这一级以下', 'Must not be pushed below')}>
          <Select allowClear options={UNIT_KINDS.map(value => ({ value, label: wordOf(value) }))} />
        </Form.Item>
        <Form.Item name="skill" label={t('需要的专长', 'Skill it needs')}>
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  )
}
