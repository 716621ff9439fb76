/** 销号: what has been reviewed and visited, struck off one by one or many at once after a look at each. */
import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { RESULT_NAMES, STAGE_NAMES, STAR_NAMES } from '../../../domain/names.ts'
import { nameOf, t } from '../../text.ts'
import { useOffer } from '../../ui/commands.ts'
import { Key } from '../../ui/Key.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { nothingFits, useFind, wordsOfTicket } from '../queue/Find.tsx'
import { Marked } from '../queue/Marked.tsx'
import { useMarks } from '../queue/marks.ts'
import { Pane } from '../queue/Pane.tsx'
import { Queue } from '../queue/Queue.tsx'
import { TicketRow } from '../queue/Row.tsx'
import { usePlace } from '../queue/rows.ts'
import { byDue, useTickets } from '../queue/tickets.ts'
import { Answers } from '../review/Answers.tsx'
import { StrikeWork } from './StrikeWork.tsx'

const BulkStrike = lazy(() => import('./BulkStrike.tsx').then(m => ({ default: m.BulkStrike })))
const READY = { stage: ['visited' as const, 'reviewed' as const] }
const PATH = '/strike-off'

export function StrikeQueue({ number }: { number?: string }) {
  const [isBulk, setBulk] = useState(false)
  const { rows: all, error, again } = useTickets(READY, byDue)
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
    { key: 'bulk', label: t('批量销号', 'Strike off those ticked'), shortcut: 'b', run: start },
  ])
  return (
    <Queue
      title={t('销号', 'Strike off')}
      path={PATH}
      place={place}
      rows={rows}
      error={error}
      again={again}
      keyOf={row => row.number}
      mark={row => <Marked marks={marks} of={row.number} name={row.title ?? row.number} />}
      line={row => (
        <TicketRow
          row={row}
          dueAt={row.dueAt}
          also={
            <>
              <span className="chip">{nameOf(STAGE_NAMES, row.stage)}</span>
              {row.result && <span className="chip">{nameOf(RESULT_NAMES, row.result)}</span>}
              {row.satisfaction !== null && (
                <span className={row.satisfaction <= 2 ? 'chip bad' : 'chip'}>
                  {nameOf(STAR_NAMES, String(row.satisfaction))}
                </span>
              )}
            </>
          }
        />
      )}
      pane={at => (
        <Pane key={at} number={at} place={place} beside={ticket => <Answers ticket={ticket} />}>
          {ticket => <StrikeWork key={ticket.number} ticket={ticket} place={place} />}
        </Pane>
      )}
      work={
        isBulk && (
          <Suspense fallback={<Loading />}>
            <BulkStrike
              rows={(rows ?? []).filter(r => marks.has(r.number))}
              onClose={() => {
                setBulk(false)
                marks.clear()
              }}
            />
          </Suspense>
        )
      }
      tools={
        <div style={{ display: 'flex', gap: 12, marginTop: 8, alignItems: 'center' }}>
          {box}
          <label className="small" style={{ whiteSpace: 'nowrap' }}>
            <input
              type="checkbox"
              checked={marks.marked.length > 0 && marks.marked.length === keys?.length}
              onChange={e => marks.all(e.target.checked)}
            />{' '}
            {t('全选', 'All')}
          </label>
          <Button size="small" disabled={marks.marked.length === 0} onClick={start}>
            {t(`批量销号 ${marks.marked.length || ''}`, `Strike off ${marks.marked.length || ''}`)}
            <Key of="B" />
          </Button>
        </div>
      }
      empty={nothingFits(words, t('没有可以销号的。', 'Nothing to strike off.'))}
    />
  )
}
