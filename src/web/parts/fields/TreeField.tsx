/** Chooses one of a tree – a unit, a category, a place – by name or by walking down. */
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { t } from '../../text.ts'
import { treeOf, useCategories, useGrids, useRegions, useUnits } from '../directory.ts'

interface Props<Value> {
  value?: Value
  onChange?: (value: Value) => void
  id?: string
  placeholder?: string
  disabled?: boolean
  autoFocus?: boolean
  defaultOpen?: boolean
  'aria-label'?: string
}

const shared = {
  showSearch: { treeNodeFilterProp: 'title' as const },
  allowClear: true,
  style: { width: '100%' },
  popupMatchSelectWidth: false,
}

export function UnitField(props: Props<number>) {
  const rows = useUnits()
  const tree = useMemo(() => treeOf(rows.filter(u => u.active)), [rows])
  return (
    <TreeSelect
      {...shared}
      placeholder={t('选择单位', 'Choose a unit')}
      {...props}
      treeData={tree}
      treeDefaultExpandedKeys={tree.map(b => b.value)}
    />
  )
}

export function UnitsField(props: Props<number[]>) {
  const rows = useUnits()
  const tree = useMemo(() => treeOf(rows.filter(u => u.active)), [rows])
  return (
    <TreeSelect
      {...shared}
      multiple
      placeholder={t('选择单位', 'Choose units')}
      {...props}
      treeData={tree}
      treeDefaultExpandedKeys={tree.map(b => b.value)}
    />
  )
}

export function CategoryField(props: Props<number>) {
  const rows = useCategories()
  const tree = useMemo(() => treeOf(rows.filter(c => c.active)), [rows])
  return (
    <TreeSelect {...shared} placeholder={t('选择分类', 'Choose a category')} {...props} treeData={tree} />
  )
}

export function RegionField(props: Props<number>) {
  const tree = treeOf(useRegions())
  return (
    <TreeSelect
      {...shared}
      placeholder={t('选择区划', 'Choose a place')}
      {...props}
      treeData={tree}
      treeDefaultExpandedKeys={tree.map(b => b.value)}
    />
  )
}

export function GridField(props: Props<number>) {
  const tree = treeOf(useGrids().map(g => ({ id: g.id, name: g.name })))
  return <TreeSelect {...shared} placeholder={t('选择网格', 'Choose a grid')} {...props} treeData={tree} />
}

export function CategoriesField(props: Props<number[]>) {
  const rows = useCategories()
  const tree = useMemo(() => treeOf(rows.filter(c => c.active)), [rows])
  return (
    <TreeSelect
      {...shared}
      multiple
      placeholder={t('选择分类', 'Choose categories')}
      {...props}
      treeData={tree}
    />
  )
}

export function RegionsField(props: Props<number[]>) {
  const rows = useRegions()
  const tree = useMemo(() => treeOf(rows), [rows])
  return (
    <TreeSelect
      {...shared}
      multiple
      placeholder={t('选择区域', 'Choose places')}
      {...props}
      treeData={tree}
    />
  )
}
