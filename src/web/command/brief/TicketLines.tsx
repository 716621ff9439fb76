/** A few tickets in a line each, masked as lists are, with what the reader may do at once. */
import { Button, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { Summary } from '../../../contract/record.ts'
import { LEVEL_NAMES, STAGE_NAMES } from '../../../domain/names.ts'
import { Light } from '../../parts/Light.tsx'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Until, When } from '../../ui/When.tsx'
import { titleOf } from '../ledger/columns.tsx'
import { type Filter, ledgerOf } from '../ledger/filter.ts'
import { riskName } from '../risks.ts'

const QuickAct = lazy(() => import('./QuickAct.tsx').then(m => ({ default: m.QuickAct })))

const InstructPanel = lazy(() =>
  import('./instruct/InstructPanel.tsx').then(m => ({ default: m.InstructPanel })),
)

/** `filter`: where the rest of them is. */
export function TicketLines({ appeals, filter }: { appeals: readonly Summary[]; filter: Filter | null }) {
  const { may } = useSession()
  const [instructed, setInstructed] = useState<Summary | null>(null)
  const [act, setAct] = useState<{ number: string; name: 'urgeAssignment' | 'setLevel' } | null>(null)
  return (
    <>
      <ul className="lines">
        {appeals.map(a => (
          <li key={a.number}>
            <span>
              <Light light={a.light} bare />
            </span>
            <span className="line-what">
              <Link to={`/appeals/${a.number}`}>{titleOf(a)}</Link>
              <small>
                {a.leadUnit?.name ?? t('未派单', 'nobody yet')} · {nameOf(STAGE_NAMES, a.stage)} ·{' '}
                {a.dueAt && !a.endedAt ? <Until at={a.dueAt} /> : <When at={a.receivedAt} />}
                {a.repeats > 0 && ` · ${t(`反映 ${a.repeats + 1} 次`, `came ${a.repeats + 1}×`)}`}
              </small>
              {a.level !== 'general' && <Tag color="red">{nameOf(LEVEL_NAMES, a.level)}</Tag>}
              {a.risks.map(r => (
                <Tag key={r} color="orange">
                  {riskName(r)}
                </Tag>
              ))}
            </span>
            {may('appeal.supervise') && !a.endedAt && (
              <span className="line-acts no-print">
                {may('instruction.give') && (
                  <Button
                    size="small"
                    type="primary"
                    aria-label={t(`批示：${titleOf(a)}`, `Instruct: ${titleOf(a)}`)}
                    onClick={() => setInstructed(a)}
                  >
                    {t('批示', 'Instruct')}
                  </Button>
                )}
                <Button
                  size="small"
                  aria-label={t(`催办：${titleOf(a)}`, `Urge: ${titleOf(a)}`)}
                  onClick={() => setAct({ number: a.number, name: 'urgeAssignment' })}
                >
                  {t('催办', 'Urge')}
                </Button>
                <Button
                  size="small"
                  aria-label={t(`定级：${titleOf(a)}`, `Level: ${titleOf(a)}`)}
                  onClick={() => setAct({ number: a.number, name: 'setLevel' })}
                >
                  {t('定级', 'Level')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {filter && (
        <Link to={ledgerOf(filter)} className="no-print">
          {t('全部', 'All of them')}
        </Link>
      )}
      {instructed && (
        <Suspense>
          <InstructPanel
            number={instructed.number}
            title={titleOf(instructed)}
            unit={instructed.leadUnit?.name ?? null}
            onClose={() => setInstructed(null)}
          />
        </Suspense>
      )}
      {act && (
        <Suspense>
          <QuickAct {...act} onClose={() => setAct(null)} />
        </Suspense>
      )}
    </>
  )
}
