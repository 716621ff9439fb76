/** 民生热点: what came so much more often than usual that a special action is due, with the way to begin one. */
import { Link } from 'wouter'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { ledgerOf } from '../ledger/filter.ts'

const AGAIN = 3000
const WEEK = 7 * 86_400_000

export function HotDomains() {
  const { may } = useSession()
  const first = useAsk('readHotDomains', {}, { fresh: 60_000 })
  // The first count of a while is under way: it is there in a moment.
  const again = useAsk('readHotDomains', {}, { every: AGAIN, enabled: first.data?.counted === false })
  const data = again.data ?? first.data
  if (!data) return null
  const since = new Date(Date.now() - WEEK).toISOString()
  return (
    <section aria-label={t('民生热点', 'Hot domains')}>
      <h2>{t('民生热点：近七天明显增多', 'Hot domains: many more in seven days')}</h2>
      {data.domains.length === 0 ? (
        <p role="status">
          {data.counted
            ? t('近七天没有明显增多的事项。', 'Nothing came much more often than usual.')
            : t('正在统计。', 'Being counted.')}
        </p>
      ) : (
        <ul className="targets">
          {data.domains.slice(0, 12).map(({ category, week, usual, times }) => (
            <li key={category.id}>
              <span>
                {may('appeal.read') ? (
                  <Link to={ledgerOf({ category: category.code, receivedFrom: since })}>{category.name}</Link>
                ) : (
                  category.name
                )}
              </span>
              <span>
                <strong>{week}</strong>{' '}
                {t(`件，平常每周 ${usual}，${times} 倍`, `, ${usual} in a usual week: ${times}×`)}
              </span>
              <span className="no-print">
                {may('task.open') && (
                  <Link to={`/forces/new?category=${category.id}`}>
                    {t('发起专项行动', 'Begin a special action')}
                  </Link>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
