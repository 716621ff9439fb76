/** The enterprise or served unit a caller speaks for; found by name. */
import { Select } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { useSettled } from './advice.ts'

interface Props {
  value: number | null
  /** Those the caller is known to speak for, before one searches. */
  known: readonly { id: number; name: string }[]
  onChange: (id: number | null) => void
}

export function OrganisationField({ value, known, onChange }: Props) {
  const [words, setWords] = useState('')
  const q = useSettled(words)
  const found = useAsk(
    'listOrganisations',
    { query: { limit: 20, ...(q && { q }) } },
    { fresh: 60_000, keepLast: true },
  )
  const items = found.data?.items ?? []
  const options = [...known, ...items.filter(o => !known.some(k => k.id === o.id))].map(o => ({
    value: o.id,
    label: o.name,
  }))
  return (
    <div className="field">
      <span className="field-name">{t('企业、单位', 'Organisation')}</span>
      <Select
        aria-label={t('企业、单位', 'Organisation')}
        style={{ width: '100%' }}
        allowClear
        placeholder={t('代表企业来电时选', 'When calling for one')}
        value={value}
        onChange={id => onChange(id ?? null)}
        showSearch={{ filterOption: false, onSearch: setWords }}
        options={options}
        loading={found.isFetching}
      />
    </div>
  )
}
