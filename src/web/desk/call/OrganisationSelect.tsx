/** Finds an organisation by name. */
import { Select } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { useSettled } from '../../ui/settled.ts'
import type { Organisation } from './OrganisationField.tsx'

interface Props {
  value: Organisation | null
  known: readonly Organisation[]
  onChoose: (chosen: Organisation | null) => void
}

export function OrganisationSelect({ value, known, onChoose }: Props) {
  const [words, setWords] = useState('')
  const q = useSettled(words)
  const found = useAsk(
    'listOrganisations',
    { query: { limit: 20, ...(q && { q }) } },
    { fresh: 60_000, keepLast: true },
  )
  const first = value && !known.some(k => k.id === value.id) ? [value, ...known] : known
  const others = (found.data?.items ?? []).filter(o => !first.some(k => k.id === o.id))
  const all = [...first, ...others]
  return (
    <Select
      aria-label={t('企业、单位', 'Organisation')}
      autoFocus
      defaultOpen
      style={{ width: '100%' }}
      allowClear
      placeholder={t('代表企业来电时选', 'When calling for one')}
      value={value?.id ?? null}
      onChange={id => onChoose(all.find(o => o.id === id) ?? null)}
      showSearch={{ filterOption: false, onSearch: setWords }}
      options={all.map(o => ({ value: o.id, label: o.name }))}
      loading={found.isFetching}
    />
  )
}
