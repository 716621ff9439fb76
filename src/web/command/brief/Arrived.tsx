/** What came today: how many people, how many tickets, more or fewer than yesterday and a week ago by this time. */
import { t } from '../../text.ts'
import { Hours } from '../charts/Hours.tsx'
import { Num } from '../Num.tsx'
import { byNow, type Overview } from '../overview.ts'

const comparedWith = (now: number, before: number, zh: string, en: string): string => {
  const by = now - before
  if (by === 0) return t(`与${zh}此时持平`, `as many as by this time ${en}`)
  return by > 0
    ? t(`比${zh}此时多 ${by} 件`, `${by} more than by this time ${en}`)
    : t(`比${zh}此时少 ${-by} 件`, `${-by} fewer than by this time ${en}`)
}

export function Arrived({ of }: { of: Overview }) {
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
      <Hours of={of} says={compared} height={200} />
    </section>
  )
}
