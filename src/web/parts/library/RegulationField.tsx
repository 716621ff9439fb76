/** Chooses a policy document by words of its title. */
import { Select } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { useSettled } from '../../ui/settled.ts'

interface Props {
  id?: string
  value?: number | null
  onChange?: (id: number | null) => void
}

export function RegulationField({ id, value, onChange }: Props) {
  const [words, setWords] = useState('')
  const q = useSettled(words.trim())
  const { data } = useAsk('listRegulations', { query: { limit: 50, ...(q && { q }) } }, { keepLast: true })
  return (
    <Select<number>
      {...(id !== undefined && { id })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={value ?? null}
      onChange={next => onChange?.(next ?? null)}
      placeholder={t('没有', 'none')}
      options={(data?.regulations ?? []).map(r => ({
        value: r.id,
        label: `${r.title}${r.number ? `（${r.number}）` : ''}`,
      }))}
    />
  )
}
