/** 责任清单: whose duty a category is, where, on what legal basis, and below which level it must not be pushed. */
import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Flex, Popconfirm } from 'antd'
import { useState } from 'react'
import type { Answer } from '../../api.ts'
import { useAct, useAsk } from '../../asking.ts'
import { useCategories, useNames, useRegions, useUnits } from '../../parts/directory.ts'
import { CategoryField, UnitField } from '../../parts/fields/TreeField.tsx'
import { Cited } from '../../parts/library/Cited.tsx'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { wordOf } from '../directory/words.ts'
import { DutyForm } from './DutyForm.tsx'

export type Duty = Answer<'listCatalogue'>['items'][number]

/** A code below which all of a category's own lie. */
function useBelow(): (categoryId: number, topId: number | undefined) => boolean {
  const rows = useCategories()
  const codes = new Map(rows.map(c => [c.id, c.code]))
  return (id, top) => top === undefined || (codes.get(id) ?? '').startsWith(codes.get(top) ?? '-')
}

export function CataloguePage() {
  const { may } = useSession()
  const mayEdit = may('directory.edit')
  const duties = useAsk('listCatalogue', {}, { fresh: 30_000 })
  const [categoryId, setCategory] = useState<number>()
  const [unitId, setUnit] = useState<number>()
  const [open, setOpen] = useState<Duty | 'new' | null>(null)
  const isBelow = useBelow()
  const shown = (duties.data?.items ?? []).filter(
    d => (unitId === undefined || d.unitId === unitId) && isBelow(d.categoryId, categoryId),
  )
  return (
    <Page
      title={t('责任清单', 'Dispatch catalogue')}
      about={t(
        '派单推荐按它来；退单裁定之后回来更新它。',
        'Suggestions follow it; after a ruling, come back and mend it.',
      )}
      actions={
        mayEdit && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('新增责任', 'Add a duty')}
          </Button>
        )
      }
    >
      <Flex gap="small" wrap style={{ marginBottom: 12 }}>
        <div style={{ flex: '1 1 220px', maxWidth: 320 }}>
          <CategoryField
            aria-label={t('按分类', 'By category')}
            {...(categoryId !== undefined && { value: categoryId })}
            onChange={setCategory}
          />
        </div>
        <div style={{ flex: '1 1 220px', maxWidth: 320 }}>
          <UnitField
            aria-label={t('按单位', 'By unit')}
            {...(unitId !== undefined && { value: unitId })}
            onChange={setUnit}
          />
        </div>
      </Flex>
      {duties.error && <Failed error={duties.error} again={() => void duties.refetch()} />}
      <Duties rows={shown} isLoading={duties.isPending} onOpen={mayEdit ? setOpen : null} />
      {open && <DutyForm duty={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function Duties({
  rows,
  isLoading,
  onOpen,
}: {
  rows: readonly Duty[]
  isLoading: boolean
  onOpen: ((duty: Duty) => void) | null
}) {
  const { message } = App.useApp()
  const categoryName = useNames(useCategories())
  const unitName = useNames(useUnits())
  const regionName = useNames(useRegions())
  const remove = useAct('deleteCatalogueEntry', () => message.success(t('已撤销', 'Taken out')))
  return (
    <Table<Duty>
      name={t('责任清单', 'The catalogue')}
      keyOf={row => row.id}
      isLoading={isLoading}
      rows={[...rows]}
      page={50}
      columns={[
        { title: t('分类', 'Category'), render: d => categoryName(d.categoryId) },
        { title: t('地点', 'Place'), render: d => regionName(d.regionId) || t('全市', 'whole city') },
        { title: t('单位', 'Unit'), render: d => unitName(d.unitId) },
        {
          title: t('角色', 'Role'),
          render: d => (d.role === 'lead' ? t('主办', 'lead') : t('协办', 'assist')),
        },
        { title: t('法律依据', 'Legal basis'), render: d => <Cited>{d.legalBasis}</Cited> },
        { title: t('不得低于', 'Floor'), render: d => wordOf(d.floor) },
        { title: t('专长', 'Skill'), field: 'skill' },
        ...(onOpen
          ? [
              {
                title: t('操作', 'Actions'),
                render: (d: Duty) => (
                  <Flex gap={4}>
                    <Button size="small" onClick={() => onOpen(d)}>
                      {t('修改', 'Change')}
                    </Button>
                    <Popconfirm
                      title={t('撤销这条责任？', 'Take this duty out?')}
                      onConfirm={() => remove.mutate({ input: { params: { id: d.id } } })}
                    >
                      <Button size="small">{t('撤销', 'Take out')}</Button>
                    </Popconfirm>
                  </Flex>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
