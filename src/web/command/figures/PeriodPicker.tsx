/** A period: one of the usual ones with one click, or any two days. */
import { Flex, Input, Segmented } from 'antd'
import { t } from '../../text.ts'
import { PERIODS, type Period, type PeriodName, periodOf } from './period.ts'

export function PeriodPicker({ value, onChange }: { value: Period; onChange: (period: Period) => void }) {
  const now = Date.now()
  const here = PERIODS.find(p => {
    const period = periodOf(p.value, now)
    return period.from === value.from && period.until === value.until
  })
  const set = (part: Partial<Period>) => {
    const next = { ...value, ...part }
    if (next.from && next.until && next.from <= next.until) onChange(next)
  }
  return (
    <Flex gap="small" wrap align="center" className="no-print">
      <Segmented<PeriodName | 'own'>
        aria-label={t('时段', 'Period')}
        value={here?.value ?? 'own'}
        options={here ? [...PERIODS] : [...PERIODS, { value: 'own' as const, label: t('自选', 'Own') }]}
        onChange={name => name !== 'own' && onChange(periodOf(name, now))}
      />
      <Flex gap={4} align="center">
        <Input
          type="date"
          aria-label={t('从', 'From')}
          value={value.from}
          max={value.until}
          onChange={e => set({ from: e.target.value })}
          style={{ width: 148 }}
        />
        –
        <Input
          type="date"
          aria-label={t('到', 'Until')}
          value={value.until}
          min={value.from}
          onChange={e => set({ until: e.target.value })}
          style={{ width: 148 }}
        />
      </Flex>
    </Flex>
  )
}
