/** 严真细实快: what checks found of each unit's conduct, drawn as a bar for each criterion, and its way over the months. */
import { useState } from 'react'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Scrolls } from '../../ui/Scrolls.tsx'
import { Chart } from '../charts/Chart.tsx'
import { Lines } from '../charts/Lines.tsx'
import { shortUnit } from '../charts/units.ts'
import type { Within } from './period.ts'

type Answered = Answer<'readConduct'>
type Row = Answered['rows'][number]

export function Conduct({ within }: { within: Within }) {
  const asked = useAsk('readConduct', { query: within }, { keepLast: true, fresh: 60_000 })
  return (
    <section aria-label={t('作风评分', 'Conduct')}>
      <h2>{t('作风评分：严真细实快', 'Conduct: strict, true, careful, solid, quick')}</h2>
      <Ask
        of={asked}
        rows={4}
        isEmpty={a => a.rows.length === 0}
        empty={t('这段时间没有质检评分；在“质检”里评分后这里就有。', 'Nothing was checked in this period.')}
      >
        {answer => <Drawn of={answer} />}
      </Ask>
    </section>
  )
}

/** Of several months what each check weighs. */
const meanOf = (rows: readonly Row[], code: string): number | null => {
  const scored = rows.filter(r => r.items[code] !== undefined)
  const checks = scored.reduce((sum, r) => sum + r.checks, 0)
  return checks === 0 ? null : scored.reduce((sum, r) => sum + r.items[code]! * r.checks, 0) / checks
}
const averageOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, r) => sum + r.average * r.checks, 0) / rows.reduce((sum, r) => sum + r.checks, 0)

function Drawn({ of: { criteria, rows } }: { of: Answered }) {
  const units = [...Map.groupBy(rows, r => r.unit.id).values()].toSorted(
    (a, b) => averageOf(a) - averageOf(b),
  )
  const [chosen, setChosen] = useState<number | null>(null)
  const shown = units.find(u => u[0]!.unit.id === chosen) ?? units[0]!
  return (
    <>
      <Scrolls name={t('各单位作风评分', 'By unit')}>
        <table className="plain-table conduct">
          <thead>
            <tr>
              <th scope="col">{t('单位', 'Unit')}</th>
              <th scope="col" className="n">
                {t('质检数', 'Checks')}
              </th>
              <th scope="col" className="n">
                {t('加权均分', 'Average')}
              </th>
              {criteria.map(c => (
                <th key={c.code} scope="col">
                  {t(c.zh, c.en)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map(own => (
              <tr key={own[0]!.unit.id}>
                <th scope="row">
                  <button
                    type="button"
                    className="sort"
                    aria-pressed={own === shown}
                    onClick={() => setChosen(own[0]!.unit.id)}
                  >
                    {shortUnit(own[0]!.unit.name)}
                  </button>
                </th>
                <td className="n">{own.reduce((sum, r) => sum + r.checks, 0)}</td>
                <td className="n">{averageOf(own).toFixed(2)}</td>
                {criteria.map(c => (
                  <td key={c.code}>
                    <Score of={meanOf(own, c.code)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {shown.length > 1 && <Months rows={shown} />}
    </>
  )
}

function Score({ of }: { of: number | null }) {
  if (of === null) return <>—</>
  return (
    <span className="conduct-score">
      <i aria-hidden="true" style={{ inlineSize: `${of * 12}px` }} />
      {of.toFixed(1)}
    </span>
  )
}

function Months({ rows }: { rows: readonly Row[] }) {
  const title = t(`${rows[0]!.unit.name}：逐月加权均分`, `${rows[0]!.unit.name}: by month`)
  return (
    <Chart
      title={title}
      quiet
      table={{
        head: [t('月份', 'Month'), t('加权均分', 'Average'), t('质检数', 'Checks')],
        rows: rows.map(r => [r.month, r.average.toFixed(2), r.checks]),
      }}
    >
      <Lines
        height={180}
        marks={rows.map(r => r.month)}
        lines={[{ name: title, values: rows.map(r => r.average), tone: 'first' }]}
        unit=""
        most={5}
      />
    </Chart>
  )
}
