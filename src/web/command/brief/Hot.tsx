/** What people speak of most this week, and what rose. */
import { useLocation } from 'wouter'
import { Chart } from '../../parts/charts/Chart.tsx'
import { t } from '../../text.ts'
import { behind, categoriesOption } from '../drawings.ts'
import { useInk } from '../ink.ts'
import { ledgerOf } from '../ledger/filter.ts'
import { Num } from '../Num.tsx'
import { changeOf, type Overview } from '../overview.ts'

type Row = Overview['categories'][number]
const SHOWN = 8

const risen = ({ week, weekBefore }: Row): number => (week.n ?? 0) - (weekBefore.n ?? 0)

export function Hot({ of }: { of: Overview }) {
  const ink = useInk()
  const [, go] = useLocation()
  if (of.categories.length === 0) return null
  const steepest = [...of.categories].sort((a, b) => risen(b) - risen(a))[0]!
  return (
    <section>
      <h2>{t('热点在哪', 'What is hot')}</h2>
      <p>
        {t('近七天反映最多的是', 'Most spoken of in seven days: ')}
        {of.categories.slice(0, 3).map((row, i) => (
          <span key={row.category.id}>
            {i > 0 && t('、', ', ')}
            {row.category.name}{' '}
            <Num cell={row.week} of={`${row.category.name} ${t('近七天', 'in seven days')}`} />
            {t(' 件', '')}
            {t(`（${changeSaid(row)}）`, ` (${changeSaid(row)})`)}
          </span>
        ))}
        {t('。', '. ')}
        {risen(steepest) > 0 &&
          t(
            `上升最快的是${steepest.category.name}，多了 ${risen(steepest)} 件。`,
            `${steepest.category.name} rose most, by ${risen(steepest)}.`,
          )}
      </p>
      <Chart
        title={t(
          '近七天最热的分类，与前七天比较',
          'Hottest categories of seven days against the seven before',
        )}
        height={60 + Math.min(SHOWN, of.categories.length) * 32}
        option={categoriesOption(of.categories.slice(0, SHOWN), ink)}
        onPick={picked => {
          const filter = behind(picked)
          if (filter) go(ledgerOf(filter))
        }}
        table={categoryTable(of.categories)}
      />
    </section>
  )
}

export function changeSaid({ week, weekBefore }: Row): string {
  const change = changeOf(week.n, weekBefore.n)
  if (change === null) return t('新出现', 'new')
  if (change === 0) return t('持平', 'as before')
  return change > 0 ? t(`升 ${change}%`, `up ${change}%`) : t(`降 ${-change}%`, `down ${-change}%`)
}

export const categoryTable = (rows: Overview['categories']) => ({
  head: [
    t('分类', 'Category'),
    t('今天', 'Today'),
    t('近七天', 'Seven days'),
    t('前七天', 'Week before'),
    t('变化', 'Change'),
  ],
  rows: rows.map(r => [
    r.category.name,
    <Num key="t" cell={r.today} of={`${r.category.name} ${t('今天', 'today')}`} />,
    <Num key="w" cell={r.week} of={`${r.category.name} ${t('近七天', 'in seven days')}`} />,
    <Num key="b" cell={r.weekBefore} of={`${r.category.name} ${t('前七天', 'the week before')}`} />,
    changeSaid(r),
  ]),
})
