/** 待您决定: what the ladder proposed, to be confirmed or dismissed one by one or many at once. */
import { Button, Flex } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { useNames, useUnits } from '../../parts/directory.ts'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { When } from '../../ui/When.tsx'
import { type Proposal, useProposals } from './proposals.ts'
import { Tick } from './Tick.tsx'

const DecideDialog = lazy(() => import('./DecideDialog.tsx').then(m => ({ default: m.DecideDialog })))

const FIRST = 6

interface Deciding {
  proposals: readonly Proposal[]
  verdict: 'issue' | 'dismiss'
}

export function Proposals() {
  const { proposals, isMore, error, again } = useProposals(useNames(useUnits()))
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const chosen = proposals.filter(p => picked.has(p.key))
  const shown = isAll ? proposals : proposals.slice(0, FIRST)
  if (proposals.length === 0 && !deciding) return error ? <Failed error={error} again={again} /> : null
  return (
    <section className="late-unit proposals" aria-label={t('待您决定', 'For you to decide')}>
      <Flex gap="small" align="center" justify="space-between" wrap className="late-unit-head">
        <Flex gap="small" align="center">
          <Tick
            label={t('全选待决定的', 'All that waits')}
            checked={chosen.length > 0 && chosen.length === proposals.length}
            isPartly={chosen.length > 0}
            onChange={on => setPicked(new Set(on ? proposals.map(p => p.key) : []))}
          />
          <h2>{t('待您决定', 'For you to decide')}</h2>
          <span>
            {t(
              `阶梯拟发 ${proposals.length}${isMore ? ' 以上' : ''} 项`,
              `${isMore ? 'more than ' : ''}${proposals.length} proposed by the ladder`,
            )}
          </span>
        </Flex>
        {chosen.length > 0 && (
          <Flex gap="small">
            <Button
              size="small"
              type="primary"
              onClick={() => setDeciding({ proposals: chosen, verdict: 'issue' })}
            >
              {t(`同意 ${chosen.length} 项`, `Confirm ${chosen.length}`)}
            </Button>
            <Button size="small" onClick={() => setDeciding({ proposals: chosen, verdict: 'dismiss' })}>
              {t(`不发 ${chosen.length} 项`, `Dismiss ${chosen.length}`)}
            </Button>
          </Flex>
        )}
      </Flex>
      {error && <Failed error={error} again={again} />}
      <ul className="late-rows">
        {shown.map(p => (
          <ProposalRow
            key={p.key}
            proposal={p}
            isPicked={picked.has(p.key)}
            onPick={on => setPicked(toggled(picked, p.key, on))}
            onDecide={verdict => setDeciding({ proposals: [p], verdict })}
          />
        ))}
      </ul>
      {proposals.length > FIRST && (
        <Button type="link" size="small" onClick={() => setAll(!isAll)} aria-expanded={isAll}>
          {isAll
            ? t('收起', 'Fewer')
            : t(`其余 ${proposals.length - FIRST} 项`, `${proposals.length - FIRST} more`)}
        </Button>
      )}
      {deciding && (
        <Suspense>
          <DecideDialog
            {...deciding}
            onClose={() => {
              setDeciding(null)
              setPicked(new Set())
            }}
          />
        </Suspense>
      )}
    </section>
  )
}

export function toggled(keys: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(keys)
  if (on) next.add(key)
  else next.delete(key)
  return next
}

interface RowProps {
  proposal: Proposal
  isPicked: boolean
  onPick: (on: boolean) => void
  onDecide: (verdict: 'issue' | 'dismiss') => void
}

function ProposalRow({ proposal: p, isPicked, onPick, onDecide }: RowProps) {
  return (
    <li className="proposal-row">
      <Tick
        label={t(`选择：${p.what} ${p.title}`, `Pick: ${p.what} ${p.title}`)}
        checked={isPicked}
        onChange={onPick}
      />
      <span className="late-what">
        <strong>{p.what}</strong> <Link to={`/appeals/${p.number}`}>{p.title}</Link>
        <small>
          {p.units} · <When at={p.at} />
        </small>
      </span>
      <Flex gap={4} className="proposal-acts">
        <Button
          size="small"
          aria-label={t(`同意：${p.what} ${p.title}`, `Confirm: ${p.what} ${p.title}`)}
          onClick={() => onDecide('issue')}
        >
          {t('同意', 'Confirm')}
        </Button>
        <Button
          size="small"
          aria-label={t(`不发：${p.what} ${p.title}`, `Dismiss: ${p.what} ${p.title}`)}
          onClick={() => onDecide('dismiss')}
        >
          {t('不发', 'Dismiss')}
        </Button>
      </Flex>
    </li>
  )
}
