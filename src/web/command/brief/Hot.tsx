/** What people speak of most this week, and what rose. */
import { t } from '../../text.ts'
import { HotBars } from '../charts/HotBars.tsx'
import { Num } from '../Num.tsx'
import { changeOf, type Overview } from '../overview.ts'

type Row = Overview['categories'][number]
const SHOWN = 8

const risen = ({ week, weekBefore }: Row): number => (week.n ?? 0) - (weekBefore.n ?? 0)

export function Hot({ of }: { of: Overview }) {
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
      <HotBars rows={of.categories.slice(0, SHOWN)} />
    </section>
  )
}

function changeSaid({ week, weekBefore }: Row): string {
  const change = changeOf(week.n, weekBefore.n)
  if (change === null) return t('新出现', 'new')
  if (change === 0) return t('持平', 'as before')
  return change > 0 ? t(`升 ${change}%`, `up ${change}%`) : t(`降 ${-change}%`, `down ${-change}%`)
}
