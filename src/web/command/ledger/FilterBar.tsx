/** Above the ledger: words to look for, the usual narrowings with one click, everything else in a form, and what holds now. */
import { CloseOutlined, FilterOutlined } from '@ant-design/icons'
import { Button, Flex, Input } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useOwnLightName } from '../../parts/light-names.ts'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import type { Filter, FilterKey } from './filter.ts'
import { chipTitle, useChips } from './says.ts'

const FilterForm = lazy(() => import('./FilterForm.tsx').then(m => ({ default: m.FilterForm })))

interface Props {
  filter: Filter
  onChange: (next: Filter) => void
}

const without = (filter: Filter, ...keys: FilterKey[]): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([k]) => !keys.includes(k as FilterKey)))

/** Name, and what it narrows to; pressed again it is off. */
const QUICK: readonly (readonly [zh: string, en: string, Filter])[] = [
  ['在办', 'In hand', { open: true }],
  ['红灯', 'Red', { light: ['red'] }], // or as the city calls it
  ['黄灯', 'Yellow', { light: ['yellow'] }],
  ['未派单', 'Not dispatched', { stage: ['received'] }],
  ['重点督办', 'Key', { level: ['key', 'complex'] }],
  ['多次反映', 'Repeated', { repeats: 1 }],
]

export function FilterBar({ filter, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const ownName = useOwnLightName()
  useOffer([{ key: 'ledger.filter', label: t('筛选', 'Filter'), shortcut: 'f', run: () => setOpen(true) }])
  return (
    <div className="filter-bar no-print">
      <Flex gap={8} wrap align="center">
        <Words value={filter.q} onChange={q => onChange(q ? { ...filter, q } : without(filter, 'q'))} />
        {QUICK.map(([zh, en, part]) => (
          <Quick
            key={en}
            name={(part.light && ownName(part.light[0]!)) ?? t(zh, en)}
            part={part}
            filter={filter}
            onChange={onChange}
          />
        ))}
        <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
          {t('更多筛选', 'More')}
        </Button>
      </Flex>
      <Chips filter={filter} onChange={onChange} />
      {open && (
        <Suspense>
          <FilterForm
            filter={filter}
            onClose={() => setOpen(false)}
            onApply={next => {
              onChange(next)
              setOpen(false)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

function Words({ value, onChange }: { value: string | undefined; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => setTyped(value ?? ''), [value])
  return (
    <Input.Search
      allowClear
      value={typed}
      placeholder={t('单号、词语、外部单号、电话', 'Number, words, external id, phone')}
      aria-label={t('搜索台账', 'Search the ledger')}
      onChange={e => setTyped(e.target.value)}
      onSearch={q => onChange(q.trim())}
      style={{ width: 'min(320px, 100%)' }}
    />
  )
}

function Quick({ name, part, filter, onChange }: Props & { name: string; part: Filter }) {
  const [key, wanted] = Object.entries(part)[0] as [FilterKey, unknown]
  const on = String(filter[key]) === String(wanted)
  return (
    <button
      type="button"
      className="quick"
      aria-pressed={on}
      onClick={() => onChange(on ? without(filter, key) : { ...filter, ...part })}
    >
      {name}
    </button>
  )
}

function Chips({ filter, onChange }: Props) {
  const chips = useChips(filter)
  if (chips.length === 0) return null
  return (
    <ul className="chips" aria-label={t('当前筛选', 'Filters in force')}>
      {chips.map(({ key, name, value }) => (
        <li key={key} className="chip" title={chipTitle(filter, key)}>
          <span>
            {name}：<strong>{value}</strong>
          </span>
          <button
            type="button"
            aria-label={t(`去掉筛选：${name}`, `Remove the filter ${name}`)}
            onClick={() => onChange(without(filter, key))}
          >
            <CloseOutlined />
          </button>
        </li>
      ))}
      <li>
        <Button type="link" size="small" onClick={() => onChange(filter.sort ? { sort: filter.sort } : {})}>
          {t('全部去掉', 'Clear all')}
        </Button>
      </li>
    </ul>
  )
}
