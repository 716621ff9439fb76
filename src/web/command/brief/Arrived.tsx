/** What came today: how many people, how many tickets, more or fewer than yesterday and a week ago by this time. */
import { Chart } from '../../parts/charts/Chart.tsx'
import { t } from '../../text.ts'
import { hourlyOption } from '../drawings.ts'
import { useInk } from '../ink.ts'
import { Num, told } from '../Num.tsx'
import { byNow, hoursOf, type Overview, running } from '../overview.ts'

const comparedWith = (now: number, before: number, zh: string, en: string): string => {
  const by = now - before
  if (by === 0) return t(`与${zh}此时持平`, `as many as by this time ${en}`)
  return by > 0
    ? t(`比${zh}此时多 ${by} 件`, `${by} more than by this time ${en}`)
    : t(`比${zh}此时少 ${-by} 件`, `${-by} fewer than by this time ${en}`)
}

export function Arrived({ of }: { of: Overview }) {
  const ink = useInk()
  const now = of.received.today.n ?? 0
  const compared = [
    comparedWith(now, byNow(of, 'yesterday'), t('昨天', 'yesterday'), 'yesterday'),
    comparedWith(now, byNow(of, 'weekAgo'), t('上周同日', 'a week ago'), 'a week ago'),
  ].join(t('，', ', '))
  const answered = of.contacts.byOutcome.find(c => c.outcome === 'answered')
  return (
    <section>
      <h2>{t('来了什么', 'What came')}</h2>
      <p>
        {t('今天有 ', 'Today ')}
        <Num cell={of.contacts.today} of={t('今天来访', 'contacts today')} contacts />
        {t(' 人次找来，立单 ', ' people came; ')}
        <Num cell={of.received.today} of={t('今天受理', 'received today')} />
        {t(' 件，', ' tickets were opened, ')}
        {compared}
        {answered && (
          <>
            {t('；另有 ', '; ')}
            <Num cell={answered} of={t('当场答复', 'answered at once')} contacts />
            {t(' 人次当场得到答复', ' were answered at once')}
          </>
        )}
        {t('。', '.')}
      </p>
      <Chart
        title={t(
          '今天每小时累计受理，与昨天、上周同日比较',
          'Received by hour today, yesterday and a week ago',
        )}
        says={compared}
        height={200}
        option={hourlyOption(of, ink)}
        table={hourTable(of)}
      />
    </section>
  )
}

export function hourTable({ received }: Overview) {
  const { today, yesterday, weekAgo } = hoursOf(received)
  const [a, b, c] = [running(today), running(yesterday), running(weekAgo)]
  return {
    head: [t('到几点', 'By'), t('今天', 'Today'), t('昨天', 'Yesterday'), t('上周同日', 'A week ago')],
    rows: received.before.map(({ hour }) => [
      `${hour + 1}:00`,
      hour < a.length ? told({ n: a[hour]! }) : '',
      told({ n: b[hour]! }),
      told({ n: c[hour]! }),
    ]),
  }
}
