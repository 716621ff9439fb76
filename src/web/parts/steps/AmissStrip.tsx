/** 对不上的: in which ways the ledger doesn't add up, and how often. */
import { CheckCircleFilled } from '@ant-design/icons'
import { Link } from 'wouter'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { nameOf, t } from '../../text.ts'
import type { StepFilter } from './filter.ts'
import { AMISS_NAMES } from './names.ts'

interface Props {
  amiss: Answer<'readLedgerSteps'>['amiss']
  filter: StepFilter
  /** The month's books are this reader's to see. */
  books: boolean
  onShow: (filter: StepFilter) => void
}

/** Counted no further. */
const MOST = 1000

export function AmissStrip({ amiss, filter, books, onShow }: Props) {
  const found = amiss.filter(a => a.n > 0)
  const { unitId } = filter
  return (
    <section className="steps-amiss" aria-label={t('对不上的', 'What doesn’t add up')}>
      <h2 className="steps-h2">{t('对不上的', 'What doesn’t add up')}</h2>
      {found.length === 0 && (
        <p className="is-able">
          <CheckCircleFilled /> {t('账目相符。', 'Everything adds up.')}
        </p>
      )}
      <ul>
        {found.map(({ what, n }) => (
          <li key={what}>
            <button
              type="button"
              aria-pressed={filter.amiss === what}
              onClick={() => onShow({ ...(unitId && { unitId }), amiss: what })}
            >
              <strong>{n >= MOST ? `${MOST}+` : n}</strong> {nameOf(AMISS_NAMES, what)}
            </button>
          </li>
        ))}
        {books && <Differences />}
      </ul>
    </section>
  )
}

const dayOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(n => String(n).padStart(2, '0')).join('-')

/** 对账: the differences of this month's books, for who may read them. */
function Differences() {
  const today = new Date()
  const query = { from: `${dayOf(today).slice(0, 7)}-01`, until: dayOf(today) }
  const books = useAsk('readReconciliation', { query }, { fresh: 10 * 60_000 })
  const n = books.data?.differences.length
  if (!n) return null
  return (
    <li>
      <Link to="/reconciliation">
        <strong>{n}</strong> {t('本月对账差异', 'differences of this month’s books')}
      </Link>
    </li>
  )
}
