/** 预审与待派: what has been received and waits for a unit, the urgent first. */
import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { useRules } from '../../parts/directory.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useNow } from '../../ui/When.tsx'
import { nothingFits, useFind, wordsOfTicket } from '../queue/Find.tsx'
import { Marked } from '../queue/Marked.tsx'
import { useMarks } from '../queue/marks.ts'
import { Pane } from '../queue/Pane.tsx'
import { Queue } from '../queue/Queue.tsx'
import { TicketRow } from '../queue/Row.tsx'
import { usePlace } from '../queue/rows.ts'
import { byUrgency, useTickets } from '../queue/tickets.ts'
import { DispatchWork } from './DispatchWork.tsx'
import { dispatchDue } from './dispatch-due.ts'

const BulkDispatch = lazy(() => import('./BulkDispatch.tsx').then(m => ({ default: m.BulkDispatch })))
const RECEIVED = { stage: ['received' as const] }
const PATH = '/dispatch'

export function DispatchQueue({ number }: { number?: string }) {
  const { may } = useSession()
  const rules = useRules()
  const now = useNow()
  const [isBulk, setBulk] = useState(false)
  const { rows: all, error, again, isCut } = useTickets(RECEIVED, byUrgency)
  const { rows, words, box } = useFind(all, wordsOfTicket)
  const keys = useMemo(() => rows?.map(r => r.number), [rows])
  const place = usePlace(PATH, keys, number)
  const marks = useMarks(keys)
  const start = () => marks.marked.length > 0 && setBulk(true)
  useOffer([
    {
      key: 'mark',
      label: t('选中或取消', 'Tick or untick'),
      shortcut: 'x',
      run: () => number && marks.toggle(number),
    },
    { key: 'bulk', label: t('批量派单', 'Dispatch those ticked'), shortcut: 'b', run: start },
  ])
  return (
    <Queue
      title={t('预审与待派', 'To dispatch')}
      path={PATH}
      place={place}
      rows={rows}
      error={error}
      again={again}
      keyOf={row => row.number}
      mark={row => <Marked marks={marks} of={row.number} name={row.title ?? row.number} />}
      line={row => {
        const due = dispatchDue(row, rules, now)
        return <TicketRow row={row} light={due?.light} dueAt={due?.dueAt} />
      }}
      pane={at => (
        <Pane key={at} number={at} place={place}>
          {ticket => <DispatchWork key={ticket.number} ticket={ticket} place={place} />}
        </Pane>
      )}
      work={
        isBulk && (
          <Suspense fallback={<Loading />}>
            <BulkDispatch
              rows={(all ?? []).filter(r => marks.marked.includes(r.number))}
              onClose={() => {
                setBulk(false)
                marks.clear()
              }}
            />
          </Suspense>
        )
      }
      tools={
        <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
          {box}
          <Button size="small" disabled={marks.marked.length === 0} onClick={start}>
            {t(`批量派单 ${marks.marked.length || ''}`, `Dispatch ${marks.marked.length || ''}`)}
            <Key of="B" />
          </Button>
        </div>
      }
      foot={
        isCut && (
          <li className="small" style={{ padding: 12 }}>
            {t('只显示最早的 1000 件', 'The first 1000')}
          </li>
        )
      }
      empty={
        <>
          {nothingFits(words, t('都派完了。', 'All is dispatched.'))}{' '}
          {!words && may('appeal.review') && <Link to="/review">{t('去审核答复', 'Review answers')}</Link>}
        </>
      }
    />
  )
}
