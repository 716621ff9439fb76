/** 考核数据: rates and counts of any period by unit, day, channel or kind; figures only, never a person. */
import { Button, Flex, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import { Rates } from '../brief/Rates.tsx'
import { FiguresTable } from './FiguresTable.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'
import { periodOf } from './period.ts'
import { RateChart } from './RateChart.tsx'
import { BYS, type By, type RateName } from './rows.ts'
import { Targets } from './Targets.tsx'
import './figures.css'

const Apart = lazy(() => import('./Apart.tsx').then(m => ({ default: m.Apart })))
const UnitField = lazy(() => import('../../parts/fields/TreeField.tsx').then(m => ({ default: m.UnitField })))

export function Figures() {
  const { may } = useSession()
  const [period, setPeriod] = useState(() => periodOf('month', Date.now()))
  const [by, setBy] = useState<By>('unit')
  const [unitId, setUnitId] = useState<number>()
  const [rate, setRate] = useState<RateName>('responseRate')
  const within = { ...period, ...(unitId !== undefined && { unitId }) }
  const query = { ...within, ...(unitId !== undefined && { below: true }) }
  const rows = useAsk('readFigures', { query: { ...query, by } }, { keepLast: true, fresh: 60_000 })
  const all = useAsk('readFigures', { query: { ...query, by: 'all' } }, { keepLast: true, fresh: 60_000 })
  const rates = all.data?.rows[0]?.rates ?? []
  const headline = rates.filter(r => HEADLINES.includes(r.name))
  return (
    <Page
      title={t('考核数据', 'Figures')}
      about={t(
        '只有数字，没有诉求人；比率都附分子、分母和不计数。',
        'Figures only, nobody’s name; every rate with what it counts and leaves out.',
      )}
      actions={<PeriodPicker value={period} onChange={setPeriod} />}
    >
      <Flex vertical gap="large" className="figures">
        <Rates rates={headline} heading={t('这段时间', 'In this period')} />
        <Targets rates={rates} />
        <section aria-label={t('比较', 'Compared')}>
          <Flex gap="small" wrap align="center" className="no-print" style={{ marginBottom: 12 }}>
            <Segmented<By>
              aria-label={t('按什么分', 'Apart by')}
              value={by}
              onChange={setBy}
              options={BYS.map(([value, zh, en]) => ({ value, label: t(zh, en) }))}
            />
            <select
              className="rate-select"
              aria-label={t('比率', 'Rate')}
              value={rate}
              onChange={e => setRate(e.target.value as RateName)}
            >
              {rates.map(r => (
                <option key={r.name} value={r.name}>
                  {t(r.zh, r.en)}
                </option>
              ))}
            </select>
            {may('directory.read') && <UnitChoice unitId={unitId} onChange={setUnitId} />}
          </Flex>
          <Ask
            of={rows}
            rows={10}
            isEmpty={a => a.rows.length === 0}
            empty={t('这段时间没有数据，换一个时段。', 'Nothing in this period: choose another.')}
          >
            {answer => (
              <>
                <RateChart rows={answer.rows} by={by} rate={rate} />
                <FiguresTable rows={answer.rows} by={by} period={period} chosen={rate} onChoose={setRate} />
              </>
            )}
          </Ask>
        </section>
        <Suspense fallback={<Loading />}>
          <Apart within={within} />
        </Suspense>
      </Flex>
    </Page>
  )
}

const HEADLINES: readonly string[] = [
  'responseRate',
  'resolveRate',
  'satisfyRate',
  'closeOnTime',
  'reworkRate',
]

interface UnitChoiceProps {
  unitId: number | undefined
  onChange: (unitId: number | undefined) => void
}

/** The tree of units is loaded when somebody wants to narrow it down. */
function UnitChoice({ unitId, onChange }: UnitChoiceProps) {
  const [isOpen, setOpen] = useState(false)
  if (!isOpen)
    return (
      <Button onClick={() => setOpen(true)} aria-haspopup="tree">
        {t('全部单位', 'All units')}
      </Button>
    )
  return (
    <div style={{ minWidth: 220 }}>
      <Suspense>
        <UnitField
          {...(unitId !== undefined && { value: unitId })}
          aria-label={t('单位', 'Unit')}
          onChange={onChange}
          placeholder={t('全部单位', 'All units')}
        />
      </Suspense>
    </div>
  )
}
