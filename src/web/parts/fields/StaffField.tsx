/** Chooses people of the whole city by their names. */
import { Select } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { useSettled } from '../../ui/settled.ts'
import { useNames, useUnits } from '../directory.ts'

interface Known {
  id: number
  name: string
}
interface Props<Value> {
  id?: string
  value?: Value
  onChange?: (value: Value) => void
  /** Those chosen before, whom the first page of names may not have. */
  known?: readonly Known[]
}

function useStaff(known: readonly Known[] | undefined) {
  const [words, setWords] = useState('')
  const unitName = useNames(useUnits())
  const q = useSettled(words.trim())
  const { data } = useAsk('listPeople', { query: { limit: 50, ...(q && { q }) } }, { keepLast: true })
  const found = (data?.items ?? []).filter(p => p.active)
  const others = (known ?? []).filter(k => !found.some(p => p.id === k.id))
  return {
    showSearch: { filterOption: false, onSearch: setWords },
    allowClear: true,
    placeholder: t('写姓名查找', 'Type a name'),
    options: [
      ...found.map(p => ({ value: p.id, label: `${p.name}（${unitName(p.unitId)}）` })),
      ...others.map(k => ({ value: k.id, label: k.name })),
    ],
  }
}

export function StaffField({ known, ...filled }: Props<number | null>) {
  return (
    <Select<number | null> {...useStaff(known)} {...filled} onChange={v => filled.onChange?.(v ?? null)} />
  )
}

export function StaffsField({ known, ...filled }: Props<number[]>) {
  return <Select<number[]> {...useStaff(known)} {...filled} mode="multiple" />
}
